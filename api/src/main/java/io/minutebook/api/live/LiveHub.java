package io.minutebook.api.live;

import io.minutebook.kernel.ErrorCode;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.log.EventHistory;
import io.minutebook.kernel.log.EventTail;
import io.minutebook.kernel.log.RecordedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Follows the log, once for this node, and hands each event to the connections of its meeting. */
public final class LiveHub implements AutoCloseable {

    private static final int DRAIN_BATCHES = 20;

    private final EventHistory history;
    private final EventTail tail;
    private final Scheduler timer;
    private final ConcurrentMap<MeetingId, LiveAudience> audiences = new ConcurrentHashMap<>();
    private volatile boolean draining;
    private EventTail.@Nullable Subscription subscription;

    /**
     * @param timer where busy rooms' rests are kept, and a drain's pauses
     */
    public LiveHub(EventHistory history, EventTail tail, Scheduler timer) {
        this.history = history;
        this.tail = tail;
        this.timer = timer;
    }

    public void start() {
        subscription = tail.follow("live", history.head(), this::deliver);
    }

    /**
     * From here on {@code connection} is handed every event of its meeting that becomes durable.
     */
    void add(LiveConnection connection) {
        audiences.compute(
                connection.meeting(),
                (meeting, known) -> {
                    LiveAudience audience = known == null ? new LiveAudience(timer) : known;
                    audience.add(connection);
                    return audience;
                });
        if (draining) {
            connection.close(CloseCode.DRAINING);
        }
    }

    void remove(LiveConnection connection) {
        audiences.computeIfPresent(
                connection.meeting(),
                (meeting, audience) -> {
                    audience.remove(connection);
                    return audience.isEmpty() ? null : audience;
                });
    }

    /** Refuses new connections while those that are open are being closed. */
    void requireOpen() throws Rejection {
        if (draining) {
            throw new Rejection(ErrorCode.SERVICE_UNAVAILABLE, "This node is shutting down");
        }
    }

    /**
     * What came together for a meeting is handed on together: so it is one write to the network.
     */
    private void deliver(List<RecordedEvent> events) {
        Map<MeetingId, List<LiveEvent>> ofMeetings = new HashMap<>();
        for (RecordedEvent recorded : events) {
            if (recorded.event() instanceof MeetingEvent event
                    && audiences.containsKey(event.meetingId())) {
                ofMeetings
                        .computeIfAbsent(event.meetingId(), meeting -> new ArrayList<>())
                        .add(new LiveEvent(recorded));
            }
        }
        ofMeetings.forEach(
                (meeting, live) -> {
                    LiveAudience audience = audiences.get(meeting);
                    if (audience != null) {
                        audience.tell(live);
                    }
                });
    }

    /**
     * Takes no more connections and closes those that are open, a few at a time, so that their
     * clients do not all come to another node in one moment, nor in step with those of other nodes.
     *
     * @param within how long that may take
     */
    public Mono<Void> drain(Duration within) {
        return Mono.defer(
                () -> {
                    draining = true;
                    List<LiveConnection> open = new ArrayList<>();
                    audiences.values().forEach(audience -> open.addAll(audience.connections()));
                    Collections.shuffle(open);
                    int batch = Math.max(1, open.size() / DRAIN_BATCHES + 1);
                    return Flux.fromIterable(open)
                            .buffer(batch)
                            .zipWithIterable(pauses(within, ThreadLocalRandom.current()))
                            .concatMap(some -> closeAll(some.getT1(), some.getT2()))
                            .then();
                });
    }

    private Mono<Long> closeAll(List<LiveConnection> some, Duration pause) {
        return Mono.fromRunnable(() -> closeAll(some)).then(Mono.delay(pause, timer));
    }

    /**
     * As many as there are batches, half to one and a half of their mean long, which come to {@code
     * within} together.
     */
    static List<Duration> pauses(Duration within, Random random) {
        Duration mean = within.dividedBy(DRAIN_BATCHES);
        List<Duration> pauses = new ArrayList<>();
        for (int i = 0; i < DRAIN_BATCHES / 2; i++) {
            Duration off = Duration.ofNanos((long) (mean.toNanos() * random.nextDouble(-0.5, 0.5)));
            pauses.add(mean.plus(off));
            pauses.add(mean.minus(off));
        }
        Collections.shuffle(pauses, random);
        return pauses;
    }

    private static void closeAll(Iterable<LiveConnection> some) {
        some.forEach(connection -> connection.close(CloseCode.DRAINING));
    }

    @Override
    public void close() {
        draining = true;
        audiences.values().forEach(audience -> closeAll(audience.connections()));
        if (subscription != null) {
            subscription.close();
        }
    }
}
