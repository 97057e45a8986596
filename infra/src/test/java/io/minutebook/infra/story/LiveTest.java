package io.minutebook.infra.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The live edge: what it refuses, what it says to whom, and how it ends. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveTest {

    private static final String UNKNOWN = "01HXYZ0000000000000000000Z";

    @TempDir static Path data;
    private Server server;
    private Person alice;
    private Person bob;

    @BeforeAll
    void open() {
        server =
                Server.on(
                        data,
                        Map.of(
                                "minutebook.websocket.queue-bytes-max",
                                "256KB",
                                "minutebook.websocket.ping-interval",
                                "10m",
                                "minutebook.allowed-origins",
                                "https://friend.example"));
        alice = server.person("alice");
        bob = server.person("bob");
    }

    @AfterAll
    void close() {
        server.close();
    }

    private String running() {
        String meeting = alice.creates("Live");
        alice.starts(meeting);
        alice.joins(meeting);
        return meeting;
    }

    private RawSocket raw(Person person, String meeting, String... headers) throws IOException {
        return new RawSocket(server.port(), path(meeting) + "?token=" + person.token(), headers);
    }

    private static String path(String meeting) {
        return "/ws/meetings/" + meeting;
    }

    @Nested
    class Malformed {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "{",
                    "[]",
                    "7",
                    "null",
                    "\"chat\"",
                    "{}",
                    "{\"type\":7}",
                    "{\"type\":\"shout\"}",
                    "{\"type\":\"chat\",\"type\":\"chat\"}",
                    "{\"type\":\"chat\",\"data\":[]}",
                    "{\"type\":\"chat\",\"data\":{\"content\":\"\\u0000\"}}",
                    "{\"type\":\"chat\",\"data\":{\"content\":7}}"
                })
        void isAnsweredByAnErrorAndTheConnectionGoesOn(String frame) throws IOException {
            try (RawSocket socket = raw(alice, running())) {
                socket.sees("welcome");
                socket.sendText(frame);
                JsonNode error = socket.sees("error");
                assertThat(error.at("/data/code").asString()).isEqualTo("VALIDATION_FAILED");
                assertThat(error.at("/data/details").isObject()).isTrue();
                socket.sendText("{\"type\":\"ping\",\"id\":\"still here\"}");
                assertThat(socket.sees("pong").path("id").asString()).isEqualTo("still here");
            }
        }

        @Test
        void isAnsweredByAnErrorAlsoAsBinary() throws IOException {
            try (RawSocket socket = raw(alice, running())) {
                socket.sendBinary(new byte[] {1, 2, 3});
                assertThat(socket.sees("error").at("/data/code").asString())
                        .isEqualTo("VALIDATION_FAILED");
            }
        }

        @RepeatedTest(20) // the first frames come right behind the handshake, and at times with it
        void closesAfterTenInARow() throws IOException {
            try (RawSocket socket = raw(alice, running())) {
                for (int i = 0; i < 9; i++) {
                    socket.sendText("nonsense");
                }
                socket.sendText("{\"type\":\"ping\"}");
                for (int i = 0; i < 10; i++) {
                    socket.sendText("nonsense");
                }
                List<String> types = socket.typesUntilClosed();
                assertThat(types.stream().filter("error"::equals)).as("%s", types).hasSize(19);
                assertThat(types).contains("pong").endsWith("closing");
            }
        }

        @Test
        void closesWith4503AfterTenInARow() throws IOException {
            try (RawSocket socket = raw(alice, running())) {
                for (int i = 0; i < 10; i++) {
                    socket.sendText("nonsense");
                }
                assertThat(socket.closeCode()).isEqualTo(4503);
            }
        }

        @Test
        void closesWith1007WhereTextIsNoUtf8() throws IOException {
            try (RawSocket socket = raw(alice, running())) {
                socket.sees("welcome");
                socket.sendAsText(new byte[] {'{', (byte) 0xce, '}'});
                assertThat(socket.closeCode()).isEqualTo(1007);
            }
        }

        @Test
        void closesWith1002WhereAFrameIsOfAnExtension() throws IOException {
            try (RawSocket socket = raw(alice, running())) {
                socket.sees("welcome");
                socket.sendExtended("{\"type\":\"ping\"}");
                assertThat(socket.closeCode()).isEqualTo(1002);
            }
        }

        @Test
        void closesWith1009WhereAFrameIsTooLarge() throws IOException {
            try (RawSocket socket = raw(alice, running())) {
                socket.sees("welcome");
                socket.sendText("x".repeat(66_000));
                assertThat(socket.closeCode()).isEqualTo(1009);
            }
        }
    }

    @Nested
    class Handshake {

        @Test
        void takesTheTokenFromTheHeaderTheQueryOrTheSubprotocol() throws IOException {
            String meeting = running();
            String bearer = "Authorization: Bearer " + alice.token();
            try (RawSocket header = new RawSocket(server.port(), path(meeting), bearer);
                    RawSocket query = raw(alice, meeting);
                    RawSocket protocol =
                            new RawSocket(
                                    server.port(),
                                    path(meeting),
                                    "Sec-WebSocket-Protocol: minutebook, bearer."
                                            + alice.token())) {
                assertThat(header.sees("welcome").at("/data/you/user_id").asString())
                        .isEqualTo("alice");
                assertThat(query.sees("welcome").at("/data/you/role").asString()).isEqualTo("host");
                assertThat(protocol.header("Sec-WebSocket-Protocol")).isEqualTo("minutebook");
                protocol.sees("welcome");
            }
        }

        @Test
        void prefersABearerTokenThenTheQuerysThenTheSubprotocols() throws IOException {
            String meeting = running();
            String basic = "Authorization: Basic YWxpY2U6c2VjcmV0";
            String bearer = "Authorization: Bearer " + alice.token();
            String bobs = "Sec-WebSocket-Protocol: minutebook, bearer." + bob.token();
            isOf("alice", raw(bob, meeting, bearer, bobs));
            isOf("alice", raw(alice, meeting, basic, bobs));
            isOf("bob", new RawSocket(server.port(), path(meeting), basic, bobs));
            refused(new RawSocket(server.port(), path(meeting), basic), 401, "UNAUTHENTICATED");
        }

        private void isOf(String person, RawSocket socket) throws IOException {
            try (socket) {
                assertThat(socket.sees("welcome").path("user_id").asString()).isEqualTo(person);
            }
        }

        @Test
        void refusesATokenAmongSubprotocolsThatItCannotAgreeTo() throws IOException {
            String protocol = "Sec-WebSocket-Protocol: bearer." + alice.token();
            refused(
                    new RawSocket(server.port(), path(running()), protocol),
                    400,
                    "VALIDATION_FAILED");
        }

        @Test
        void refusesWithTheEnvelopeBeforeTheUpgrade() throws IOException {
            String meeting = running();
            refused(new RawSocket(server.port(), path(meeting)), 401, "UNAUTHENTICATED");
            refused(
                    new RawSocket(server.port(), path(meeting) + "?token=rubbish"),
                    401,
                    "UNAUTHENTICATED");
            refused(raw(alice, UNKNOWN), 404, "MEETING_NOT_FOUND");
            refused(raw(alice, "rubbish"), 404, "MEETING_NOT_FOUND");
            refused(
                    raw(alice, meeting, "Origin: https://foreign.example"),
                    403,
                    "INSUFFICIENT_PERMISSION");
            refused(
                    new RawSocket(
                            server.port(),
                            path(meeting) + "?connection_id=%20&token=" + alice.token()),
                    400,
                    "VALIDATION_FAILED");
            Person.Reply plain = alice.get(path(meeting));
            assertThat(plain.status()).isEqualTo(400);
            assertThat(plain.code()).isEqualTo("VALIDATION_FAILED");
            Person.Reply posted = alice.post(path(meeting), null);
            assertThat(posted.status()).isEqualTo(405);
            assertThat(posted.header("Allow")).isEqualTo("GET");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Upgrade: h2c",
                    "Connection: keep-alive",
                    "Connection: upgraded",
                    "Connection:",
                    "Sec-WebSocket-Version: 8",
                    "Sec-WebSocket-Key:",
                    "Sec-WebSocket-Key: no Base64",
                    "Sec-WebSocket-Key: c2hvcnQ="
                })
        void refusesWhatIsNoUpgradeByTheHeaderThatSaysSo(String line) throws IOException {
            try (RawSocket socket = raw(alice, running(), line)) {
                assertThat(socket.status()).isEqualTo(400);
                JsonNode body = socket.body();
                assertThat(body.path("code").asString()).isEqualTo("VALIDATION_FAILED");
                String header = line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT);
                assertThat(body.path("details").has(header)).isTrue();
            }
        }

        @Test
        void takesAnUpgradeAmongOtherWishesForTheConnection() throws IOException {
            try (RawSocket socket = raw(alice, running(), "Connection: keep-alive, upgrade")) {
                socket.sees("welcome");
            }
        }

        @Test
        void letsPagesOfTheSameAndOfAllowedOriginsIn() throws IOException {
            String meeting = running();
            String own = "Origin: http://127.0.0.1:" + server.port();
            try (RawSocket same = raw(alice, meeting, own);
                    RawSocket friend = raw(alice, meeting, "Origin: https://friend.example")) {
                same.sees("welcome");
                friend.sees("welcome");
            }
        }

        private void refused(RawSocket socket, int status, String code) throws IOException {
            try (socket) {
                assertThat(socket.status()).isEqualTo(status);
                JsonNode body = socket.body();
                assertThat(body.path("status").asString()).isEqualTo("error");
                assertThat(body.path("code").asString()).isEqualTo(code);
            }
        }
    }

    @Nested
    class Answers {

        @Test
        void areInOrderAndCarryTheClientsId() throws IOException {
            try (RawSocket socket = raw(alice, running())) {
                socket.sendText("{\"type\":\"chat\",\"id\":1,\"data\":{\"content\":\"one\"}}");
                socket.sendText("{\"type\":\"chat\",\"id\":\"b\",\"data\":{\"content\":\"\"}}");
                socket.sendText("{\"type\":\"hand_raise\",\"id\":3,\"data\":{}}");
                socket.sendText(
                        "{\"type\":\"reaction\",\"id\":4,\"data\":{\"reaction_type\":\"thumbs_up\"}}");
                assertThat(socket.sees("ack").path("id").asInt()).isEqualTo(1);
                assertThat(socket.sees("error").path("id").asString()).isEqualTo("b");
                JsonNode hand = socket.sees("error");
                assertThat(hand.path("id").asInt()).isEqualTo(3);
                assertThat(hand.at("/data/details/is_hand_raised").isMissingNode()).isFalse();
                assertThat(socket.sees("ack").path("id").asInt()).isEqualTo(4);
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "1.5",
                    "true",
                    "{}",
                    "[1]",
                    "\"\\u0000\"",
                    "\"\\ud800\"",
                    "\"123456789 123456789 123456789 123456789 123456789 123456789 123456789"
                            + " 123456789 123456789 123456789 123456789 123456789 123456789\""
                })
        void refuseIdsThatTheyCannotCarry(String id) throws IOException {
            try (RawSocket socket = raw(alice, running())) {
                for (int i = 0; i < 11; i++) { // as often as you like
                    socket.sendText(
                            "{\"type\":\"chat\",\"id\":" + id + ",\"data\":{\"content\":\"one\"}}");
                    JsonNode error = socket.sees("error");
                    assertThat(error.has("id")).isFalse();
                    assertThat(error.at("/data/code").asString()).isEqualTo("VALIDATION_FAILED");
                    assertThat(error.at("/data/details/id").isMissingNode()).isFalse();
                }
                socket.sendText("{\"type\":\"ping\",\"id\":null}");
                assertThat(socket.sees("pong").has("id")).isFalse();
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"\\u0000", "\\ud800", "\\udc00x"})
        void carryTheIdAlsoWhereTextCannotBeStored(String text) throws IOException {
            try (RawSocket socket = raw(alice, running())) {
                socket.sendText(
                        "{\"type\":\"chat\",\"id\":5,\"data\":{\"content\":\"" + text + "\"}}");
                JsonNode error = socket.sees("error");
                assertThat(error.path("id").asInt()).isEqualTo(5);
                assertThat(error.at("/data/details/content").isMissingNode()).isFalse();
            }
        }

        @Test
        void sayNothingOfFramesWithoutId() throws IOException {
            try (RawSocket socket = raw(alice, running())) {
                socket.sendText("{\"type\":\"chat\",\"data\":{\"content\":\"one\"}}");
                socket.sendText("{\"type\":\"ping\"}");
                JsonNode pong = socket.sees("pong");
                assertThat(pong.has("id")).isFalse();
                socket.sendText("{\"type\":\"leave\",\"id\":9}");
                assertThat(socket.sees("ack").path("id").asInt()).isEqualTo(9);
            }
        }

        @Test
        void neverBelieveWhoAFrameSaysItIsFrom() throws IOException {
            String meeting = running();
            bob.joins(meeting);
            try (RawSocket socket = raw(bob, meeting)) {
                socket.sendText(
                        "{\"type\":\"chat\",\"user_id\":\"alice\",\"data\":{\"content\":\"I am"
                                + " alice\",\"sender_id\":\"alice\",\"sender_name\":\"Alice\"}}");
                JsonNode chat = socket.sees("chat");
                assertThat(chat.path("user_id").asString()).isEqualTo("bob");
                assertThat(chat.at("/data/sender_id").asString()).isEqualTo("bob");
                assertThat(chat.at("/data/sender_name").asString()).isEqualTo("Name of bob");
            }
        }
    }

    @Nested
    class WhatIsSeen {

        @Test
        void beforeJoiningIsTheStartAndTheEndAlone() {
            String meeting = alice.creates("Hearing");
            try (Socket watching = bob.watches(meeting)) {
                JsonNode welcome = watching.sees("welcome");
                assertThat(welcome.at("/data/snapshot").isMissingNode()).isTrue();
                assertThat(welcome.at("/data/you/present").asBoolean(true)).isFalse();
                alice.starts(meeting);
                alice.joins(meeting);
                alice.says(meeting, "not for bob");
                alice.ends(meeting);
                assertThat(watching.next().path("type").asString()).isEqualTo("meeting_started");
                JsonNode end = watching.next();
                assertThat(end.path("type").asString()).isEqualTo("meeting_ended");
                assertThat(watching.next().path("type").asString()).isEqualTo("closing");
                assertThat(watching.closeCode()).isEqualTo(4502);
            }
        }

        @Test
        void afterJoiningOverTheSocketIsEverythingAndLeavingEndsThatSession() {
            String meeting = running();
            try (Socket socket = bob.watches(meeting)) {
                socket.sees("welcome");
                socket.sends(
                        Map.of(
                                "type",
                                "join",
                                "id",
                                "j",
                                "data",
                                Map.of(
                                        "user_role",
                                        "host",
                                        "device_info",
                                        Map.of("device_type", "mobile", "browser_info", "X/1"))));
                JsonNode join = socket.sees("join");
                assertThat(join.at("/data/user_role").asString()).isEqualTo("attendee");
                assertThat(join.at("/data/device_info/device_type").asString()).isEqualTo("mobile");
                JsonNode said = afterSaying(socket, meeting);
                assertThat(said.path("prev_seq").asLong()).isEqualTo(join.path("seq").asLong());
                assertThat(alice.get(Person.path(meeting, "participants")).data().size())
                        .isEqualTo(2);
                socket.sends(Map.of("type", "leave", "id", "l"));
                assertThat(socket.sees("leave").at("/data/reason").asString()).isEqualTo("left");
                assertThat(alice.get(Person.path(meeting, "participants")).data().size())
                        .isEqualTo(1);
            }
        }

        private JsonNode afterSaying(Socket socket, String meeting) {
            alice.says(meeting, "Hello Bob");
            return socket.sees("chat");
        }

        @Test
        void inTheWaitingRoomIsTheHostsDecisionAlone() {
            String meeting =
                    alice.creates(
                            Map.of(
                                    "title",
                                    "Door",
                                    "policy",
                                    Map.of("require_waiting_room", true)));
            alice.starts(meeting);
            alice.joins(meeting);
            try (Socket door = bob.watches(meeting)) {
                door.sees("welcome");
                door.sends(Map.of("type", "join", "id", "j"));
                List<JsonNode> told = List.of(door.next(), door.next()); // in either order
                assertThat(told.stream().map(frame -> frame.path("type").asString()))
                        .containsExactlyInAnyOrder("waiting_room", "error");
                assertThat(told.stream().map(frame -> frame.at("/data/code").asString("")))
                        .contains("WAITING_ROOM_REQUIRED");
                alice.says(meeting, "not for the door");
                String participant =
                        alice.get(Person.path(meeting, "waiting-room"))
                                .data()
                                .get(0)
                                .path("participant_id")
                                .asString();
                alice.post(Person.path(meeting, "waiting-room/" + participant + "/deny"), null);
                assertThat(door.next().at("/data/state").asString()).isEqualTo("denied");
                alice.post(Person.path(meeting, "waiting-room/" + participant + "/admit"), null);
                assertThat(door.next().at("/data/state").asString()).isEqualTo("admitted");
                door.sends(Map.of("type", "join", "id", "again"));
                assertThat(door.sees("join").path("user_id").asString()).isEqualTo("bob");
            }
        }

        @Test
        void inABreakoutRoomIsItsChatAndThatOfTheHall() {
            String meeting = running();
            Person carol = server.person("carol");
            bob.joins(meeting);
            carol.joins(meeting);
            Person.Reply rooms =
                    alice.post(Person.path(meeting, "breakout-rooms"), Map.of("room_count", 1));
            String room = rooms.data().get(0).path("room_id").asString();
            try (Socket inside = bob.watches(meeting);
                    Socket hall = carol.watches(meeting)) {
                inside.sees("welcome");
                hall.sees("welcome");
                alice.post(
                        Person.path(meeting, "breakout-rooms/assign"),
                        Map.of("participant_user_id", "bob", "breakout_room_id", room));
                assertThat(inside.sees("breakout_assigned").path("user_id").asString())
                        .isEqualTo("bob");
                bob.says(meeting, "in the room");
                alice.says(meeting, "in the hall");
                assertThat(inside.sees("chat").at("/data/content").asString())
                        .isEqualTo("in the room");
                assertThat(inside.sees("chat").at("/data/content").asString())
                        .isEqualTo("in the hall");
                assertThat(hall.sees("chat").at("/data/content").asString())
                        .isEqualTo("in the hall");
            }
        }

        @Test
        void ofWhatWasSaidInARoomIsForThoseWhoHeardItWhateverBecomesOfIt() {
            String meeting = running();
            Person carol = server.person("carol");
            Person dave = server.person("dave");
            List.of(bob, carol, dave).forEach(person -> person.joins(meeting));
            String room =
                    alice.post(Person.path(meeting, "breakout-rooms"), Map.of("room_count", 1))
                            .data()
                            .get(0)
                            .path("room_id")
                            .asString();
            assigns(meeting, "bob", room);
            assigns(meeting, "carol", room);
            try (Socket heard = carol.watches(meeting);
                    Socket came = dave.watches(meeting)) {
                heard.sees("welcome");
                came.sees("welcome");
                String message =
                        bob.says(meeting, "between us").data().path("message_id").asString();
                heard.sees("chat");
                carol.post(Person.path(meeting, "breakout-rooms/leave"), null);
                assigns(meeting, "dave", room);
                bob.call(
                        "PATCH",
                        Person.path(meeting, "chat/" + message),
                        Map.of("content", "still between us"));
                bob.call("DELETE", Person.path(meeting, "chat/" + message), null);
                bob.says(meeting, "for all in the room");
                assertThat(heard.sees("chat").at("/data/content").asString())
                        .isEqualTo("still between us");
                assertThat(heard.sees("chat").at("/data/is_deleted").asBoolean()).isTrue();
                assertThat(came.sees("chat").at("/data/content").asString())
                        .isEqualTo("for all in the room");
            }
        }

        private void assigns(String meeting, String user, String room) {
            alice.post(
                    Person.path(meeting, "breakout-rooms/assign"),
                    Map.of("participant_user_id", user, "breakout_room_id", room));
        }

        @Test
        void ofAnEndedMeetingIsTheWelcomeAndTheClose() throws IOException {
            String meeting = running();
            alice.ends(meeting);
            try (RawSocket socket = raw(alice, meeting)) {
                assertThat(socket.sees("welcome").at("/data/seq").asInt()).isEqualTo(3);
                assertThat(socket.closeCode()).isEqualTo(4502);
            }
        }

        @Test
        void byOneWhoIsBlockedEndsAtOnce() {
            String meeting = running();
            bob.joins(meeting);
            try (Socket socket = bob.watches(meeting)) {
                socket.sees("welcome");
                alice.post(
                        Person.path(meeting, "security/policy"),
                        Map.of("blocked_users", List.of("bob")));
                socket.sees("removed");
                assertThat(socket.closeCode()).isEqualTo(4501);
            }
        }
    }

    @Nested
    class Renewal {

        @Test
        void takesANewTokenOfTheSamePersonOnly() {
            String meeting = running();
            try (Socket socket = alice.watches(meeting)) {
                socket.sends(
                        Map.of("type", "auth", "id", 1, "data", Map.of("token", alice.token())));
                assertThat(socket.sees("ack").path("id").asInt()).isEqualTo(1);
                socket.sends(Map.of("type", "auth", "id", 2, "data", Map.of("token", bob.token())));
                assertThat(socket.sees("error").at("/data/code").asString())
                        .isEqualTo("INSUFFICIENT_PERMISSION");
                socket.sends(Map.of("type", "auth", "id", 3, "data", Map.of("token", "rubbish")));
                assertThat(socket.sees("error").at("/data/code").asString())
                        .isEqualTo("UNAUTHENTICATED");
            }
        }
    }

    @Test
    void aReaderThatStallsIsClosedAndNobodyElseWaits() throws IOException {
        String meeting = running();
        bob.joins(meeting);
        try (Socket quick = alice.watches(meeting);
                RawSocket stalled = raw(bob, meeting)) {
            quick.sees("welcome");
            stalled.sees("welcome");
            String line = "\uD83D\uDD4A".repeat(4_000); // four bytes each
            int lines = 0;
            double before = dropped("too_slow");
            while (dropped("too_slow") == before) {
                assertThat(lines).as("lines until the stalled reader is closed").isLessThan(2_000);
                assertThat(alice.says(meeting, line).status()).isEqualTo(200);
                lines++;
            }
            assertThat(quick.sees("chat", lines)).hasSize(lines);
        }
    }

    @Test
    void whoAnswersNoPingIsClosedWith4002(@TempDir Path other) throws IOException {
        try (Server impatient =
                Server.on(
                        other,
                        Map.of(
                                "minutebook.websocket.ping-interval",
                                "100ms",
                                "minutebook.websocket.pong-timeout",
                                "100ms"))) {
            Person host = impatient.person("alice");
            String meeting = host.creates("Silent");
            try (Socket polite = host.watches(meeting);
                    RawSocket silent =
                            new RawSocket(
                                    impatient.port(), path(meeting) + "?token=" + host.token())) {
                assertThat(silent.closeCode()).isEqualTo(4002);
                polite.sees("welcome");
                polite.sends(Map.of("type", "ping", "id", 1));
                polite.sees("pong");
            }
        }
    }

    @Test
    void closedConnectionsAreForgotten() {
        String meeting = running();
        double before = openSockets();
        Socket one = alice.watches(meeting);
        one.sees("welcome");
        assertThat(openSockets()).isEqualTo(before + 1);
        one.close();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(openSockets()).isEqualTo(before));
    }

    private double openSockets() {
        return metric("minutebook_sockets_open");
    }

    private double dropped(String reason) {
        return metric("minutebook_sockets_dropped_total{reason=\"" + reason + "\"}");
    }

    private double metric(String name) {
        return server.anonymous()
                .get("/actuator/prometheus")
                .text()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(0);
    }
}
