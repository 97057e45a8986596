package io.minutebook.query.meeting;

import io.minutebook.kernel.Scope;
import io.minutebook.kernel.event.ChatEvent;
import io.minutebook.kernel.event.EventJson;
import io.minutebook.kernel.event.EventType;
import io.minutebook.kernel.log.EventHistory;
import io.minutebook.kernel.log.RecordedEvent;
import io.minutebook.kernel.query.HistoryEntry;
import io.minutebook.kernel.query.MeetingQuery.GetHistory;
import io.minutebook.kernel.query.Page;
import java.util.ArrayList;
import java.util.List;

/** A meeting's record, read back event by event. */
public final class HistoryReader {

    private static final int PAGE = 500;

    private final EventHistory history;

    public HistoryReader(EventHistory history) {
        this.history = history;
    }

    /** A page of the record; the cursor is the sequence to go on after. */
    public Page<HistoryEntry> read(GetHistory query) {
        List<HistoryEntry> entries = new ArrayList<>();
        long after = query.after();
        List<RecordedEvent> page;
        do {
            page = history.ofMeeting(query.meetingId(), after, PAGE);
            for (RecordedEvent event : page) {
                if (entries.size() == query.limit()) {
                    return new Page<>(entries, Long.toString(after));
                }
                after = event.sequence();
                if (isWanted(query, event)) {
                    entries.add(entry(event));
                }
            }
        } while (page.size() == PAGE);
        return new Page<>(entries, null);
    }

    private static boolean isWanted(GetHistory query, RecordedEvent event) {
        boolean hidden =
                event.event() instanceof ChatEvent chat
                        && chat.isHiddenFrom(query.by().id())
                        && !query.by().has(Scope.AUDIT_READ);
        return !hidden
                && (query.types().isEmpty()
                        || query.types().contains(EventType.of(event.event()).wireName()));
    }

    private static HistoryEntry entry(RecordedEvent event) {
        return new HistoryEntry(
                event.sequence(),
                event.position(),
                EventType.of(event.event()).wireName(),
                event.event().at(),
                event.recorded(),
                event.event().by(),
                EventJson.readable(event.event(), event.erased()),
                event.erased() ? Boolean.TRUE : null);
    }
}
