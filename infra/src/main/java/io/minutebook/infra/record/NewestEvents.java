package io.minutebook.infra.record;

import io.minutebook.kernel.log.EventHistory;
import io.minutebook.kernel.log.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The end of the log as this node last read it, so that of all who follow it only the first to ask
 * reads what is new, and decodes it.
 */
final class NewestEvents {

    static final int KEPT_MIN = 1_000;

    private final EventHistory history;
    private final AtomicLong growths = new AtomicLong();
    private final List<RecordedEvent> events = new ArrayList<>();
    private long first;
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
     * @throws io.minutebook.kernel.log.LogUnavailableException where they cannot be read
     */
    List<RecordedEvent> after(long position, int limit) {
        synchronized (this) {
            if (position >= last()) {
                return read(position, limit);
            }
            if (position >= first - 1) {
                int from = (int) (position + 1 - first);
                return List.copyOf(events.subList(from, Math.min(from + limit, events.size())));
            }
        }
        return history.all(position, limit); // far behind, where nobody else is
    }

    /** The position of the last event that is held, or that one is known to come after. */
    private long last() {
        return first + events.size() - 1;
    }

    private List<RecordedEvent> read(long position, int limit) {
        long grown = growths.get(); // before reading: what comes from here on means another look
        if (position == last() && readAt == grown) {
            return List.of();
        }
        List<RecordedEvent> found = history.all(position, limit);
        if (position > last()) {
            events.clear();
            first = position + 1;
        }
        events.addAll(found);
        if (events.size() > 2 * KEPT_MIN) {
            int gone = events.size() - KEPT_MIN;
            events.subList(0, gone).clear();
            first += gone;
        }
        readAt = found.size() < limit ? grown : -1;
        return found;
    }
}
