package io.minutebook.infra.record;

import io.minutebook.kernel.log.EventHistory;
import io.minutebook.kernel.log.LogUnavailableException;
import io.minutebook.kernel.log.RecordedEvent;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The end of the log as this node last read it, so that of all who follow it only the first to ask
 * reads what is new; the others are given what the history then keeps.
 */
final class NewestEvents {

    private final EventHistory history;
    private final AtomicLong growths = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private @Nullable LogUnavailableException outage;
    private long last = -1;
    private long readAt = -1;

    NewestEvents(EventHistory history) {
        this.history = history;
    }

    /** Tells that the log may have grown. */
    void grown() {
        growths.incrementAndGet();
    }

    /**
     * Up to {@code limit} events after {@code position}, oldest first; empty where there were none
     * when the log was last said to have grown. Blocks on storage, and whoever asks for the newest
     * waits for whoever reads them.
     *
     * @throws LogUnavailableException where they cannot be read
     */
    List<RecordedEvent> after(long position, int limit) {
        long failuresBefore = failures.get();
        long known;
        synchronized (this) {
            if (position >= last) {
                return read(position, limit, failuresBefore);
            }
            known = last;
        }
        // as many as there are, so that what is kept answers whole
        return history.all(position, (int) Math.min(limit, known - position));
    }

    /** Who waited while a read failed shares in that: in an outage each takes seconds. */
    private List<RecordedEvent> read(long position, int limit, long failuresBefore) {
        if (outage != null && failures.get() != failuresBefore) {
            throw outage;
        }
        long grown = growths.get(); // before reading: what comes from here on means another look
        if (position == last && readAt == grown) {
            return List.of();
        }
        List<RecordedEvent> found;
        try {
            found = history.all(position, limit);
        } catch (LogUnavailableException failure) {
            outage = failure;
            failures.incrementAndGet();
            throw failure;
        }
        outage = null;
        last = position + found.size();
        readAt = found.size() < limit ? grown : -1;
        return found;
    }
}
