package io.minutebook.query.given;

import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.WebhookId;
import io.minutebook.kernel.event.RecordEvent;
import io.minutebook.kernel.log.EventHistory;
import io.minutebook.kernel.log.EventTail;
import io.minutebook.kernel.log.RecordedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A log in memory; those who follow it are handed events when a test says so. */
public final class MemoryLog implements EventHistory, EventTail {

    /** When the log took its first event; each later one came a second after the one before. */
    public static final Instant FIRST_RECORDED = Instant.parse("2024-01-15T09:00:00.500Z");

    private final List<RecordedEvent> events = new ArrayList<>();
    private final List<Follower> followers = new ArrayList<>();

    public RecordedEvent append(RecordEvent event) {
        return append(event, false);
    }

    /** As an event reads whose personal text was erased. */
    public RecordedEvent appendErased(RecordEvent event) {
        return append(event, true);
    }

    private RecordedEvent append(RecordEvent event, boolean erased) {
        int position = events.size();
        RecordedEvent recorded =
                new RecordedEvent(
                        position,
                        of(event.stream()).count(),
                        "event-" + position,
                        FIRST_RECORDED.plusSeconds(position),
                        event,
                        erased);
        events.add(recorded);
        return recorded;
    }

    public List<RecordedEvent> events() {
        return List.copyOf(events);
    }

    /** Hands each follower, in one batch, what it has not had yet. */
    public void deliver() {
        List.copyOf(followers).forEach(Follower::deliver);
    }

    /** How many follow it. */
    public int followers() {
        return followers.size();
    }

    @Override
    public String id() {
        return "memory";
    }

    @Override
    public long head() {
        return events.size() - 1L;
    }

    @Override
    public long lastSequence(MeetingId meeting) {
        return of(meeting.value()).count() - 1;
    }

    @Override
    public List<RecordedEvent> ofMeeting(MeetingId meeting, long after, int limit) {
        return of(meeting.value()).filter(event -> event.sequence() > after).limit(limit).toList();
    }

    @Override
    public List<RecordedEvent> ofWebhook(WebhookId webhook, long after, int limit) {
        return of(webhook.toString())
                .filter(event -> event.sequence() > after)
                .limit(limit)
                .toList();
    }

    @Override
    public List<RecordedEvent> all(long after, int limit) {
        return events.stream().filter(event -> event.position() > after).limit(limit).toList();
    }

    private Stream<RecordedEvent> of(String stream) {
        return events.stream().filter(event -> event.event().stream().equals(stream));
    }

    @Override
    public Subscription follow(
            String name,
            long after,
            Duration pace,
            Consumer<List<RecordedEvent>> listener,
            Runnable onFault) {
        Follower follower = new Follower(after, listener, onFault);
        followers.add(follower);
        return follower;
    }

    private final class Follower implements Subscription {

        private final Consumer<List<RecordedEvent>> listener;
        private final Runnable onFault;
        private long position;

        Follower(long after, Consumer<List<RecordedEvent>> listener, Runnable onFault) {
            this.position = after;
            this.listener = listener;
            this.onFault = onFault;
        }

        /** An exception ends it, as everywhere, and here reaches the test. */
        void deliver() {
            List<RecordedEvent> batch = all(position, Integer.MAX_VALUE);
            if (batch.isEmpty()) {
                return;
            }
            followers.remove(this);
            try {
                listener.accept(batch);
            } catch (RuntimeException fault) {
                onFault.run();
                throw fault;
            }
            followers.add(this);
            position = head();
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public void close() {
            followers.remove(this);
        }
    }
}
