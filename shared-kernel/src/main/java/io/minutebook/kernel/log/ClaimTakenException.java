package io.minutebook.kernel.log;

/** A commit was refused because another holds one of its claims, as an external id used before. */
public final class ClaimTakenException extends RuntimeException {

    private final String claim;
    private final String stream;

    /**
     * @param stream the stream of the commit that holds the claim
     */
    public ClaimTakenException(String claim, String stream) {
        super("claim is taken: " + claim, null, false, false);
        this.claim = claim;
        this.stream = stream;
    }

    public String claim() {
        return claim;
    }

    public String stream() {
        return stream;
    }
}
