package io.minutebook.infra.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Whoever was away misses nothing, or is told that they did. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResumeTest {

    @TempDir static Path data;
    private Server server;
    private Person alice;
    private Person bob;

    @BeforeAll
    void open() {
        server = Server.on(data);
        alice = server.person("alice");
        bob = server.person("bob");
    }

    @AfterAll
    void close() {
        server.close();
    }

    private String running() {
        String meeting = alice.creates("Away");
        alice.starts(meeting);
        alice.joins(meeting);
        bob.joins(meeting);
        return meeting;
    }

    /** Where a stream that saw everything so far stands. */
    private record Point(long seq, String epoch) {
        String query() {
            return "resume_from=" + seq + "&epoch=" + epoch;
        }
    }

    private Point now(String meeting) {
        try (Socket socket = bob.watches(meeting)) {
            JsonNode welcome = socket.sees("welcome");
            return new Point(
                    welcome.at("/data/seq").asLong(), welcome.at("/data/epoch").asString());
        }
    }

    @Test
    void everyVisibleFrameComesOnceAndInOrderThenTheLiveOnes() {
        String meeting = running();
        Point point = now(meeting);
        alice.says(meeting, "one");
        server.person("carol").joins(meeting);
        alice.says(meeting, "two");
        try (Socket socket = bob.watches(meeting, point.query())) {
            JsonNode welcome = socket.sees("welcome");
            assertThat(welcome.at("/data/seq").asLong()).isEqualTo(point.seq() + 3);
            List<JsonNode> missed = List.of(socket.next(), socket.next(), socket.next());
            assertThat(missed.stream().map(frame -> frame.path("type").asString()))
                    .containsExactly("chat", "join", "chat");
            alice.says(meeting, "three");
            JsonNode live = socket.next();
            assertThat(live.at("/data/content").asString()).isEqualTo("three");
            long previous = point.seq();
            for (JsonNode frame : missed) {
                assertThat(frame.path("prev_seq").asLong()).isEqualTo(previous);
                previous = frame.path("seq").asLong();
            }
            assertThat(live.path("prev_seq").asLong()).isEqualTo(previous);
        }
    }

    @Test
    void othersPrivateWordsAreNotAmongThem() {
        String meeting = running();
        Person carol = server.person("carol");
        carol.joins(meeting);
        Point point = now(meeting);
        carol.post(
                Person.path(meeting, "chat"), Map.of("content", "psst", "recipient_id", "alice"));
        carol.post(
                Person.path(meeting, "chat"), Map.of("content", "for bob", "recipient_id", "bob"));
        try (Socket socket = bob.watches(meeting, point.query())) {
            socket.sees("welcome");
            JsonNode first = socket.next();
            assertThat(first.at("/data/content").asString()).isEqualTo("for bob");
            assertThat(first.path("prev_seq").asLong()).isEqualTo(point.seq());
        }
    }

    @Test
    void whatWasSaidWhileTheyHadLeftIsNotAmongThem() {
        String meeting = running();
        Point point = now(meeting);
        bob.leaves(meeting);
        alice.says(meeting, "about bob");
        bob.joins(meeting);
        alice.says(meeting, "to bob");
        try (Socket socket = bob.watches(meeting, point.query())) {
            socket.sees("welcome");
            assertThat(
                            List.of(socket.next(), socket.next(), socket.next()).stream()
                                    .map(frame -> frame.path("type").asString()))
                    .containsExactly("leave", "join", "chat");
        }
    }

    @Test
    void whoWasRemovedMeanwhileAndIsBackStays() {
        String meeting = alice.creates("Back");
        alice.starts(meeting);
        alice.joins(meeting);
        String participant = Given.joined(bob, meeting);
        Point point = now(meeting);
        Given.done(Given.moderates(alice, meeting, participant, "remove"));
        try (Socket out = bob.watches(meeting, point.query())) {
            out.sees("removed");
            assertThat(out.closeCode()).isEqualTo(4501);
        }
        bob.joins(meeting);
        try (Socket back = bob.watches(meeting, point.query())) {
            assertThat(back.sees("welcome").at("/data/you/present").asBoolean()).isTrue();
            back.sees("removed");
            back.sees("join");
            alice.says(meeting, "welcome back");
            assertThat(back.next().path("type").asString()).isEqualTo("chat");
        }
    }

    @Test
    void roomChatFollowsWhereTheyWereThen() {
        String meeting = running();
        String room =
                alice.post(Person.path(meeting, "breakout-rooms"), Map.of("room_count", 2))
                        .data()
                        .get(0)
                        .path("room_id")
                        .asString();
        assign(meeting, "alice", room);
        Point point = now(meeting);
        alice.says(meeting, "before bob came");
        assign(meeting, "bob", room);
        alice.says(meeting, "with bob there");
        try (Socket socket = bob.watches(meeting, point.query())) {
            socket.sees("welcome");
            assertThat(socket.next().path("type").asString()).isEqualTo("breakout_assigned");
            assertThat(socket.next().at("/data/content").asString()).isEqualTo("with bob there");
        }
    }

    private void assign(String meeting, String user, String room) {
        alice.post(
                Person.path(meeting, "breakout-rooms/assign"),
                Map.of("participant_user_id", user, "breakout_room_id", room));
    }

    @Test
    void afterTheEndComeWhatWasMissedAndTheClose() {
        String meeting = running();
        Point point = now(meeting);
        alice.says(meeting, "last words");
        alice.ends(meeting);
        try (Socket socket = bob.watches(meeting, point.query())) {
            socket.sees("welcome");
            assertThat(socket.next().at("/data/content").asString()).isEqualTo("last words");
            assertThat(socket.next().path("type").asString()).isEqualTo("meeting_ended");
            assertThat(socket.closeCode()).isEqualTo(4502);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resume_from=0&epoch=01HXYZ0000000000000000000Z",
                "resume_from=0",
                "resume_from=999999&epoch=THIS"
            })
    void anotherLogOrAPointBeyondItsHeadMeansToStartAfresh(String query) {
        String meeting = running();
        Point point = now(meeting);
        try (Socket socket = bob.watches(meeting, query.replace("THIS", point.epoch()))) {
            JsonNode welcome = socket.sees("welcome");
            JsonNode resync = socket.next();
            assertThat(resync.path("type").asString()).isEqualTo("resync");
            assertThat(resync.at("/data/snapshot/participants").size()).isEqualTo(2);
            alice.says(meeting, "from here on");
            assertThat(socket.next().path("prev_seq").asLong())
                    .isEqualTo(welcome.at("/data/seq").asLong());
        }
    }

    @Test
    void moreThanAThousandFramesMeanToStartAfresh() throws IOException {
        String meeting = running();
        Point point = now(meeting);
        try (RawSocket socket =
                new RawSocket(
                        server.port(), "/ws/meetings/" + meeting + "?token=" + alice.token())) {
            for (int i = 0; i < 1_001; i++) {
                socket.sendText(
                        "{\"type\":\"hand_raise\",\"id\":"
                                + i
                                + ",\"data\":{\"is_hand_raised\":"
                                + (i % 2 == 0)
                                + "}}");
            }
            while (socket.sees("ack").path("id").asInt() < 999) {}
            Point after = new Point(point.seq() + 1, point.epoch());
            while (socket.sees("ack").path("id").asInt() < 1_000) {}
            try (Socket few = bob.watches(meeting, after.query());
                    Socket many = bob.watches(meeting, point.query())) {
                few.sees("welcome");
                assertThat(few.sees("hand_raise", 1_000)).hasSize(1_000);
                many.sees("welcome");
                assertThat(many.next().path("type").asString()).isEqualTo("resync");
            }
        }
    }

    @Test
    void moreThanMayWaitIsSentAsItIsRead() throws IOException {
        String meeting = running();
        Point point = now(meeting);
        int lines = 900;
        try (RawSocket socket =
                new RawSocket(
                        server.port(), "/ws/meetings/" + meeting + "?token=" + alice.token())) {
            String content = "x".repeat(1_000);
            for (int i = 0; i < lines; i++) {
                socket.sendText(
                        "{\"type\":\"chat\",\"id\":"
                                + i
                                + ",\"data\":{\"content\":\""
                                + content
                                + "\"}}");
                socket.sees("ack");
            }
        }
        try (RawSocket away =
                new RawSocket(
                        server.port(),
                        "/ws/meetings/"
                                + meeting
                                + "?"
                                + point.query()
                                + "&token="
                                + bob.token())) {
            long previous = point.seq();
            for (int i = 0; i < lines; i++) {
                JsonNode chat = away.sees("chat");
                assertThat(chat.path("prev_seq").asLong()).isEqualTo(previous);
                previous = chat.path("seq").asLong();
            }
            alice.says(meeting, "live");
            assertThat(away.sees("chat").path("prev_seq").asLong()).isEqualTo(previous);
        }
    }

    @Test
    void aPointThatIsNoneIsRefused() throws IOException {
        String meeting = running();
        try (RawSocket socket =
                new RawSocket(
                        server.port(),
                        "/ws/meetings/" + meeting + "?resume_from=-1&token=" + bob.token())) {
            assertThat(socket.status()).isEqualTo(400);
            assertThat(socket.body().at("/details/resume_from").isMissingNode()).isFalse();
        }
    }

    @Test
    void aNodeThatStopsSendsItsClientsElsewhere(@TempDir Path other) {
        Server stopping = Server.on(other);
        Person host = stopping.person("alice");
        String meeting = host.creates("Stop");
        try (Socket one = host.watches(meeting);
                Socket two = host.watches(meeting)) {
            one.sees("welcome");
            two.sees("welcome");
            stopping.close();
            for (Socket socket : List.of(one, two)) {
                assertThat(socket.sees("closing").at("/data/code").asInt()).isEqualTo(4000);
                assertThat(socket.closeCode()).isEqualTo(4000);
            }
        }
    }
}
