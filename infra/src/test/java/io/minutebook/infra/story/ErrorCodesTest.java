package io.minutebook.infra.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.infra.story.Person.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Each code that can be provoked is, over HTTP, and leaves no event behind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErrorCodesTest {

    private static final String UNKNOWN = "01HXYZ0000000000000000000Z";

    @TempDir static Path data;
    private Server server;
    private Person alice;
    private Person bob;
    private Person mallory;

    @BeforeAll
    void open() {
        server = Server.on(data, Map.of("minutebook.livekit.url", " "));
        alice = server.person("alice");
        bob = server.person("bob");
        mallory = server.person("mallory");
    }

    @AfterAll
    void close() {
        server.close();
    }

    @Test
    void unauthenticated() {
        Reply reply = server.anonymous().get("/api/v1/meetings");
        refused(reply, 401, "UNAUTHENTICATED");
        assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @Test
    void whatIsNotThere() {
        refused(alice.get("/nowhere"), 404, "NOT_FOUND");
        refused(alice.starts(UNKNOWN), 404, "MEETING_NOT_FOUND");
        refused(alice.get(Person.path("not-an-id", "status")), 404, "MEETING_NOT_FOUND");
        String meeting = running(Map.of());
        refused(
                alice.post(Person.path(meeting, "waiting-room/" + UNKNOWN + "/admit"), null),
                404,
                "PARTICIPANT_NOT_FOUND");
        refused(bob.says(meeting, "not in"), 404, "PARTICIPANT_NOT_FOUND");
        alice.post(Person.path(meeting, "breakout-rooms"), Map.of("room_count", 1));
        refused(assign(meeting, "alice", UNKNOWN), 404, "NOT_FOUND");
    }

    @Test
    void howItIsAsked() {
        String meeting = running(Map.of());
        Reply method = alice.call("DELETE", Person.path(meeting, "start"), null);
        refused(method, 405, "METHOD_NOT_ALLOWED");
        assertThat(method.header("Allow")).contains("POST");
        refused(
                alice.post(Person.path(meeting, "chat"), "{\"content\":"),
                400,
                "VALIDATION_FAILED");
        refused(
                alice.post(
                        Person.path(meeting, "chat"), "{\"content\":7,\"message_type\":\"text\"}"),
                400,
                "VALIDATION_FAILED");
        refused(
                alice.post(
                        Person.path(meeting, "chat"),
                        "{\"content\":\"a\",\"content\":\"b\",\"message_type\":\"text\"}"),
                400,
                "VALIDATION_FAILED");
        refused(alice.says(meeting, "x".repeat(300_000)), 413, "PAYLOAD_TOO_LARGE");
        Reply room =
                alice.post(
                        Person.path(meeting, "breakout-rooms"),
                        "{\"room_count\":1,\"rooms\":[{\"name\":7}]}");
        refused(room, 400, "VALIDATION_FAILED");
        assertThat(room.json().path("details").has("rooms[0].name")).as(room.text()).isTrue();
    }

    @Test
    void whereTheMeetingStands() {
        String meeting = alice.creates("States");
        refused(alice.joins(meeting), 400, "MEETING_NOT_ACTIVE");
        refused(alice.ends(meeting), 400, "MEETING_NOT_ACTIVE");
        alice.starts(meeting);
        refused(alice.starts(meeting), 409, "MEETING_ALREADY_ACTIVE");
        refused(alice.call("DELETE", "/api/v1/meetings/" + meeting, null), 409, "CONFLICT");
        alice.ends(meeting);
        refused(alice.starts(meeting), 410, "MEETING_ENDED");
        refused(bob.joins(meeting), 410, "MEETING_ENDED");
        String cancelled = alice.creates("Off");
        assertThat(alice.call("DELETE", "/api/v1/meetings/" + cancelled, null).status())
                .isEqualTo(200);
        refused(alice.starts(cancelled), 400, "MEETING_NOT_STARTABLE");
    }

    @Test
    void whoAsks() {
        String meeting = running(Map.of());
        refused(mallory.ends(meeting), 403, "INSUFFICIENT_PERMISSION");
        refused(mallory.get(Person.path(meeting, "status")), 403, "INSUFFICIENT_PERMISSION");
        refused(mallory.get(Person.path(meeting, "history")), 403, "INSUFFICIENT_PERMISSION");
        bob.joins(meeting);
        refused(
                bob.post(Person.path(meeting, "token"), Map.of("user_id", "alice")),
                403,
                "INSUFFICIENT_PERMISSION");
        refused(
                bob.post(Person.path(meeting, "security/policy"), Map.of()),
                403,
                "INSUFFICIENT_PERMISSION");
    }

    @Test
    void whatThePolicyForbids() {
        refused(bob.joins(running(Map.of("blocked_users", List.of("bob")))), 403, "USER_BLOCKED");
        refused(
                bob.joins(running(Map.of("allowed_domains", List.of("example.com")))),
                403,
                "DOMAIN_NOT_ALLOWED");
        Person guest = server.person("gast", Map.of("guest", true));
        refused(guest.joins(running(Map.of())), 403, "ANONYMOUS_NOT_ALLOWED");
        refused(bob.joins(running(Map.of("lock_meeting", true))), 403, "MEETING_LOCKED");
        refused(bob.joins(running(Map.of("max_participants", 1))), 403, "MAX_PARTICIPANTS_REACHED");
        String secret = running(Map.of("require_password", true, "password", "correct horse"));
        refused(bob.joins(secret), 403, "PASSWORD_REQUIRED");
        refused(
                bob.post(Person.path(secret, "join"), Map.of("password", "wrong horse")),
                403,
                "PASSWORD_REQUIRED");
        assertThat(
                        bob.post(Person.path(secret, "join"), Map.of("password", "correct horse"))
                                .status())
                .isEqualTo(200);
        assertThat(alice.get(Person.path(secret, "history")).text())
                .doesNotContain("correct horse");
        String silent =
                running(
                        Map.of(
                                "chat_permissions",
                                "none",
                                "screen_share_permissions",
                                "host",
                                "disable_camera",
                                true));
        bob.joins(silent);
        refused(bob.says(silent, "hush"), 403, "CHAT_DISABLED");
        refused(status(bob, silent, "is_screen_sharing"), 403, "SCREEN_SHARE_DISABLED");
        refused(status(bob, silent, "is_video_enabled"), 403, "CAMERA_DISABLED");
    }

    @Test
    void theWaitingRoom() {
        String meeting = running(Map.of("require_waiting_room", true));
        Reply waiting = bob.joins(meeting);
        refused(waiting, 202, "WAITING_ROOM_REQUIRED");
        refused(bob.says(meeting, "let me in"), 403, "INSUFFICIENT_PERMISSION");
        refused(bob.post(Person.path(meeting, "token"), null), 202, "WAITING_ROOM_REQUIRED");
        String participant = waiting.data().path("participant_id").asString();
        alice.post(Person.path(meeting, "waiting-room/" + participant + "/deny"), null);
        refused(bob.joins(meeting), 403, "JOIN_DENIED");
        alice.post(Person.path(meeting, "waiting-room/" + participant + "/admit"), null);
        assertThat(bob.joins(meeting).status()).isEqualTo(200);
    }

    @Test
    void whatIsTaken() {
        String meeting = running(Map.of());
        bob.joins(meeting);
        Reply rooms =
                alice.post(
                        Person.path(meeting, "breakout-rooms"),
                        Map.of(
                                "room_count",
                                1,
                                "rooms",
                                List.of(Map.of("name", "One", "capacity", 1))));
        String room = rooms.data().get(0).path("room_id").asString();
        assertThat(assign(meeting, "bob", room).status()).isEqualTo(200);
        refused(assign(meeting, "alice", room), 403, "BREAKOUT_ROOM_FULL");
        refused(
                alice.post(Person.path(meeting, "breakout-rooms"), Map.of("room_count", 1)),
                409,
                "CONFLICT");
        refused(
                alice.post(
                        Person.path(meeting, "security/policy"),
                        Map.of("blocked_users", List.of("alice"))),
                409,
                "CONFLICT");
    }

    @Test
    void withoutLiveKit() {
        String meeting = running(Map.of());
        bob.joins(meeting);
        refused(bob.post(Person.path(meeting, "token"), null), 500, "LIVEKIT_TOKEN_ERROR");
    }

    @Test
    void tooMany(@TempDir Path other) {
        try (Server limited =
                Server.on(other, Map.of("minutebook.rate-limit.management", "2/1h"))) {
            Person host = limited.person("alice");
            Reply first = host.post("/api/v1/meetings", Map.of("title", "1"));
            assertThat(first.header("X-RateLimit-Limit")).isEqualTo("2");
            assertThat(first.header("X-RateLimit-Remaining")).isEqualTo("1");
            refused(host.post("/api/v1/meetings", "{"), 400, "VALIDATION_FAILED");
            Reply third = host.post("/api/v1/meetings", Map.of("title", "3"));
            refused(third, 429, "RATE_LIMIT_EXCEEDED");
            assertThat(third.json().at("/details/limit").asInt()).isEqualTo(2);
            assertThat(third.json().at("/details/window").asInt()).isEqualTo(3600);
            assertThat(third.header("Retry-After")).matches("\\d+");
            assertThat(
                            limited.person("bob")
                                    .post("/api/v1/meetings", Map.of("title", "mine"))
                                    .status())
                    .isEqualTo(201);
        }
    }

    @Test
    void refusalsLeaveNoEvent() {
        String meeting = running(Map.of("lock_meeting", true));
        int before = alice.get(Person.path(meeting, "history")).data().size();
        bob.joins(meeting);
        mallory.ends(meeting);
        alice.starts(meeting);
        bob.says(meeting, "no");
        assertThat(alice.get(Person.path(meeting, "history")).data().size()).isEqualTo(before);
    }

    private String running(Map<String, Object> policy) {
        String meeting = alice.creates(Map.of("title", "Codes", "policy", policy));
        alice.starts(meeting);
        assertThat(alice.joins(meeting).status()).isEqualTo(200);
        return meeting;
    }

    private Reply status(Person person, String meeting, String flag) {
        return person.put(Person.path(meeting, "participants/status"), Map.of(flag, true));
    }

    private Reply assign(String meeting, String user, String room) {
        return alice.post(
                Person.path(meeting, "breakout-rooms/assign"),
                Map.of(
                        "participant_user_id",
                        user,
                        "breakout_room_id",
                        room,
                        "assignment_type",
                        "manual"));
    }

    private static void refused(Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.json().path("status").asString()).isEqualTo("error");
        assertThat(reply.json().path("message").asString("")).isNotBlank();
        assertThat(reply.json().path("details").isObject()).isTrue();
    }
}
