package io.minutebook.kernel.node;

/**
 * Work of which each piece is done by one node at a time. It goes to any of the nodes that compete
 * for it, spread evenly; what a node did that is gone goes on elsewhere within 15 s, what a node
 * gave back within 5 s.
 */
public interface Leases {

    /**
     * Has this node compete for a piece of work, once per process.
     *
     * @param name 1 to 64 of {@code a-z 0-9 - _}, the same on all nodes
     */
    Lease compete(String name, Work work);
}
