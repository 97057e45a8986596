package io.minutebook.infra.story;

import static io.minutebook.infra.story.Given.count;
import static io.minutebook.infra.story.Given.done;
import static io.minutebook.infra.story.Given.history;
import static io.minutebook.infra.story.Given.joined;
import static io.minutebook.infra.story.Given.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minutebook.infra.clock.Timekeeper;
import io.minutebook.infra.presence.LostSessions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** People whose connection is lost: back in time they never left, else they left when it was. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PresenceStoryTest {

    private static final Map<String, Object> LONG_LIVED = Map.of("ttl_seconds", 1_000_000);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofSeconds(30);

    @TempDir static Path data;
    private final MovedClock clock = new MovedClock();
    private Server server;
    private Person alice;
    private Person bob;

    @BeforeAll
    void open() {
        server = Server.on(data, clock);
        alice = server.person("alice", LONG_LIVED);
        bob = server.person("bob", LONG_LIVED);
        clock.passes(GRACE); // since the start nobody is missed
    }

    @AfterAll
    void close() {
        server.close();
    }

    @Test
    void whoIsNotBackInTimeLeftWhenTheConnectionWasLost() {
        String meeting = running(alice);
        Socket screen = watchedBy(bob, meeting, "laptop");
        Instant before = clock.instant();
        lost(screen);
        Instant after = clock.instant();
        try (Socket watching = alice.watches(meeting)) {
            watching.sees("welcome");
            clock.passes(GRACE.minusSeconds(5));
            looks();
            assertThat(history(alice, meeting)).doesNotContain("participant.left");
            clock.passes(Duration.ofSeconds(5));
            JsonNode leave = seesLeave(watching);
            assertThat(leave.path("user_id").asString()).isEqualTo("bob");
            assertThat(leave.at("/data/reason").asString()).isEqualTo("connection_lost");
            assertThat(time(leave.at("/data/left_at"))).isBetween(before, after);
        }
        looks();
        assertThat(count(alice, meeting, "participant.left")).isEqualTo(1);
        JsonNode left = last(meeting, "participant.left");
        assertThat(left.path("actor").isNull()).isTrue();
        assertThat(time(left.path("time"))).isBetween(before, after);
        assertThat(present(meeting)).containsExactly("alice");
    }

    @Test
    void whoIsBackInTimeNeverLeft() {
        String meeting = running(alice);
        lost(watchedBy(bob, meeting, "laptop"));
        clock.passes(GRACE.minusSeconds(1));
        looks();
        try (Socket again = bob.watches(meeting, "connection_id=laptop")) {
            again.sees("welcome");
            clock.passes(GRACE.multipliedBy(2));
            looks();
            assertThat(present(meeting)).containsExactly("alice", "bob");
        }
        assertThat(history(alice, meeting)).doesNotContain("participant.left");
    }

    @Test
    void aSessionJoinedOverTheSocketIsLostWithIt() {
        String meeting = running(alice);
        Socket screen = bob.watches(meeting);
        screen.sees("welcome");
        screen.sends(Map.of("type", "join", "id", 1));
        screen.sees("ack");
        lost(screen);
        clock.passes(GRACE);
        awaitsLeft(meeting, 1);
        assertThat(last(meeting, "participant.left").at("/data/reason").asString())
                .isEqualTo("connection_lost");
    }

    @Test
    void aSessionOfTwoSocketsIsLostWithTheLast() {
        String meeting = running(alice);
        Socket one = watchedBy(bob, meeting, "laptop");
        Socket two = bob.watches(meeting, "connection_id=laptop");
        two.sees("welcome");
        lost(one);
        clock.passes(GRACE.multipliedBy(2));
        looks();
        assertThat(history(alice, meeting)).doesNotContain("participant.left");
        Instant before = clock.instant();
        lost(two);
        clock.passes(GRACE);
        awaitsLeft(meeting, 1);
        assertThat(time(last(meeting, "participant.left").path("time"))).isAfterOrEqualTo(before);
    }

    @Test
    void oneOfSeveralSessionsLeavesThePersonThere() {
        String meeting = running(alice);
        Socket laptop = watchedBy(bob, meeting, "laptop");
        try (Socket phone = watchedBy(bob, meeting, "phone")) {
            lost(laptop);
            clock.passes(GRACE);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> {
                                looks();
                                assertThat(count(alice, meeting, "participant.session_closed"))
                                        .isEqualTo(1);
                            });
            JsonNode closed = last(meeting, "participant.session_closed").path("data");
            assertThat(closed.path("connection_id").asString()).isEqualTo("laptop");
            assertThat(closed.path("reason").asString()).isEqualTo("connection_lost");
            assertThat(present(meeting)).containsExactly("alice", "bob");
            phone.sends(Map.of("type", "hand_raise", "data", Map.of("is_hand_raised", true)));
            phone.sees("hand_raise");
        }
    }

    @Test
    void whoLeftAndCameBackUnderTheSameNameIsNotTakenForTheOneLost() {
        String meeting = running(alice);
        lost(watchedBy(bob, meeting, "laptop"));
        clock.passes(Duration.ofSeconds(5));
        done(bob.leaves(meeting));
        clock.passes(Duration.ofSeconds(5));
        joins(bob, meeting, "laptop");
        clock.passes(GRACE);
        looks();
        looks();
        assertThat(count(alice, meeting, "participant.left")).isEqualTo(1);
        assertThat(present(meeting)).containsExactly("alice", "bob");
        clock.passes(Duration.ofHours(2));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            server.bean(Timekeeper.class).endUnattended();
                            assertThat(last(meeting, "participant.left").at("/data/reason"))
                                    .hasToString("\"unattended\"");
                        });
    }

    @Test
    void whoDidSomethingLaterWasThereUntilThen() {
        String meeting = running(alice);
        lost(watchedBy(bob, meeting, "laptop"));
        clock.passes(Duration.ofSeconds(20));
        done(bob.says(meeting, "my socket is gone, I am not"));
        Instant said = time(last(meeting, "chat.message_sent").path("time"));
        clock.passes(Duration.ofSeconds(10));
        awaitsLeft(meeting, 1);
        assertThat(time(last(meeting, "participant.left").path("time"))).isEqualTo(said);
    }

    @Test
    void whoComesBackTooLateJoinsAgain() {
        String meeting = running(alice);
        lost(watchedBy(bob, meeting, "laptop"));
        clock.passes(GRACE);
        awaitsLeft(meeting, 1);
        try (Socket late = bob.watches(meeting, "connection_id=laptop")) {
            assertThat(late.sees("welcome").at("/data/you/present").asBoolean(true)).isFalse();
            late.sends(Map.of("type", "join", "id", 1));
            assertThat(late.sees("join").path("user_id").asString()).isEqualTo("bob");
            clock.passes(GRACE.multipliedBy(2));
            looks();
            assertThat(present(meeting)).containsExactly("alice", "bob");
        }
    }

    @Test
    void theMeetingGoesOnWithoutItsHostAndEndsAQuarterOfAnHourAfterTheLastWasSeen() {
        String meeting = alice.creates("Left alone");
        alice.starts(meeting);
        lost(watchedBy(alice, meeting, "laptop"));
        clock.passes(Duration.ofMinutes(10));
        awaitsLeft(meeting, 1);
        assertThat(status(meeting)).isEqualTo("in_progress");
        clock.passes(Duration.ofMinutes(5));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(status(meeting)).isEqualTo("ended"));
        assertThat(last(meeting, "meeting.ended").at("/data/reason").asString()).isEqualTo("idle");
    }

    @Test
    void aSocketOfAnotherKindOfWatcherLosesNothing() {
        String meeting = running(alice);
        joined(bob, meeting);
        Socket watching = bob.watches(meeting);
        watching.sees("welcome");
        lost(watching);
        clock.passes(GRACE.multipliedBy(2));
        looks();
        assertThat(history(alice, meeting)).doesNotContain("participant.left");
    }

    @Test
    void whoFallsSilentLeftWhenLastHeardOf(@TempDir Path other) throws IOException {
        Map<String, Object> impatient =
                Map.of(
                        "minutebook.websocket.ping-interval", "1s",
                        "minutebook.websocket.pong-timeout", "1s",
                        "minutebook.websocket.presence-grace", "1s");
        try (Server quick = Server.on(other, impatient)) {
            Person host = quick.person("alice");
            String meeting = host.creates("Silent");
            host.starts(meeting);
            joins(host, meeting, "laptop");
            try (RawSocket silent =
                    new RawSocket(
                            quick.port(),
                            "/ws/meetings/"
                                    + meeting
                                    + "?connection_id=laptop&token="
                                    + host.token())) {
                silent.sendText("{\"type\":\"ping\",\"id\":1}");
                silent.sees("pong");
                Instant heard = Instant.now();
                assertThat(silent.closeCode()).isEqualTo(4002);
                Instant closed = Instant.now();
                await().atMost(PATIENCE)
                        .untilAsserted(
                                () ->
                                        assertThat(history(host, meeting))
                                                .contains("participant.left"));
                JsonNode left = Given.last(host, meeting, "participant.left");
                assertThat(time(left.path("time")))
                        .isBefore(heard.plusMillis(1))
                        .isBefore(closed.minusMillis(900));
            }
        }
    }

    @Test
    void whoIsNotBackAfterAStopOfTheNodeLeftWhenItStopped(@TempDir Path other) {
        MovedClock time = new MovedClock();
        String meeting;
        Instant before;
        Instant after;
        Server first = Server.on(other, time);
        Person host = first.person("alice", LONG_LIVED);
        meeting = running(host);
        Person guest = first.person("bob", LONG_LIVED);
        joins(guest, meeting, "laptop");
        try (Socket screen = guest.watches(meeting, "connection_id=laptop")) {
            screen.sees("welcome");
            before = time.instant();
            first.close();
            assertThat(screen.closeCode()).isEqualTo(4000);
            after = time.instant();
        }
        time.passes(Duration.ofMinutes(3));
        try (Server second = Server.on(other, time)) {
            Person again = second.person("alice", LONG_LIVED);
            second.bean(LostSessions.class).sweep();
            assertThat(history(again, meeting)).doesNotContain("participant.left");
            time.passes(GRACE);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () ->
                                    assertThat(history(again, meeting))
                                            .containsOnlyOnce("participant.left"));
            assertThat(time(Given.last(again, meeting, "participant.left").path("time")))
                    .isBetween(before, after);
        }
    }

    private Socket watchedBy(Person person, String meeting, String session) {
        joins(person, meeting, session);
        Socket socket = person.watches(meeting, "connection_id=" + session);
        socket.sees("welcome");
        return socket;
    }

    private static void joins(Person person, String meeting, String session) {
        done(person.post(Person.path(meeting, "join"), Map.of("connection_id", session)));
    }

    /** Breaks off a connection; returns once the server knows. */
    private void lost(Socket socket) {
        double before = openSockets();
        socket.close();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(openSockets()).isEqualTo(before - 1));
    }

    private double openSockets() {
        return server.anonymous()
                .get("/actuator/prometheus")
                .text()
                .lines()
                .filter(line -> line.startsWith("minutebook_sockets_open "))
                .mapToDouble(line -> Double.parseDouble(line.split(" ")[1]))
                .findFirst()
                .orElseThrow();
    }

    private void looks() {
        server.bean(LostSessions.class).sweep();
    }

    private JsonNode seesLeave(Socket watching) {
        looks();
        return watching.sees("leave");
    }

    private void awaitsLeft(String meeting, int times) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            looks();
                            assertThat(count(alice, meeting, "participant.left")).isEqualTo(times);
                        });
    }

    private List<String> present(String meeting) {
        return alice.get(Person.path(meeting, "participants")).data().findValuesAsString("user_id");
    }

    private String status(String meeting) {
        return alice.get(Person.path(meeting, "status")).data().path("status").asString();
    }

    private JsonNode last(String meeting, String type) {
        return Given.last(alice, meeting, type);
    }

    private static Instant time(JsonNode text) {
        return Instant.parse(text.asString());
    }
}
