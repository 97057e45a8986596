package io.minutebook.infra.presence;

import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.store.Batch;
import io.minutebook.kernel.store.CollectionSpec;
import io.minutebook.kernel.store.CollectionSpec.Index;
import io.minutebook.kernel.store.Document;
import io.minutebook.kernel.store.DocumentStore;
import io.minutebook.kernel.store.Find;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The notes of all nodes' sockets, in the state store. A socket is written of when it takes up a
 * session and when it goes, never in between: that it still stands follows from its node being
 * alive. Blocks on storage.
 */
public final class SocketNotes {

    private static final String SOCKETS = "sockets";
    private static final String BY_SESSION = "by_session";
    private static final String BY_NODE = "by_node";
    private static final String BY_LOST = "by_lost";
    private static final String BY_TIME = "by_time";

    /** Nodes that others took for gone, so that they learn of it should they come back. */
    private static final String JUDGED = "judged_nodes";

    /** Sockets of one session that are looked at. */
    private static final int OF_SESSION_MAX = 1_000;

    private final DocumentStore state;

    private record Judged(long at) {}

    /** A note as it is stored; times are milliseconds of the epoch, so that they can be found. */
    private record Stored(
            String key,
            MeetingId meeting,
            UserId user,
            ConnectionId session,
            @Nullable String node,
            long since,
            @Nullable Long seen,
            @Nullable Long lost) {

        static Stored of(SocketNote note) {
            return new Stored(
                    note.sessionKey(),
                    note.meeting(),
                    note.user(),
                    note.session(),
                    note.node(),
                    note.since().toEpochMilli(),
                    millis(note.seen()),
                    millis(note.lost()));
        }

        SocketNote note(String id) {
            return new SocketNote(
                    id,
                    meeting,
                    user,
                    session,
                    node,
                    Instant.ofEpochMilli(since),
                    instant(seen),
                    instant(lost));
        }

        private static @Nullable Long millis(@Nullable Instant time) {
            return time == null ? null : (Long) time.toEpochMilli();
        }

        private static @Nullable Instant instant(@Nullable Long millis) {
            return millis == null ? null : Instant.ofEpochMilli(millis);
        }
    }

    public SocketNotes(DocumentStore state) {
        this.state = state;
        state.declare(
                new CollectionSpec(
                        SOCKETS,
                        List.of(
                                new Index(BY_SESSION, List.of("key")),
                                new Index(BY_NODE, List.of("node")),
                                new Index(BY_LOST, List.of("lost")))));
        state.declare(new CollectionSpec(JUDGED, List.of(new Index(BY_TIME, List.of("at")))));
    }

    /** Whether any socket holds the session, or did and is not yet judged. */
    public boolean isAttended(MeetingId meeting, UserId user, ConnectionId session) {
        return !ofSession(SocketNote.sessionKey(meeting, user, session), 1).isEmpty();
    }

    /** Writes notes, later ones of a socket in place of earlier, and takes others away. */
    void write(List<SocketNote> notes, List<String> withdrawn) {
        Batch batch = new Batch();
        notes.forEach(
                note ->
                        batch.put(
                                SOCKETS,
                                note.socket(),
                                Json.COMPACT.writeValueAsString(Stored.of(note))));
        withdrawn.forEach(socket -> batch.delete(SOCKETS, socket));
        state.write(batch);
    }

    /**
     * Takes notes away that were judged.
     *
     * @param goneNodes that held them and were taken for gone, which is noted for them
     */
    void settle(Set<String> sockets, List<String> goneNodes, Instant now) {
        if (!sockets.isEmpty()) {
            Batch batch = new Batch();
            String judged = Json.COMPACT.writeValueAsString(new Judged(now.toEpochMilli()));
            goneNodes.forEach(node -> batch.put(JUDGED, node, judged));
            sockets.forEach(socket -> batch.delete(SOCKETS, socket));
            state.write(batch);
        }
    }

    /** Whether others took {@code node} for gone and judged its sockets. */
    boolean isJudged(String node) {
        return state.get(JUDGED, node).isPresent();
    }

    void pardon(String node) {
        state.write(new Batch().delete(JUDGED, node));
    }

    /** Gives up on nodes that were judged before {@code then} and never came back. */
    void forgetJudgedBefore(Instant then) {
        Batch batch = new Batch();
        state.find(
                        new Find(
                                JUDGED,
                                BY_TIME,
                                List.of(),
                                null,
                                then.toEpochMilli(),
                                false,
                                0,
                                Find.LIMIT_MAX))
                .forEach(judged -> batch.delete(JUDGED, judged.id()));
        if (!batch.isEmpty()) {
            state.write(batch);
        }
    }

    List<SocketNote> ofSession(String sessionKey) {
        return ofSession(sessionKey, OF_SESSION_MAX);
    }

    private List<SocketNote> ofSession(String sessionKey, int limit) {
        return notes(
                new Find(SOCKETS, BY_SESSION, List.of(sessionKey), null, null, false, 0, limit));
    }

    /** Those lost before {@code then}, the longest ago first. */
    List<SocketNote> lostBefore(Instant then, int offset, int limit) {
        return notes(
                new Find(
                        SOCKETS,
                        BY_LOST,
                        List.of(),
                        null,
                        then.toEpochMilli(),
                        false,
                        offset,
                        limit));
    }

    List<SocketNote> heldBy(String node, int offset, int limit) {
        return notes(new Find(SOCKETS, BY_NODE, List.of(node), null, null, false, offset, limit));
    }

    /** The nodes that hold sockets, as far as is noted. */
    List<String> holders() {
        List<String> holders = new ArrayList<>();
        Optional<String> next = holderFrom(null);
        while (next.isPresent()) {
            holders.add(next.get());
            next = holderFrom(next.get() + " "); // names have no character that comes before it
        }
        return holders;
    }

    private Optional<String> holderFrom(@Nullable String name) {
        return notes(new Find(SOCKETS, BY_NODE, List.of(), name, null, false, 0, 1)).stream()
                .map(SocketNote::node)
                .findFirst();
    }

    private List<SocketNote> notes(Find find) {
        return state.find(find).stream().map(SocketNotes::note).toList();
    }

    private static SocketNote note(Document document) {
        return Json.COMPACT.readValue(document.json(), Stored.class).note(document.id());
    }
}
