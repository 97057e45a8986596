package io.minutebook.kernel.node;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** The nodes on one store, each known by a name that is made anew at every start. */
public interface Nodes {

    /** This node. */
    String self();

    /**
     * Nodes heard of, this one among them, that are not {@link #gone}; none before this node has
     * first looked. What left in good order is neither.
     */
    Set<String> alive();

    /**
     * Nodes that ended without saying so, or stand still for 10 s and more, each with when it was
     * last heard of, by its own clock. They are told of for an hour. One that stood still may come
     * back.
     */
    Map<String, Instant> gone();
}
