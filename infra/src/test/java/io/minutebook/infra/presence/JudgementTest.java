package io.minutebook.infra.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.infra.store.SqliteDocumentStore;
import io.minutebook.infra.store.SqliteDocumentStore.Durability;
import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.store.DocumentStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which sessions are over, by what is noted of their sockets and known of nodes. */
class JudgementTest {

    private static final MeetingId MEETING = MeetingId.next();
    private static final UserId BOB = new UserId("bob");
    private static final ConnectionId LAPTOP = new ConnectionId("lap/top");
    private static final Instant NOON = Instant.parse("2024-01-15T12:00:00Z");
    private static final Duration GRACE = Duration.ofSeconds(30);

    @TempDir Path folder;
    private final StandingNodes nodes = new StandingNodes("here");
    private final Witness witness = new Witness(nodes);
    private DocumentStore state;
    private SocketNotes notes;

    @BeforeEach
    void open() {
        state = SqliteDocumentStore.open(folder.resolve("state.db"), Durability.NORMAL);
        notes = new SocketNotes(state);
        nodes.alive.add("there");
    }

    @AfterEach
    void close() {
        state.close();
    }

    @Test
    void aHeldSessionGoesOn() {
        List<SocketNote> all = noted(held("s1", "there"));
        assertThat(judged(all, 100_000)).isEqualTo(NOTHING);
    }

    @Test
    void aLostOneIsOverAfterTheGraceAndNotBefore() {
        List<SocketNote> all = noted(held("s1", "there").lost(at(5), at(7)));
        assertThat(judged(all, 36)).isEqualTo(NOTHING);
        assertThat(judged(all, 37).over())
                .containsExactly(new OverSession(all.get(0), at(5), at(7), List.of("s1")));
    }

    @Test
    void anotherSocketTakesThePlaceOfALostOne() {
        SocketNote lost = held("s1", "there").lost(at(5), at(5));
        noted(lost, held("s2", "here"));
        Judgement judgement = judged(List.of(lost), 60);
        assertThat(judgement.over()).isEmpty();
        assertThat(judgement.outlived()).containsExactly("s1");
    }

    @Test
    void theLastToBeLostDecidesAndTheLatestSightCounts() {
        SocketNote first = held("s1", "there").lost(at(20), at(20));
        SocketNote second = held("s2", "here").lost(at(10), at(33));
        List<SocketNote> all = noted(first, second);
        assertThat(judged(all, 50)).isEqualTo(NOTHING);
        List<OverSession> over = judged(all, 63).over();
        assertThat(over).hasSize(1);
        assertThat(over.get(0).seen()).isEqualTo(at(20));
        assertThat(over.get(0).latest()).isEqualTo(at(33));
        assertThat(over.get(0).sockets()).containsExactlyInAnyOrder("s1", "s2");
    }

    @Test
    void whatAGoneNodeHeldIsLostWhenThatWasLastHeardOf() {
        List<SocketNote> all = noted(held("s1", "there"));
        goes("there", 12);
        assertThat(judged(all, 41)).isEqualTo(NOTHING);
        OverSession over = judged(all, 42).over().get(0);
        assertThat(over.seen()).isEqualTo(at(12));
        assertThat(over.latest()).isEqualTo(at(22)); // by its next heartbeat
    }

    @Test
    void whatItTookUpAfterItsLastWordWasSeenThen() {
        goes("there", -3);
        List<SocketNote> all = noted(held("s1", "there"));
        assertThat(judged(all, 29)).isEqualTo(NOTHING);
        assertThat(judged(all, 30).over().get(0).seen()).isEqualTo(at(0));
    }

    @Test
    void aNodeNobodyKnowsIsGivenAMinute() {
        nodes.alive.remove("there");
        List<SocketNote> all = noted(held("s1", "there"));
        assertThat(judged(all, 100)).isEqualTo(NOTHING);
        assertThat(judged(all, 159)).isEqualTo(NOTHING);
        assertThat(judged(all, 160).over()).hasSize(1);
    }

    @Test
    void aNodeThatTurnsUpWasNeverGone() {
        nodes.alive.remove("there");
        List<SocketNote> all = noted(held("s1", "there"));
        assertThat(judged(all, 100)).isEqualTo(NOTHING);
        nodes.alive.add("there");
        assertThat(judged(all, 150)).isEqualTo(NOTHING);
        nodes.alive.remove("there");
        assertThat(judged(all, 200)).isEqualTo(NOTHING);
    }

    @Test
    void nobodyIsJudgedBeforeNodesWereLookedFor() {
        nodes.alive.clear();
        List<SocketNote> all = noted(held("s1", "there"));
        assertThat(judged(all, 100)).isEqualTo(NOTHING);
        assertThat(judged(all, 1_000)).isEqualTo(NOTHING);
    }

    @Test
    void anotherSessionOfTheSamePersonIsJudgedForItself() {
        SocketNote lost = held("s1", "there").lost(at(5), at(5));
        SocketNote phone =
                SocketNote.held("s2", MEETING, BOB, new ConnectionId("phone"), "here", at(0));
        noted(lost, phone);
        assertThat(judged(List.of(lost), 60).over()).hasSize(1);
    }

    private static final Judgement NOTHING = new Judgement(List.of(), java.util.Set.of());

    private static SocketNote held(String socket, String node) {
        return SocketNote.held(socket, MEETING, BOB, LAPTOP, node, at(0));
    }

    private void goes(String node, int lastHeard) {
        nodes.alive.remove(node);
        nodes.gone.put(node, at(lastHeard));
    }

    private List<SocketNote> noted(SocketNote... all) {
        notes.write(List.of(all), List.of());
        return List.of(all);
    }

    private Judgement judged(List<SocketNote> some, int second) {
        witness.look(notes.holders(), at(second));
        return Judgement.of(some, notes, witness, GRACE, at(second));
    }

    private static Instant at(int second) {
        return NOON.plusSeconds(second);
    }
}
