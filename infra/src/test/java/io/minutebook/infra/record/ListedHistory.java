package io.minutebook.infra.record;

import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.WebhookId;
import io.minutebook.kernel.log.EventHistory;
import io.minutebook.kernel.log.LogUnavailableException;
import io.minutebook.kernel.log.RecordedEvent;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A record in memory that can be made to fail. */
final class ListedHistory implements EventHistory {

    private final List<RecordedEvent> events = new CopyOnWriteArrayList<>();
    final AtomicInteger reads = new AtomicInteger();
    final AtomicInteger failedReads = new AtomicInteger();
    volatile Runnable whileReading = () -> {};
    volatile Runnable whileFailing = () -> {};
    volatile boolean unavailable;

    synchronized void grow(int count) {
        for (int i = 0; i < count; i++) {
            events.add(event(events.size()));
        }
    }

    static RecordedEvent event(long position) {
        return new RecordedEvent(
                position,
                position,
                "event-" + position,
                Instant.EPOCH,
                Events.started("01HXYZ0000000000000000000A"),
                false);
    }

    @Override
    public List<RecordedEvent> all(long after, int limit) {
        if (unavailable) {
            failedReads.incrementAndGet();
            whileFailing.run();
            throw new LogUnavailableException("injected", new IllegalStateException());
        }
        reads.incrementAndGet();
        List<RecordedEvent> found = events.stream().skip(after + 1).limit(limit).toList();
        whileReading.run();
        return found;
    }

    @Override
    public String id() {
        return "listed";
    }

    @Override
    public long head() {
        return events.size() - 1L;
    }

    @Override
    public long lastSequence(MeetingId meeting) {
        return head();
    }

    @Override
    public List<RecordedEvent> ofMeeting(MeetingId meeting, long after, int limit) {
        return all(after, limit);
    }

    @Override
    public List<RecordedEvent> ofWebhook(WebhookId webhook, long after, int limit) {
        return all(after, limit);
    }
}
