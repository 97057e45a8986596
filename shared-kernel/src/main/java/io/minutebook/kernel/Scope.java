package io.minutebook.kernel;

import java.util.Arrays;
import java.util.Optional;

/** A right over more than one's own meetings, granted by a token. */
public enum Scope {
    /** History, export and proofs of every meeting. */
    AUDIT_READ("audit:read"),
    /** The firehose, without private chat. */
    EVENTS_READ("events:read"),
    WEBHOOKS_MANAGE("webhooks:manage"),
    /** Erasure and holds. */
    RECORDS_MANAGE("records:manage");

    private final String claim;

    Scope(String claim) {
        this.claim = claim;
    }

    /** As it stands in a token's {@code scope}. */
    public String claim() {
        return claim;
    }

    /** The scope written {@code claim}, empty where this product knows none of that name. */
    public static Optional<Scope> of(String claim) {
        return Arrays.stream(values()).filter(scope -> scope.claim.equals(claim)).findFirst();
    }
}
