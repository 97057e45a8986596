package io.minutebook.query.chat;

import static io.minutebook.kernel.ErrorCode.VALIDATION_FAILED;

import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.MessageId;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.Scope;
import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.log.EventHistory;
import io.minutebook.kernel.query.ChatLine;
import io.minutebook.kernel.query.MeetingQuery.GetChat;
import io.minutebook.kernel.store.DocumentStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads chat: the stored lines, and after them those of events that the view does not hold yet. */
public final class ChatReader {

    private final EventHistory history;
    private final DocumentStore views;

    public ChatReader(EventHistory history, DocumentStore views) {
        this.history = history;
        this.views = views;
    }

    /**
     * The lines {@code query} asks for, oldest first; whether the caller is a member is asked
     * before.
     *
     * @throws Rejection {@code VALIDATION_FAILED} where {@code after} or {@code before} is no
     *     message the caller may read
     */
    public List<ChatLine> lines(GetChat query) throws Rejection {
        MeetingId meeting = query.meetingId();
        Occupancy held =
                views.get(ChatView.OCCUPANCY, meeting.value())
                        .map(document -> Json.COMPACT.readValue(document.json(), Occupancy.class))
                        .orElse(Occupancy.NONE);
        LaterLines later = LaterLines.of(history, meeting, held);
        Reader reader = new Reader(query, held.seq(), later);
        long from = query.after() == null ? 0 : reader.sequenceOf(query.after(), "after") + 1;
        long to =
                query.before() == null
                        ? Long.MAX_VALUE
                        : reader.sequenceOf(query.before(), "before");
        if (query.after() != null) {
            return reader.ascending(from, to).limit(query.limit()).map(StoredLine::line).toList();
        }
        List<ChatLine> newest =
                new ArrayList<>(
                        reader.descending(from, to)
                                .skip(query.offset())
                                .limit(query.limit())
                                .map(StoredLine::line)
                                .toList());
        Collections.reverse(newest);
        return newest;
    }

    /** One answer being put together. */
    private final class Reader {

        private final GetChat query;
        private final long held;
        private final LaterLines later;
        private final boolean seesAll;

        Reader(GetChat query, long held, LaterLines later) {
            this.query = query;
            this.held = held;
            this.later = later;
            this.seesAll = query.by().has(Scope.AUDIT_READ);
        }

        Stream<StoredLine> descending(long from, long to) {
            return Stream.concat(
                    later.sent().reversed().stream().filter(line -> isWanted(line, from, to)),
                    stored(from, Math.min(to, held + 1), true));
        }

        Stream<StoredLine> ascending(long from, long to) {
            return Stream.concat(
                    stored(from, Math.min(to, held + 1), false),
                    later.sent().stream().filter(line -> isWanted(line, from, to)));
        }

        long sequenceOf(MessageId message, String field) throws Rejection {
            return later.find(message)
                    .or(() -> stored(message))
                    .filter(line -> line.meetingId().equals(query.meetingId().value()))
                    .filter(this::isReadable)
                    .orElseThrow(
                            () ->
                                    new Rejection(
                                            VALIDATION_FAILED,
                                            "There is no such message",
                                            Map.of(field, "is no message of this meeting")))
                    .seq();
        }

        private Optional<StoredLine> stored(MessageId message) {
            return views.get(ChatView.LINES, message.value())
                    .map(document -> Json.COMPACT.readValue(document.json(), StoredLine.class));
        }

        private boolean isWanted(StoredLine line, long from, long to) {
            return line.seq() >= from && line.seq() < to && isReadable(line);
        }

        private boolean isReadable(StoredLine line) {
            return seesAll || line.isFor(query.by().id());
        }

        private Stream<StoredLine> stored(long from, long to, boolean descending) {
            if (to <= from) {
                return Stream.empty();
            }
            String meeting = query.meetingId().value();
            MergedLines lines =
                    seesAll
                            ? new MergedLines(
                                    views,
                                    ChatView.BY_MEETING,
                                    List.of(List.of(meeting)),
                                    from,
                                    to,
                                    descending)
                            : new MergedLines(
                                    views,
                                    ChatView.BY_AUDIENCE,
                                    List.of(
                                            List.of(meeting, StoredLine.EVERYBODY),
                                            List.of(meeting, query.by().id().value())),
                                    from,
                                    to,
                                    descending);
            return StreamSupport.stream(lines, false).map(later::changed).flatMap(Optional::stream);
        }
    }
}
