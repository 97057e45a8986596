package io.minutebook.query.chat;

import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.MessageId;
import io.minutebook.kernel.event.ChatEvent;
import io.minutebook.kernel.log.EventHistory;
import io.minutebook.kernel.log.RecordedEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was said, edited and deleted after the events that the view holds. */
final class LaterLines {

    private static final int PAGE = 500;

    private final Map<MessageId, StoredLine> sent = new LinkedHashMap<>();
    private final Map<MessageId, Edit> edits = new HashMap<>();
    private final Set<MessageId> deleted = new HashSet<>();

    private record Edit(@Nullable String content) {}

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
                where = where.after(recorded.event(), recorded.sequence());
            }
        } while (page.size() == PAGE);
        return lines;
    }

    private void take(RecordedEvent recorded, ChatEvent chat, Occupancy where) {
        switch (chat) {
            case ChatEvent.MessageSent message ->
                    sent.put(message.messageId(), StoredLine.of(recorded, message, where));
            case ChatEvent.MessageEdited edited -> {
                edits.put(edited.messageId(), new Edit(edited.content()));
                sent.computeIfPresent(
                        edited.messageId(), (id, line) -> line.edited(edited.content()));
            }
            case ChatEvent.MessageDeleted gone -> {
                deleted.add(gone.messageId());
                sent.remove(gone.messageId());
            }
        }
    }

    /** Messages sent later, oldest first, as they read by now. */
    List<StoredLine> sent() {
        return List.copyOf(sent.values());
    }

    Optional<StoredLine> find(MessageId message) {
        return Optional.ofNullable(sent.get(message));
    }

    /** A stored line as it reads by now, empty where it was deleted. */
    Optional<StoredLine> changed(StoredLine line) {
        MessageId id = line.line().messageId();
        if (deleted.contains(id)) {
            return Optional.empty();
        }
        Edit edit = edits.get(id);
        return Optional.of(edit == null ? line : line.edited(edit.content()));
    }
}
