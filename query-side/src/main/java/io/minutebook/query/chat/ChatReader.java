package io.minutebook.query.chat;

import static io.minutebook.kernel.ErrorCode.NOT_FOUND;
import static io.minutebook.kernel.ErrorCode.VALIDATION_FAILED;

import io.minutebook.kernel.Caller;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.MessageId;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.Scope;
import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.log.EventHistory;
import io.minutebook.kernel.query.ChatLine;
import io.minutebook.kernel.query.MeetingQuery.GetChat;
import io.minutebook.kernel.query.MeetingQuery.GetMessage;
import io.minutebook.query.view.KeptView;
import io.minutebook.query.view.ViewDocuments;
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
    private final KeptView view;

    /**
     * @param view the {@link ChatView}
     */
    public ChatReader(EventHistory history, KeptView view) {
        this.history = history;
        this.view = view;
    }

    /**
     * The lines {@code query} asks for, oldest first; whether the caller is a member is asked
     * before.
     *
     * @throws Rejection {@code VALIDATION_FAILED} where {@code after} or {@code before} is no
     *     message the caller may read
     */
    public List<ChatLine> lines(GetChat query) throws Rejection {
        Reader reader = reader(query.meetingId(), query.by());
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

    /**
     * The one message {@code query} asks for.
     *
     * @throws Rejection {@code NOT_FOUND} where there is none, or none that the caller may read
     */
    public ChatLine line(GetMessage query) throws Rejection {
        return reader(query.meetingId(), query.by())
                .find(query.messageId())
                .filter(line -> !line.deleted())
                .map(StoredLine::line)
                .orElseThrow(() -> new Rejection(NOT_FOUND, "There is no such message"));
    }

    private Reader reader(MeetingId meeting, Caller by) {
        ViewDocuments views = view.documents();
        Occupancy held =
                views.get(ChatView.OCCUPANCY, meeting.value())
                        .map(document -> Json.COMPACT.readValue(document.json(), Occupancy.class))
                        .orElse(Occupancy.NONE);
        return new Reader(views, meeting, by, held.seq(), LaterLines.of(history, meeting, held));
    }

    /** One answer being put together. */
    private static final class Reader {

        private final ViewDocuments views;
        private final MeetingId meeting;
        private final Caller by;
        private final long held;
        private final LaterLines later;
        private final boolean seesAll;

        Reader(ViewDocuments views, MeetingId meeting, Caller by, long held, LaterLines later) {
            this.views = views;
            this.meeting = meeting;
            this.by = by;
            this.held = held;
            this.later = later;
            this.seesAll = by.has(Scope.AUDIT_READ);
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
            return find(message)
                    .orElseThrow(
                            () ->
                                    new Rejection(
                                            VALIDATION_FAILED,
                                            "There is no such message",
                                            Map.of(field, "is no message of this meeting")))
                    .seq();
        }

        /** A message the caller may read, or could before it was deleted. */
        Optional<StoredLine> find(MessageId message) {
            return later.find(message)
                    .or(
                            () ->
                                    views.get(ChatView.LINES, message.value())
                                            .map(
                                                    document ->
                                                            Json.COMPACT.readValue(
                                                                    document.json(),
                                                                    StoredLine.class))
                                            .map(later::changed))
                    .filter(line -> line.meetingId().equals(meeting.value()))
                    .filter(line -> line.deleted() || isReadable(line));
        }

        private boolean isWanted(StoredLine line, long from, long to) {
            return line.seq() >= from && line.seq() < to && isReadable(line);
        }

        private boolean isReadable(StoredLine line) {
            return seesAll || line.isFor(by.id());
        }

        private Stream<StoredLine> stored(long from, long to, boolean descending) {
            if (to <= from) {
                return Stream.empty();
            }
            MergedLines lines =
                    seesAll
                            ? new MergedLines(
                                    views,
                                    ChatView.BY_MEETING,
                                    List.of(List.of(meeting.value())),
                                    from,
                                    to,
                                    descending)
                            : new MergedLines(
                                    views,
                                    ChatView.BY_AUDIENCE,
                                    List.of(
                                            List.of(meeting.value(), StoredLine.EVERYBODY),
                                            List.of(meeting.value(), by.id().value())),
                                    from,
                                    to,
                                    descending);
            return StreamSupport.stream(lines, false)
                    .map(later::changed)
                    .filter(line -> !line.deleted());
        }
    }
}
