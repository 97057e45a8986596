package io.minutebook.infra.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.minutebook.infra.store.ForwardingDocumentStore;
import io.minutebook.infra.store.SqliteDocumentStore;
import io.minutebook.infra.store.SqliteDocumentStore.Durability;
import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.live.HeldSessions.Hold;
import io.minutebook.kernel.log.LogUnavailableException;
import io.minutebook.kernel.store.Batch;
import io.minutebook.kernel.store.DocumentStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node notes of its own sockets, whatever the store does. */
class HeldSocketsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final MeetingId MEETING = MeetingId.next();
    private static final UserId BOB = new UserId("bob");
    private static final ConnectionId LAPTOP = new ConnectionId("laptop");
    private static final Instant NOON = Instant.parse("2024-01-15T12:00:00Z");

    @TempDir Path folder;
    private final Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
    private Unreliable state;
    private SocketNotes notes;
    private HeldSockets sockets;

    @BeforeEach
    void open() {
        state =
                new Unreliable(
                        SqliteDocumentStore.open(folder.resolve("state.db"), Durability.NORMAL));
        notes = new SocketNotes(state);
        sockets = new HeldSockets(notes, new StandingNodes("here"), clock);
        sockets.start();
    }

    @AfterEach
    void close() {
        state.isOut = false;
        sockets.close();
        state.close();
    }

    @Test
    void whatIsHeldAndLostIsNoted() {
        Hold hold = held();
        assertThat(theOnlyNote().node()).isEqualTo("here");
        hold.lose(NOON.minusSeconds(3));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(theOnlyNote().node()).isNull());
        assertThat(theOnlyNote().seen()).isEqualTo(NOON.minusSeconds(3));
        assertThat(theOnlyNote().lost()).isEqualTo(NOON);
    }

    @Test
    void aSocketIsLostOnceAtTheFirstWordOfIt() {
        Hold hold = held();
        hold.lose(NOON.minusSeconds(3));
        hold.lose(NOON);
        held().lose(NOON); // written after both
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(notes.holders()).isEmpty());
        assertThat(ofSession())
                .extracting(SocketNote::seen)
                .containsExactlyInAnyOrder(NOON.minusSeconds(3), NOON);
    }

    @Test
    void aHoldThatCannotBeNotedIsRefusedAndLeavesNothing() {
        state.isOut = true;
        CompletableFuture<Hold> refused = sockets.hold(MEETING, BOB, LAPTOP).toCompletableFuture();
        assertThatThrownBy(refused::join).hasCauseInstanceOf(LogUnavailableException.class);
        state.isOut = false;
        held();
        assertThat(ofSession()).hasSize(1);
    }

    @Test
    void aHoldThatWasNotedThoughTheStoreSaidNoIsTakenBack() {
        state.isLying = true;
        CompletableFuture<Hold> refused = sockets.hold(MEETING, BOB, LAPTOP).toCompletableFuture();
        assertThatThrownBy(refused::join).hasCauseInstanceOf(LogUnavailableException.class);
        state.isLying = false;
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ofSession()).isEmpty());
    }

    @Test
    void aLossIsNotedOnceTheStoreIsBack() {
        Hold hold = held();
        state.isOut = true;
        int failed = state.failed;
        hold.lose(NOON);
        await().atMost(PATIENCE).until(() -> state.failed > failed + 1);
        state.isOut = false;
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(theOnlyNote().seen()).isNotNull());
    }

    @Test
    void aNodeThatWasJudgedNotesAnewWhatItTrulyHolds() {
        held();
        Set<String> kept = Set.of(theOnlyNote().socket());
        Hold gone = held();
        gone.lose(NOON);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(notes.heldBy("here", 0, 9)).hasSize(1));
        notes.settle(
                Set.copyOf(ofSession().stream().map(SocketNote::socket).toList()),
                List.of("here"),
                NOON);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ofSession()).hasSize(1));
        assertThat(kept).contains(theOnlyNote().socket());
        assertThat(theOnlyNote().node()).isEqualTo("here");
        assertThat(notes.isJudged("here")).isFalse();
    }

    @Test
    void aNodeThatStopsHasLostAll() {
        held();
        held();
        sockets.close();
        assertThat(ofSession()).hasSize(2).allMatch(note -> note.node() == null);
        sockets.hold(MEETING, BOB, LAPTOP);
        assertThat(notes.holders()).isEmpty();
    }

    private Hold held() {
        return sockets.hold(MEETING, BOB, LAPTOP).toCompletableFuture().join();
    }

    private List<SocketNote> ofSession() {
        return notes.ofSession(SocketNote.sessionKey(MEETING, BOB, LAPTOP));
    }

    private SocketNote theOnlyNote() {
        List<SocketNote> all = ofSession();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    /** A store that fails as told, before or after it wrote. */
    private static final class Unreliable extends ForwardingDocumentStore {

        volatile boolean isOut;
        volatile boolean isLying;
        volatile int failed;

        Unreliable(DocumentStore store) {
            super(store);
        }

        @Override
        public void write(Batch batch) {
            if (isOut) {
                failed++;
                throw new LogUnavailableException("out", new IllegalStateException());
            }
            super.write(batch);
            if (isLying) {
                throw new LogUnavailableException("lies", new IllegalStateException());
            }
        }
    }
}
