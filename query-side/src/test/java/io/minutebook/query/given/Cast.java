package io.minutebook.query.given;

import io.minutebook.kernel.Caller;
import io.minutebook.kernel.Scope;
import io.minutebook.kernel.UserId;
import java.util.Set;

/** The people of the tests. */
public final class Cast {

    /** Creates the meeting, and so is its host. */
    public static final UserId ALICE = new UserId("alice");

    /** A further host from the beginning. */
    public static final UserId HANNA = new UserId("hanna");

    /** Invited. */
    public static final UserId INGRID = new UserId("ingrid");

    /** Anybody. */
    public static final UserId BOB = new UserId("bob");

    public static final UserId DAVE = new UserId("dave");
    public static final UserId EVE = new UserId("eve");

    private Cast() {}

    /** Somebody of the meeting or not, with a token that says nothing else. */
    public static Caller caller(UserId user) {
        return Caller.of(user);
    }

    /** A person with {@code audit:read}. */
    public static Caller auditor() {
        return new Caller(new UserId("otto"), null, null, false, false, Set.of(Scope.AUDIT_READ));
    }
}
