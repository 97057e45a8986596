package io.minutebook.infra.story;

import static io.minutebook.infra.story.Given.body;
import static io.minutebook.infra.story.Given.count;
import static io.minutebook.infra.story.Given.done;
import static io.minutebook.infra.story.Given.history;
import static io.minutebook.infra.story.Given.joined;
import static io.minutebook.infra.story.Given.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minutebook.infra.clock.Timekeeper;
import io.minutebook.infra.story.Person.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What happens by itself when its time has come, once, also over a restart. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TimerStoryTest {

    private static final Map<String, Object> LONG_LIVED = Map.of("ttl_seconds", 1_000_000);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir static Path data;
    @TempDir static Path other;
    private final MovedClock clock = new MovedClock();
    private Server server;
    private Person alice;
    private Person bob;

    @BeforeAll
    void open() {
        server = Server.on(data, clock);
        alice = server.person("alice", LONG_LIVED);
        bob = server.person("bob", LONG_LIVED);
    }

    @AfterAll
    void close() {
        server.close();
    }

    @Test
    void aMeetingEndsAtItsLongestDuration() {
        String meeting = running(Map.of("title", "Short", "max_duration_minutes", 100));
        clock.passes(Duration.ofMinutes(80));
        asksTheClock();
        assertThat(status(meeting)).isEqualTo("in_progress");
        try (Socket screen = bob.watches(meeting)) {
            screen.sees("welcome");
            clock.passes(Duration.ofMinutes(20));
            JsonNode ended = screen.sees("meeting_ended");
            assertThat(ended.path("user_id").isNull()).isTrue();
            assertThat(ended.at("/data/reason").asString()).isEqualTo("max_duration");
            assertThat(ended.at("/data/duration_minutes").asInt()).isEqualTo(100);
            assertThat(screen.closeCode()).isEqualTo(4502);
        }
        assertThat(status(meeting)).isEqualTo("ended");
        assertThat(lastActor(meeting).isNull()).isTrue();
        refused(bob.says(meeting, "one more thing"), 410, "MEETING_ENDED");
    }

    @Test
    void aMeetingWithoutAnybodyEndsAfterAQuarterOfAnHour() {
        String meeting = running(Map.of("title", "Empty"));
        bob.leaves(meeting);
        clock.passes(Duration.ofMinutes(20));
        asksTheClock();
        assertThat(status(meeting)).isEqualTo("in_progress");
        alice.leaves(meeting);
        clock.passes(Duration.ofMinutes(10));
        asksTheClock();
        assertThat(status(meeting)).isEqualTo("in_progress");
        joined(bob, meeting);
        bob.leaves(meeting);
        clock.passes(Duration.ofMinutes(10));
        asksTheClock();
        assertThat(status(meeting)).isEqualTo("in_progress");
        clock.passes(Duration.ofMinutes(5));
        awaits(meeting, "meeting.ended");
        assertThat(last(meeting).at("/data/reason").asString()).isEqualTo("idle");
    }

    @Test
    void aMeetingNobodyCameToEndsToo() {
        String meeting = alice.creates("Nobody");
        alice.starts(meeting);
        clock.passes(Duration.ofMinutes(15));
        awaits(meeting, "meeting.ended");
        assertThat(last(meeting).at("/data/participant_count").asInt(-1)).isZero();
    }

    @Test
    void breakoutRoomsWarnAndClose() {
        String meeting = running(Map.of("title", "Rooms"));
        opens(meeting, 60);
        try (Socket screen = bob.watches(meeting)) {
            screen.sees("welcome");
            clock.passes(Duration.ofMinutes(50));
            asksTheClock();
            assertThat(history(alice, meeting)).doesNotContain("breakout.closing_soon");
            clock.passes(Duration.ofMinutes(9));
            JsonNode warned = screen.sees("breakout_rooms");
            assertThat(warned.at("/data/state").asString()).isEqualTo("closing_soon");
            assertThat(warned.at("/data/closes_at").isString()).isTrue();
            assertThat(warned.path("user_id").isNull()).isTrue();
            asksTheClock();
            clock.passes(Duration.ofMinutes(1));
            assertThat(screen.sees("breakout_rooms").at("/data/state").asString())
                    .isEqualTo("closed");
        }
        asksTheClock();
        assertThat(count(alice, meeting, "breakout.closing_soon")).isEqualTo(1);
        assertThat(count(alice, meeting, "breakout.closed")).isEqualTo(1);
        assertThat(alice.get(Person.path(meeting, "breakout-rooms")).data().size()).isZero();
    }

    @Test
    void anExtensionMovesTheLimitAndTheWarning() {
        String meeting = running(Map.of("title", "Longer"));
        opens(meeting, 30);
        clock.passes(Duration.ofMinutes(29));
        awaits(meeting, "breakout.closing_soon");
        done(alice.post(Person.path(meeting, "breakout-rooms/extend"), Map.of("minutes", 30)));
        clock.passes(Duration.ofMinutes(10));
        asksTheClock();
        assertThat(history(alice, meeting)).doesNotContain("breakout.closed");
        clock.passes(Duration.ofMinutes(20));
        awaitsCount(meeting, "breakout.closing_soon", 2);
        clock.passes(Duration.ofMinutes(1));
        awaits(meeting, "breakout.closed");
    }

    @Test
    void roomsClosedByAHostDoNotCloseAgain() {
        String meeting = running(Map.of("title", "Early"));
        opens(meeting, 5);
        done(alice.post(Person.path(meeting, "breakout-rooms/close"), null));
        clock.passes(Duration.ofMinutes(6));
        asksTheClock();
        assertThat(count(alice, meeting, "breakout.closed")).isEqualTo(1);
        assertThat(history(alice, meeting)).doesNotContain("breakout.closing_soon");
    }

    @Test
    void aSessionThatNeverHadASocketEndsAfterTwoHours() {
        String meeting = running(Map.of("title", "Unattended"));
        try (Socket screen = alice.watches(meeting, "connection_id=conn_of_alice")) {
            screen.sees("welcome");
            done(
                    alice.post(
                            Person.path(meeting, "join"),
                            Map.of("connection_id", "conn_of_alice")));
            clock.passes(Duration.ofMinutes(100));
            endsUnattended();
            assertThat(history(alice, meeting)).doesNotContain("participant.left");
            clock.passes(Duration.ofMinutes(21));
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> {
                                endsUnattended();
                                assertThat(history(alice, meeting))
                                        .contains("participant.left", "participant.session_closed");
                            });
            JsonNode left = screen.sees("leave");
            assertThat(left.path("user_id").asString()).isEqualTo("bob");
            assertThat(left.at("/data/reason").asString()).isEqualTo("unattended");
        }
        assertThat(
                        alice.get(Person.path(meeting, "participants"))
                                .data()
                                .findValuesAsString("user_id"))
                .containsExactly("alice");
        joined(bob, meeting);
    }

    @Test
    void whatFellDueWhileNobodyRanHappensOnTheNextStart() {
        MovedClock time = new MovedClock();
        String meeting;
        try (Server before = Server.on(other, time)) {
            Person host = before.person("alice", LONG_LIVED);
            meeting = host.creates(Map.of("title", "Overnight", "max_duration_minutes", 60));
            host.starts(meeting);
            joined(host, meeting);
        }
        time.passes(Duration.ofHours(8));
        try (Server after = Server.on(other, time)) {
            Person host = after.person("alice", LONG_LIVED);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () ->
                                    assertThat(history(host, meeting))
                                            .containsOnlyOnce("meeting.ended"));
            assertThat(last(host, meeting).at("/data/reason").asString()).isEqualTo("max_duration");
        }
    }

    @Test
    void askedByManyAtOnceItHappensOnce() {
        String meeting = running(Map.of("title", "Many", "max_duration_minutes", 1));
        clock.passes(Duration.ofMinutes(2));
        CompletableFuture<?>[] nodes =
                IntStream.range(0, 8)
                        .mapToObj(node -> CompletableFuture.runAsync(this::asksTheClock))
                        .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(nodes).join();
        awaits(meeting, "meeting.ended");
        asksTheClock();
        assertThat(count(alice, meeting, "meeting.ended")).isEqualTo(1);
    }

    private String running(Map<String, Object> plan) {
        String meeting = alice.creates(plan);
        alice.starts(meeting);
        joined(alice, meeting);
        joined(bob, meeting);
        return meeting;
    }

    private void opens(String meeting, int minutes) {
        Reply opened =
                alice.post(
                        Person.path(meeting, "breakout-rooms"),
                        body("room_count", 1, "time_limit_minutes", minutes));
        done(opened);
    }

    private void asksTheClock() {
        server.bean(Timekeeper.class).keepTime();
    }

    private void endsUnattended() {
        server.bean(Timekeeper.class).endUnattended();
    }

    private void awaits(String meeting, String type) {
        awaitsCount(meeting, type, 1);
    }

    private void awaitsCount(String meeting, String type, int times) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(count(alice, meeting, type)).isEqualTo(times));
    }

    private String status(String meeting) {
        return alice.get(Person.path(meeting, "status")).data().path("status").asString();
    }

    private JsonNode last(String meeting) {
        return last(alice, meeting);
    }

    private static JsonNode last(Person host, String meeting) {
        List<JsonNode> events =
                host.get(Person.path(meeting, "history")).data().valueStream().toList();
        return events.get(events.size() - 1);
    }

    private JsonNode lastActor(String meeting) {
        return last(meeting).path("actor");
    }
}
