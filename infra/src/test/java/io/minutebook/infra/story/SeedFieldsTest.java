package io.minutebook.infra.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.infra.story.Person.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Each of the thirteen published endpoints answers with its published fields, no fewer and no
 * others.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeedFieldsTest {

    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z";

    @TempDir static Path data;
    private Server server;
    private Person alice;
    private Person bob;
    private String meeting;

    @BeforeAll
    void open() {
        server = Server.on(data);
        alice = server.person("alice");
        bob = server.person("bob");
        meeting = alice.creates("Fields");
        alice.starts(meeting);
        alice.joins(meeting);
        bob.joins(meeting);
    }

    @AfterAll
    void close() {
        server.close();
    }

    @Test
    void startAndEnd() {
        String other = alice.creates("Short");
        fields(alice.starts(other), "meeting_id", "started_by", "started_at");
        JsonNode ended =
                fields(
                        alice.ends(other),
                        "meeting_id",
                        "ended_by",
                        "ended_at",
                        "duration_minutes",
                        "duration_seconds");
        assertThat(ended.path("duration_minutes").asInt(-1)).isZero();
    }

    @Test
    void status() {
        fields(
                alice.get(Person.path(meeting, "status")),
                "meeting_id",
                "status",
                "is_active",
                "started_at",
                "ended_at",
                "attendance_count",
                "is_recording",
                "active_participants");
    }

    @Test
    void joinAndLeave() {
        Person carol = server.person("carol");
        JsonNode joined =
                fields(
                        carol.post(
                                Person.path(meeting, "join"),
                                Map.of(
                                        "connection_id",
                                        "conn_123456789",
                                        "device_type",
                                        "desktop",
                                        "join_muted",
                                        true,
                                        "join_without_video",
                                        false)),
                        "participant_id",
                        "meeting_id",
                        "user_id",
                        "role",
                        "status",
                        "is_muted",
                        "is_video_enabled",
                        "joined_at",
                        "connection_id");
        assertThat(joined.path("role").asString()).isEqualTo("attendee");
        assertThat(joined.path("is_muted").asBoolean()).isTrue();
        assertThat(joined.path("is_video_enabled").asBoolean()).isTrue();
        assertThat(joined.path("connection_id").asString()).isEqualTo("conn_123456789");
        fields(
                carol.leaves(meeting),
                "meeting_id",
                "left_at",
                "duration_minutes",
                "duration_seconds");
    }

    @Test
    void participants() {
        Reply reply = alice.get(Person.path(meeting, "participants"));
        names(
                reply.data().get(0),
                "participant_id",
                "user_id",
                "user_name",
                "role",
                "status",
                "is_muted",
                "is_video_enabled",
                "is_screen_sharing",
                "is_hand_raised",
                "joined_at",
                "device_type");
        assertThat(reply.data().get(0).path("user_name").asString()).isEqualTo("Name of alice");
    }

    @Test
    void participantStatus() {
        fields(
                bob.put(
                        Person.path(meeting, "participants/status"),
                        Map.of(
                                "is_muted",
                                false,
                                "is_hand_raised",
                                true,
                                "is_in_waiting_room",
                                false)),
                "is_muted",
                "is_video_enabled",
                "is_screen_sharing",
                "is_hand_raised",
                "is_in_waiting_room");
    }

    @Test
    void chat() {
        List<String> line =
                List.of(
                        "message_id",
                        "sender_id",
                        "sender_name",
                        "content",
                        "message_type",
                        "is_private",
                        "timestamp");
        fields(bob.says(meeting, "Hello everyone!"), line.toArray(String[]::new));
        names(alice.get(Person.path(meeting, "chat")).data().get(0), line.toArray(String[]::new));
    }

    @Test
    void breakoutRooms() {
        Reply opened =
                alice.post(
                        Person.path(meeting, "breakout-rooms"),
                        Map.of(
                                "room_count",
                                3,
                                "rooms",
                                List.of(
                                        Map.of(
                                                "name",
                                                "Breakout Room 1",
                                                "description",
                                                "Discussion",
                                                "capacity",
                                                5,
                                                "settings",
                                                Map.of(
                                                        "allow_chat",
                                                        true,
                                                        "allow_screen_share",
                                                        false))),
                                "auto_assign",
                                false,
                                "allow_participants_to_choose",
                                true,
                                "allow_participants_to_return",
                                true,
                                "time_limit_minutes",
                                30));
        assertThat(opened.status()).as(opened.text()).isEqualTo(200);
        assertThat(opened.data().size()).isEqualTo(3);
        names(
                opened.data().get(0),
                "room_id",
                "name",
                "description",
                "capacity",
                "current_participants",
                "is_active");
        fields(
                alice.post(
                        Person.path(meeting, "breakout-rooms/assign"),
                        Map.of(
                                "participant_user_id",
                                "bob",
                                "breakout_room_id",
                                opened.data().get(0).path("room_id").asString(),
                                "assignment_type",
                                "manual")),
                "participant_user_id",
                "breakout_room_id");
    }

    @Test
    void liveKitToken() {
        JsonNode token =
                fields(
                        bob.post(
                                Person.path(meeting, "token"),
                                Map.of("user_id", "bob", "user_name", "Bob")),
                        "token",
                        "meeting_id",
                        "user_id",
                        "user_name",
                        "is_host",
                        "livekit_url");
        assertThat(token.path("is_host").asBoolean(true)).isFalse();
    }

    @Test
    void securityPolicy() {
        String other = alice.creates("Policy");
        Reply applied =
                alice.post(
                        Person.path(other, "security/policy"),
                        Map.of(
                                "require_waiting_room",
                                true,
                                "allowed_domains",
                                List.of("example.com")));
        assertThat(applied.status()).as(applied.text()).isEqualTo(200);
        assertThat(applied.json().has("data")).isTrue();
        assertThat(applied.data().isNull()).isTrue();
    }

    private static JsonNode fields(Reply reply, String... expected) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        names(reply.json(), "status", "message", "data", "timestamp");
        assertThat(reply.json().path("status").asString()).isEqualTo("success");
        assertThat(reply.json().path("timestamp").asString()).matches(TIME);
        names(reply.data(), expected);
        return reply.data();
    }

    private static void names(JsonNode object, String... expected) {
        assertThat(Set.copyOf(object.propertyNames())).isEqualTo(Set.of(expected));
    }
}
