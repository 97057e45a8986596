package io.minutebook.infra.presence;

import io.minutebook.kernel.node.Nodes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is known, at one moment, of nodes that hold sockets. Not for several threads. */
final class Witness {

    /** Nodes renew their note more often than this: one that is gone went within it. */
    static final Duration HEARTBEAT_MAX = Duration.ofSeconds(10);

    /**
     * A node nobody knows is given so long to turn up: one that just started may hold sockets
     * before others have heard of it.
     */
    private static final Duration UNKNOWN_MAX = Duration.ofSeconds(60);

    private final Nodes nodes;
    private final Map<String, Instant> unknownSince = new HashMap<>();
    private Set<String> alive = Set.of();
    private Map<String, Instant> gone = Map.of();
    private Instant now = Instant.MIN;

    /**
     * That a socket is no longer held.
     *
     * @param seen when it was last heard of
     * @param since from when on it may be said to be lost
     * @param latest by when it was lost for certain
     */
    record Loss(Instant seen, Instant since, Instant latest) {}

    Witness(Nodes nodes) {
        this.nodes = nodes;
    }

    /** Looks at the nodes, of which {@code holders} hold sockets. */
    void look(Iterable<String> holders, Instant moment) {
        now = moment;
        alive = nodes.alive();
        gone = nodes.gone();
        Map<String, Instant> still = new HashMap<>();
        for (String holder : holders) {
            if (!alive.isEmpty() && !alive.contains(holder) && !gone.containsKey(holder)) {
                still.put(holder, unknownSince.getOrDefault(holder, moment));
            }
        }
        unknownSince.clear();
        unknownSince.putAll(still);
    }

    /** Whether sockets that the node holds are lost. */
    boolean isGone(String node) {
        return !alive.contains(node) && (gone.containsKey(node) || isUnknownForLong(node));
    }

    /** Whether {@code node} is gone, and was last heard of {@code time} ago or longer. */
    boolean isGoneFor(String node, Duration time) {
        Instant heard = gone.get(node);
        return isGone(node) && (heard == null || !heard.plus(time).isAfter(now));
    }

    private boolean isUnknownForLong(String node) {
        Instant since = unknownSince.get(node);
        return since != null && !since.plus(UNKNOWN_MAX).isAfter(now);
    }

    /** How a socket was lost; empty while it is held. */
    Optional<Loss> lossOf(SocketNote note) {
        if (note.seen() != null && note.lost() != null) {
            return Optional.of(new Loss(note.seen(), note.lost(), note.lost()));
        }
        if (note.node() == null || !isGone(note.node())) {
            return Optional.empty();
        }
        Instant heard = gone.getOrDefault(note.node(), note.since());
        Instant seen = heard.isAfter(note.since()) ? heard : note.since();
        return Optional.of(new Loss(seen, seen, seen.plus(HEARTBEAT_MAX)));
    }
}
