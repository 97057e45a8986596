package io.minutebook.infra.story;

import static io.minutebook.infra.story.Given.done;
import static io.minutebook.infra.story.Given.history;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minutebook.infra.mongo.RealMongo;
import io.minutebook.infra.process.Product;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Nodes that die or stand still, and the sessions whose sockets they held. */
class LostNodeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Nodes say so often, at least, that they live. */
    private static final Duration HEARTBEAT_MAX = Duration.ofSeconds(10);

    private static final String GRACE = "minutebook.websocket.presence-grace";

    @TempDir Path data;
    @TempDir Path other;
    @TempDir Path scratch;

    @Test
    void whoWasOnAKilledNodeIsOnAnotherInTimeOrLeftWhenItWasLastHeardOf() {
        try (RealMongo.Database database = RealMongo.database();
                Server survivor =
                        Server.on(
                                data,
                                Map.of("minutebook.store.uri", database.uri(), GRACE, "12s"));
                Product doomed = process(other, Map.of("MINUTEBOOK_STORE_URI", database.uri()))) {
            Person alice = survivor.person("alice");
            Person bob = doomed.person("bob");
            Person carol = doomed.person("carol");
            String meeting = alice.creates("Two nodes");
            alice.starts(meeting);
            alice.joins(meeting);
            try (Socket ofBob = watches(bob, meeting, "laptop");
                    Socket ofCarol = watches(carol, meeting, "phone")) {
                Instant before = Instant.now();
                assertThat(bob.says(meeting, "still there").status()).isEqualTo(200);
                Instant said = time(Given.last(alice, meeting, "chat.message_sent"));
                doomed.kill();
                Instant killed = Instant.now();
                try (Socket again =
                        survivor.person("carol").watches(meeting, "connection_id=phone")) {
                    again.sees("welcome");
                    JsonNode leave = again.sees("leave");
                    assertThat(leave.path("user_id").asString()).isEqualTo("bob");
                    assertThat(leave.at("/data/reason").asString()).isEqualTo("connection_lost");
                    assertThat(Instant.now()).isAfter(killed.plusSeconds(2));
                    assertThat(time(Given.last(alice, meeting, "participant.left")))
                            .isBetween(before.minus(HEARTBEAT_MAX), killed)
                            .isAfterOrEqualTo(said);
                    assertThat(history(alice, meeting)).containsOnlyOnce("participant.left");
                }
            }
        }
    }

    @Test
    void whoWasOnAKilledProcessLeftWhenItWasLastHeardOf() {
        String meeting;
        Instant killed;
        try (Product node = process(data, Map.of())) {
            Person alice = node.person("alice");
            meeting = alice.creates("Killed");
            alice.starts(meeting);
            try (Socket socket = watches(alice, meeting, "laptop")) {
                socket.sends(Map.of("type", "ping"));
                socket.sees("pong");
                node.kill();
                killed = Instant.now();
            }
        }
        try (Server next = Server.on(data, Map.of(GRACE, "2s"))) {
            Person alice = next.person("alice");
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () ->
                                    assertThat(history(alice, meeting))
                                            .containsOnlyOnce("participant.left"));
            JsonNode left = Given.last(alice, meeting, "participant.left");
            assertThat(left.at("/data/reason").asString()).isEqualTo("connection_lost");
            assertThat(time(left))
                    .isAfterOrEqualTo(time(Given.last(alice, meeting, "participant.joined")))
                    .isBeforeOrEqualTo(killed);
        }
    }

    @Test
    void aNodeThatStoodStillLearnsOfItAndHoldsItsSocketsOn() {
        try (RealMongo.Database database = RealMongo.database();
                Server awake =
                        Server.on(
                                data, Map.of("minutebook.store.uri", database.uri(), GRACE, "2s"));
                Product paused =
                        process(
                                other,
                                Map.of(
                                        "MINUTEBOOK_STORE_URI",
                                        database.uri(),
                                        "MINUTEBOOK_WEBSOCKET_PRESENCE_GRACE",
                                        "2s"))) {
            Person alice = awake.person("alice");
            Person bob = paused.person("bob");
            String meeting = alice.creates("Paused");
            alice.starts(meeting);
            alice.joins(meeting);
            try (Socket ofBob = watches(bob, meeting, "laptop")) {
                paused.freeze();
                awaits(alice, meeting, 1);
                paused.thaw();
                assertThat(ofBob.sees("leave").at("/data/reason").asString())
                        .isEqualTo("connection_lost");
                ofBob.sends(Map.of("type", "join", "id", 1));
                assertThat(ofBob.sees("join").path("user_id").asString()).isEqualTo("bob");
            }
            awaits(alice, meeting, 2);
        }
    }

    private Product process(Path data, Map<String, String> environment) {
        return Product.start(scratch, environment, "dev", "--port=0", "--empty", "--data=" + data);
    }

    private static void awaits(Person host, String meeting, long times) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(Given.count(host, meeting, "participant.left"))
                                        .isEqualTo(times));
    }

    private static Socket watches(Person person, String meeting, String session) {
        done(person.post(Person.path(meeting, "join"), Map.of("connection_id", session)));
        Socket socket = person.watches(meeting, "connection_id=" + session);
        socket.sees("welcome");
        return socket;
    }

    private static Instant time(JsonNode event) {
        return Instant.parse(event.path("time").asString());
    }
}
