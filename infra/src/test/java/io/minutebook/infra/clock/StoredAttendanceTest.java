package io.minutebook.infra.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.infra.store.SqliteDocumentStore;
import io.minutebook.infra.store.SqliteDocumentStore.Durability;
import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.store.DocumentStore;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredAttendanceTest {

    private static final MeetingId MEETING = MeetingId.next();
    private static final UserId BOB = new UserId("bob");
    private static final ConnectionId LAPTOP = new ConnectionId("lap/top");
    private static final Instant NOON = Instant.parse("2024-01-15T12:00:00Z");

    @TempDir Path folder;
    private DocumentStore state;
    private StoredAttendance attendance;

    @BeforeEach
    void open() {
        state = SqliteDocumentStore.open(folder.resolve("state.db"), Durability.NORMAL);
        attendance = new StoredAttendance(state);
    }

    @AfterEach
    void close() {
        state.close();
    }

    @Test
    void knowsWhatWasNotedAndWhen() {
        assertThat(attendance.lastAttended(MEETING, BOB, LAPTOP)).isEmpty();
        attendance.attend(MEETING, BOB, LAPTOP, NOON);
        assertThat(attendance.lastAttended(MEETING, BOB, LAPTOP)).contains(NOON);
        attendance.attend(MEETING, BOB, LAPTOP, NOON.plusSeconds(1));
        assertThat(attendance.lastAttended(MEETING, BOB, LAPTOP)).contains(NOON.plusSeconds(1));
        assertThat(attendance.lastAttended(MeetingId.next(), BOB, LAPTOP)).isEmpty();
        assertThat(attendance.lastAttended(MEETING, new UserId("eve"), LAPTOP)).isEmpty();
    }

    @Test
    void forgetsWhatIsOldAndNothingElse() {
        ConnectionId tablet = new ConnectionId("tablet");
        for (int i = 0; i < 1_500; i++) {
            attendance.attend(MEETING, BOB, new ConnectionId("old-" + i), NOON.minusMillis(1));
        }
        attendance.attend(MEETING, BOB, tablet, NOON);
        attendance.forgetBefore(NOON);
        assertThat(attendance.lastAttended(MEETING, BOB, new ConnectionId("old-0"))).isEmpty();
        assertThat(attendance.lastAttended(MEETING, BOB, new ConnectionId("old-1499"))).isEmpty();
        assertThat(attendance.lastAttended(MEETING, BOB, tablet)).contains(NOON);
    }
}
