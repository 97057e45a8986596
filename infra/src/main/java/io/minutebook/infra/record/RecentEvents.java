package io.minutebook.infra.record;

import io.minutebook.kernel.log.RecordedEvent;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * A bounded stretch of the log's end, without gaps, so that many followers decode each event once.
 */
final class RecentEvents {

    private final int max;
    private final ArrayDeque<RecordedEvent> stretch = new ArrayDeque<>();

    RecentEvents(int max) {
        this.max = max;
    }

    /** Events after position {@code after}; empty where the stretch does not hold the next one. */
    synchronized Optional<List<RecordedEvent>> after(long after, int limit) {
        if (stretch.isEmpty()
                || after + 1 < stretch.getFirst().position()
                || after >= stretch.getLast().position()) {
            return Optional.empty();
        }
        long skipped = after + 1 - stretch.getFirst().position();
        return Optional.of(stretch.stream().skip(skipped).limit(limit).toList());
    }

    synchronized void add(List<RecordedEvent> events) {
        for (RecordedEvent event : events) {
            if (stretch.isEmpty() || event.position() == stretch.getLast().position() + 1) {
                stretch.addLast(event);
            } else if (event.position() > stretch.getLast().position()) {
                stretch.clear();
                stretch.addLast(event);
            }
        }
        while (stretch.size() > max) {
            stretch.removeFirst();
        }
    }
}
