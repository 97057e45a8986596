package io.minutebook.kernel.node;

/** This node's part in some work: held or not, by turns, until closed. */
public interface Lease extends AutoCloseable {

    /**
     * Whether the work is this node's at this instant: false from before another node may begin it,
     * also where this process was stopped meanwhile and has not noticed yet. What cannot be undone
     * asks this first. Does not block.
     */
    boolean isHeld();

    /**
     * Ends the work where it goes on here, gives it back, and competes no more. Blocks until the
     * work has ended.
     */
    @Override
    void close();
}
