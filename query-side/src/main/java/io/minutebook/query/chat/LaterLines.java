package io.minutebook.query.chat;

import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.MessageId;
import io.minutebook.kernel.event.ChatEvent;
import io.minutebook.kernel.log.EventHistory;
import io.minutebook.kernel.log.RecordedEvent;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What was said, edited and deleted after the events that the view holds. */
final class LaterLines {

    private static final int PAGE = 500;

    private final Map<MessageId, StoredLine> sent = new LinkedHashMap<>();
    private final Map<MessageId, UnaryOperator<StoredLine>> changes = new HashMap<>();

    private LaterLines() {}

    static LaterLines of(EventHistory history, MeetingId meeting, Occupancy held) {
        LaterLines lines = new LaterLines();
        Occupancy where = held;
        List<RecordedEvent> page;
        do {
            page = history.ofMeeting(meeting, where.seq(), PAGE);
            for (RecordedEvent recorded : page) {
                if (recorded.event() instanceof ChatEvent chat) {
                    lines.take(recorded, chat, where);
                }
                where = where.after(recorded.meetingEvent(), recorded.sequence());
            }
        } while (page.size() == PAGE);
        return lines;
    }

    private void take(RecordedEvent recorded, ChatEvent chat, Occupancy where) {
        MessageId id = chat.messageId();
        switch (chat) {
            case ChatEvent.MessageSent message ->
                    sent.put(id, StoredLine.of(recorded, message, where));
            case ChatEvent.MessageEdited edited ->
                    change(id, line -> line.edited(edited.content(), recorded.erased()));
            case ChatEvent.MessageDeleted gone -> change(id, StoredLine::gone);
        }
    }

    private void change(MessageId id, UnaryOperator<StoredLine> how) {
        if (sent.computeIfPresent(id, (same, line) -> how.apply(line)) == null) {
            changes.put(id, how);
        }
    }

    /** Messages sent later and not deleted, oldest first, as they read by now. */
    List<StoredLine> sent() {
        return sent.values().stream().filter(line -> !line.deleted()).toList();
    }

    /** A message sent later, also one deleted since. */
    Optional<StoredLine> find(MessageId message) {
        return Optional.ofNullable(sent.get(message));
    }

    /** A stored line as it reads by now. */
    StoredLine changed(StoredLine line) {
        UnaryOperator<StoredLine> change = changes.get(line.line().messageId());
        return change == null || line.deleted() ? line : change.apply(line);
    }
}
