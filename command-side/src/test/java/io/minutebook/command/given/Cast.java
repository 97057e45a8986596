package io.minutebook.command.given;

import io.minutebook.kernel.UserId;

/** The people of the tests. */
public final class Cast {

    /** Creates the meeting, and so is its host. */
    public static final UserId ALICE = new UserId("alice");

    /** A further host from the beginning. */
    public static final UserId HANNA = new UserId("hanna");

    /** A co-host, once he was made one. */
    public static final UserId COLIN = new UserId("colin");

    /** Attendees. */
    public static final UserId BOB = new UserId("bob");

    public static final UserId DAVE = new UserId("dave");
    public static final UserId EVE = new UserId("eve");

    private Cast() {}
}
