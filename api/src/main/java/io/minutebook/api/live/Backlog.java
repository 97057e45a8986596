package io.minutebook.api.live;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/**
 * What a connection is behind by, oldest first: what it missed, then what came since. Not safe for
 * use by several threads.
 */
final class Backlog {

    /** Who is behind by more is too slow: what they missed is a thousand and a few at most. */
    static final int EVENTS_MAX = 5_000;

    private final Deque<LiveEvent> events = new ArrayDeque<>();
    private long last = -1;

    /**
     * Adds what came, but what is known; false where that is too much.
     *
     * @param live in the log's order
     */
    boolean add(Collection<LiveEvent> live) {
        for (LiveEvent event : live) {
            if (event.seq() > last) {
                last = event.seq();
                events.add(event);
            }
        }
        return events.size() <= EVENTS_MAX;
    }

    /**
     * Puts what was missed before what came since.
     *
     * @param head the sequence up to which {@code missed} is whole
     */
    void precede(Collection<LiveEvent> missed, long head) {
        Deque<LiveEvent> since = new ArrayDeque<>(events);
        since.removeIf(event -> event.seq() <= head);
        events.clear();
        events.addAll(missed);
        events.addAll(since);
        last = Math.max(last, head);
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    /** Takes out the oldest; there must be one. */
    LiveEvent next() {
        return events.remove();
    }

    /** The last sequence that it held, or that what it held was whole up to. */
    long last() {
        return last;
    }

    void clear() {
        events.clear();
    }
}
