package io.minutebook.api.live;

import io.minutebook.kernel.ErrorCode;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.log.EventHistory;
import io.minutebook.kernel.log.EventTail;
import io.minutebook.kernel.log.RecordedEvent;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Follows the log, once for this node, and hands each event to the connections of its meeting. */
public final class LiveHub implements AutoCloseable {

    private final EventHistory history;
    private final EventTail tail;
    private final ConcurrentMap<MeetingId, Set<LiveConnection>> connections =
            new ConcurrentHashMap<>();
    private volatile boolean draining;
    private EventTail.@Nullable Subscription subscription;

    public LiveHub(EventHistory history, EventTail tail) {
        this.history = history;
        this.tail = tail;
    }

    public void start() {
        subscription = tail.follow("live", history.head(), this::deliver);
    }

    /**
     * From here on {@code connection} is handed every event of its meeting that becomes durable.
     */
    void add(LiveConnection connection) {
        connections.compute(
                connection.meeting(),
                (meeting, watching) -> {
                    Set<LiveConnection> set =
                            watching == null ? ConcurrentHashMap.newKeySet() : watching;
                    set.add(connection);
                    return set;
                });
        if (draining) {
            connection.close(CloseCode.DRAINING);
        }
    }

    void remove(LiveConnection connection) {
        connections.computeIfPresent(
                connection.meeting(),
                (meeting, watching) -> {
                    watching.remove(connection);
                    return watching.isEmpty() ? null : watching;
                });
    }

    /** Refuses new connections while those that are open are being closed. */
    void requireOpen() throws Rejection {
        if (draining) {
            throw new Rejection(ErrorCode.SERVICE_UNAVAILABLE, "This node is shutting down");
        }
    }

    private void deliver(List<RecordedEvent> events) {
        for (RecordedEvent event : events) {
            Set<LiveConnection> watching = connections.get(event.event().meetingId());
            if (watching != null) {
                LiveEvent live = new LiveEvent(event);
                watching.forEach(connection -> connection.take(live));
            }
        }
    }

    /** Closes every connection, so that clients go elsewhere, and takes no more. */
    public void drain() {
        draining = true;
        connections
                .values()
                .forEach(watching -> watching.forEach(one -> one.close(CloseCode.DRAINING)));
    }

    @Override
    public void close() {
        drain();
        if (subscription != null) {
            subscription.close();
        }
    }
}
