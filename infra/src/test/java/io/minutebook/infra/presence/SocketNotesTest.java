package io.minutebook.infra.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.infra.mongo.RealMongo;
import io.minutebook.infra.store.MongoDocumentStore;
import io.minutebook.infra.store.SqliteDocumentStore;
import io.minutebook.infra.store.SqliteDocumentStore.Durability;
import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.store.DocumentStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketNotesTest {

    private static final MeetingId MEETING = MeetingId.next();
    private static final UserId BOB = new UserId("bob");
    private static final ConnectionId LAPTOP = new ConnectionId("lap/top");
    private static final Instant NOON = Instant.parse("2024-01-15T12:00:00Z");

    @TempDir Path folder;

    @Test
    void areFoundBySessionByNodeAndByLossOnSqlite() {
        try (DocumentStore state =
                SqliteDocumentStore.open(folder.resolve("state.db"), Durability.NORMAL)) {
            areFoundBySessionByNodeAndByLoss(new SocketNotes(state));
        }
    }

    @Test
    void areFoundBySessionByNodeAndByLossOnMongo() {
        try (RealMongo.Database database = RealMongo.database();
                var connection = database.connect()) {
            areFoundBySessionByNodeAndByLoss(
                    new SocketNotes(MongoDocumentStore.open(connection, "state")));
        }
    }

    private static void areFoundBySessionByNodeAndByLoss(SocketNotes notes) {
        assertThat(notes.holders()).isEmpty();
        assertThat(notes.isAttended(MEETING, BOB, LAPTOP)).isFalse();
        SocketNote one = held("s1", "node-b");
        SocketNote two = held("s2", "node-b");
        SocketNote three = held("s3", "node-a");
        notes.write(List.of(one, two, three, held("s4", "node-ab")), List.of());
        assertThat(notes.holders()).containsExactly("node-a", "node-ab", "node-b");
        assertThat(notes.heldBy("node-b", 0, 10)).containsExactlyInAnyOrder(one, two);
        assertThat(notes.isAttended(MEETING, BOB, LAPTOP)).isTrue();
        assertThat(notes.isAttended(MEETING, new UserId("eve"), LAPTOP)).isFalse();
        assertThat(notes.ofSession(one.sessionKey())).hasSize(4);
        SocketNote lost = one.lost(NOON.plusSeconds(1), NOON.plusSeconds(2));
        SocketNote later = two.lost(NOON.plusSeconds(1), NOON.plusSeconds(3));
        notes.write(List.of(later, lost), List.of("s4"));
        assertThat(notes.holders()).containsExactly("node-a");
        assertThat(notes.lostBefore(NOON.plusSeconds(2), 0, 10)).isEmpty();
        assertThat(notes.lostBefore(NOON.plusSeconds(9), 0, 10)).containsExactly(lost, later);
        notes.settle(Set.of("s1", "s2"), List.of("node-b"), NOON);
        assertThat(notes.ofSession(one.sessionKey())).containsExactly(three);
        assertThat(notes.isJudged("node-b")).isTrue();
        assertThat(notes.isJudged("node-a")).isFalse();
        notes.forgetJudgedBefore(NOON);
        assertThat(notes.isJudged("node-b")).isTrue();
        notes.forgetJudgedBefore(NOON.plusMillis(1));
        assertThat(notes.isJudged("node-b")).isFalse();
    }

    private static SocketNote held(String socket, String node) {
        return SocketNote.held(socket, MEETING, BOB, LAPTOP, node, NOON);
    }
}
