package io.minutebook.infra.axon;

/**
 * How many events a load reads behind a snapshot before the next is taken: a quarter of the stream,
 * so that all its snapshots together cost no more than a few times the last; and at most 10,000,
 * which bounds what a load reads.
 */
final class SnapshotInterval {

    static final long MIN = 1_000;
    static final long MAX = 10_000;

    private SnapshotInterval() {}

    /**
     * @param covered the last sequence that a snapshot holds, -1 for none
     * @param last of the stream
     */
    static boolean isOver(long covered, long last) {
        return last - covered >= Math.clamp(last / 4, MIN, MAX);
    }
}
