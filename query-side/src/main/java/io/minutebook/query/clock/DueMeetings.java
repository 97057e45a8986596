package io.minutebook.query.clock;

import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.store.Document;
import io.minutebook.kernel.store.Find;
import io.minutebook.query.view.KeptView;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Finds what the {@link DueView} holds. Blocks on storage. */
public final class DueMeetings {

    private static final int PAGE = 200;

    private final KeptView view;

    /**
     * @param view the {@link DueView}
     */
    public DueMeetings(KeptView view) {
        this.view = view;
    }

    /** A session that is open. */
    public record OpenSession(
            MeetingId meetingId, UserId userId, ConnectionId connectionId, Instant openedAt) {}

    /** Up to {@code limit} meetings in which something may be due by {@code now}, longest first. */
    public List<MeetingId> dueBy(Instant now, int limit) {
        return find(DueView.BY_DUE, now, 0, limit).stream().map(DueMeetings::meeting).toList();
    }

    /** Hands over the sessions that opened by {@code then}, meeting by meeting. */
    public void openSince(Instant then, Consumer<List<OpenSession>> each) {
        List<Document> page;
        int offset = 0;
        do {
            page = find(DueView.BY_OLDEST_SESSION, then, offset, PAGE);
            for (Document document : page) {
                each.accept(
                        sessions(document)
                                .filter(session -> !session.openedAt().isAfter(then))
                                .toList());
            }
            offset += page.size();
        } while (page.size() == PAGE);
    }

    private List<Document> find(String index, Instant until, int offset, int limit) {
        return view.documents()
                .find(
                        new Find(
                                DueView.DUE,
                                index,
                                List.of(),
                                null,
                                until.toEpochMilli() + 1,
                                false,
                                offset,
                                limit));
    }

    private static MeetingId meeting(Document document) {
        return new MeetingId(document.id());
    }

    private static Stream<OpenSession> sessions(Document document) {
        return Json.COMPACT
                .readValue(document.json(), DueView.Kept.class)
                .agenda()
                .sessions()
                .entrySet()
                .stream()
                .flatMap(
                        user ->
                                user.getValue().entrySet().stream()
                                        .map(
                                                session ->
                                                        new OpenSession(
                                                                meeting(document),
                                                                new UserId(user.getKey()),
                                                                new ConnectionId(session.getKey()),
                                                                Instant.ofEpochMilli(
                                                                        session.getValue()))));
    }
}
