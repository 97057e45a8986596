package io.minutebook.api.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.scheduler.Scheduler;

/**
 * The connections of one meeting on this node. A large one rests after each delivery, for about as
 * long as that took to make: what comes meanwhile goes out together, in one write to each
 * connection, which is most of what a delivery costs. The first after a quiet while goes at once.
 */
final class LiveAudience {

    private static final Logger LOG = LoggerFactory.getLogger(LiveAudience.class);

    private static final Duration REST_PER_CONNECTION = Duration.ofNanos(20_000);
    private static final Duration REST_MAX = Duration.ofMillis(20);

    /** A rest that would be shorter is none: a timer costs more than it saves. */
    private static final Duration REST_MIN = Duration.ofMillis(1);

    private final Set<LiveConnection> connections = ConcurrentHashMap.newKeySet();
    private final List<LiveEvent> waiting = new ArrayList<>();
    private final Scheduler timer;
    private boolean resting;

    LiveAudience(Scheduler timer) {
        this.timer = timer;
    }

    void add(LiveConnection connection) {
        connections.add(connection);
    }

    void remove(LiveConnection connection) {
        connections.remove(connection);
    }

    boolean isEmpty() {
        return connections.isEmpty();
    }

    Collection<LiveConnection> connections() {
        return Collections.unmodifiableSet(connections);
    }

    /**
     * Hands {@code events} to every connection, now or after the rest; called in the log's order.
     */
    synchronized void tell(List<LiveEvent> events) {
        waiting.addAll(events);
        if (!resting) {
            handOut();
        }
    }

    private void handOut() {
        List<LiveEvent> together = List.copyOf(waiting);
        waiting.clear();
        connections.forEach(connection -> hand(connection, together));
        Duration rest = REST_PER_CONNECTION.multipliedBy(connections.size());
        resting = rest.compareTo(REST_MIN) >= 0;
        if (resting) {
            long nanos = Math.min(rest.toNanos(), REST_MAX.toNanos());
            timer.schedule(this::rested, nanos, TimeUnit.NANOSECONDS);
        }
    }

    /** Whatever goes wrong with one connection is its own end alone, not that of the stream. */
    private static void hand(LiveConnection connection, List<LiveEvent> events) {
        try {
            connection.take(events);
        } catch (RuntimeException fault) {
            LOG.error("Connection {} cannot go on", connection.id(), fault);
            connection.close(CloseCode.FAULT);
        }
    }

    private synchronized void rested() {
        resting = false;
        if (!waiting.isEmpty()) {
            handOut();
        }
    }
}
