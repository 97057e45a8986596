package io.minutebook.infra.clock;

import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.live.AttendedSessions;
import io.minutebook.kernel.store.Batch;
import io.minutebook.kernel.store.CollectionSpec;
import io.minutebook.kernel.store.CollectionSpec.Index;
import io.minutebook.kernel.store.Document;
import io.minutebook.kernel.store.DocumentStore;
import io.minutebook.kernel.store.Find;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Attended sessions as documents of the state store, which all nodes share. */
public final class StoredAttendance implements AttendedSessions {

    private static final String ATTENDED = "attended_sessions";
    private static final String BY_TIME = "by_time";
    private static final int PAGE = 1_000;

    private final DocumentStore state;

    private record Note(long at) {}

    public StoredAttendance(DocumentStore state) {
        this.state = state;
        state.declare(new CollectionSpec(ATTENDED, List.of(new Index(BY_TIME, List.of("at")))));
    }

    @Override
    public void attend(MeetingId meeting, UserId user, ConnectionId session, Instant at) {
        state.write(
                new Batch()
                        .put(
                                ATTENDED,
                                id(meeting, user, session),
                                Json.COMPACT.writeValueAsString(new Note(at.toEpochMilli()))));
    }

    @Override
    public Optional<Instant> lastAttended(MeetingId meeting, UserId user, ConnectionId session) {
        return state.get(ATTENDED, id(meeting, user, session))
                .map(document -> Json.COMPACT.readValue(document.json(), Note.class))
                .map(note -> Instant.ofEpochMilli(note.at()));
    }

    @Override
    public void forgetBefore(Instant then) {
        Find old =
                new Find(ATTENDED, BY_TIME, List.of(), null, then.toEpochMilli(), false, 0, PAGE);
        List<Document> found;
        do {
            found = state.find(old);
            Batch batch = new Batch();
            found.forEach(document -> batch.delete(ATTENDED, document.id()));
            if (!batch.isEmpty()) {
                state.write(batch);
            }
        } while (found.size() == PAGE);
    }

    /** Neither of the first two can hold a slash. */
    private static String id(MeetingId meeting, UserId user, ConnectionId session) {
        return meeting + "/" + user + "/" + session;
    }
}
