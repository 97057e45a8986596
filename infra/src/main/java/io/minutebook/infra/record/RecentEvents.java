package io.minutebook.infra.record;

import io.minutebook.kernel.log.RecordedEvent;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * A bounded stretch of the log's end, without gaps, so that many followers decode each event once.
 */
final class RecentEvents {

    private final int countMax;
    private final long bytesMax;
    private final ArrayDeque<Sized> stretch = new ArrayDeque<>();
    private long bytes;

    /**
     * An event, and what it takes.
     *
     * @param bytes of the heap, roughly
     */
    record Sized(RecordedEvent event, long bytes) {

        long position() {
            return event.position();
        }
    }

    /** Keeps the newest events, {@code countMax} and {@code bytesMax} at most. */
    RecentEvents(int countMax, long bytesMax) {
        this.countMax = countMax;
        this.bytesMax = bytesMax;
    }

    /** Events after position {@code after}; empty where the stretch does not hold the next one. */
    synchronized Optional<List<RecordedEvent>> after(long after, int limit) {
        if (stretch.isEmpty()
                || after + 1 < stretch.getFirst().position()
                || after >= stretch.getLast().position()) {
            return Optional.empty();
        }
        long skipped = after + 1 - stretch.getFirst().position();
        return Optional.of(stretch.stream().skip(skipped).limit(limit).map(Sized::event).toList());
    }

    synchronized void add(List<Sized> events) {
        for (Sized event : events) {
            if (stretch.isEmpty() || event.position() == stretch.getLast().position() + 1) {
                addLast(event);
            } else if (event.position() > stretch.getLast().position()) {
                stretch.clear();
                bytes = 0;
                addLast(event);
            }
        }
        while (stretch.size() > countMax || bytes > bytesMax) {
            bytes -= stretch.removeFirst().bytes();
        }
    }

    private void addLast(Sized event) {
        stretch.addLast(event);
        bytes += event.bytes();
    }

    /** What is kept takes so much. */
    synchronized long bytes() {
        return bytes;
    }
}
