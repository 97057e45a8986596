package io.minutebook.query.chat;

import io.minutebook.kernel.event.ChatEvent;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.log.RecordedEvent;
import io.minutebook.kernel.store.CollectionSpec;
import io.minutebook.kernel.store.CollectionSpec.Index;
import io.minutebook.query.view.MeetingView;
import io.minutebook.query.view.ViewBatch;
import java.util.List;
import java.util.function.UnaryOperator;

/** The view of what was said: a document per message, and per meeting who is in which room. */
public final class ChatView implements MeetingView {

    static final String LINES = "chat";
    static final String OCCUPANCY = "chat_occupancy";
    static final String BY_AUDIENCE = "by_audience";
    static final String BY_MEETING = "by_meeting";

    @Override
    public String name() {
        return "chat";
    }

    @Override
    public List<CollectionSpec> collections() {
        return List.of(
                new CollectionSpec(
                        LINES,
                        List.of(
                                new Index(BY_AUDIENCE, List.of("meeting_id", "audience", "seq")),
                                new Index(BY_MEETING, List.of("meeting_id", "seq")))),
                new CollectionSpec(OCCUPANCY, List.of()));
    }

    @Override
    public void fold(RecordedEvent recorded, MeetingEvent event, ViewBatch documents) {
        String meeting = event.meetingId().value();
        Occupancy before =
                documents.get(OCCUPANCY, meeting, Occupancy.class).orElse(Occupancy.NONE);
        if (recorded.sequence() <= before.seq()) {
            return;
        }
        if (event instanceof ChatEvent chat) {
            fold(recorded, chat, before, documents);
        }
        documents.put(OCCUPANCY, meeting, before.after(event, recorded.sequence()));
    }

    private static void fold(
            RecordedEvent recorded, ChatEvent chat, Occupancy where, ViewBatch documents) {
        String id = chat.messageId().value();
        switch (chat) {
            case ChatEvent.MessageSent sent ->
                    documents.put(LINES, id, StoredLine.of(recorded, sent, where));
            case ChatEvent.MessageEdited edited ->
                    change(documents, id, line -> line.edited(edited.content(), recorded.erased()));
            case ChatEvent.MessageDeleted deleted -> change(documents, id, StoredLine::gone);
        }
    }

    private static void change(ViewBatch documents, String id, UnaryOperator<StoredLine> how) {
        documents
                .get(LINES, id, StoredLine.class)
                .ifPresent(line -> documents.put(LINES, id, how.apply(line)));
    }
}
