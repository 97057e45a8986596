package io.minutebook.infra.eventlog;

/** Another commit holds a claim of this one. */
public final class ClaimTakenException extends RuntimeException {

    private final String claim;

    public ClaimTakenException(String claim) {
        super("claim is taken: " + claim, null, false, false);
        this.claim = claim;
    }

    public String claim() {
        return claim;
    }
}
