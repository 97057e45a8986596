package io.minutebook.infra.story;

import static io.minutebook.infra.story.Given.body;
import static io.minutebook.infra.story.Given.count;
import static io.minutebook.infra.story.Given.done;
import static io.minutebook.infra.story.Given.joined;
import static io.minutebook.infra.story.Given.listed;
import static io.minutebook.infra.story.Given.moderates;
import static io.minutebook.infra.story.Given.refused;
import static io.minutebook.infra.story.Given.running;
import static io.minutebook.infra.story.Given.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.infra.story.Person.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What hosts do with others in the meeting, and what nobody else can. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModerationStoryTest {

    @TempDir static Path data;
    private Server server;
    private Person alice;
    private Person bob;
    private Person carol;
    private String meeting;
    private String alicesId;
    private String bobsId;
    private String carolsId;

    @BeforeAll
    void open() {
        server = Server.on(data);
        alice = server.person("alice");
        bob = server.person("bob");
        carol = server.person("carol");
    }

    @AfterAll
    void close() {
        server.close();
    }

    @BeforeEach
    void meet() {
        meeting = running(alice);
        alicesId = joined(alice, meeting);
        bobsId = joined(bob, meeting);
        carolsId = joined(carol, meeting);
    }

    @Test
    void aHostMutesOneAndEverybodySeesIt() {
        try (Socket screen = carol.watches(meeting)) {
            screen.sees("welcome");
            Reply muted = moderates(alice, meeting, bobsId, "mute");
            done(muted);
            assertThat(muted.data().path("user_id").asString()).isEqualTo("bob");
            assertThat(muted.data().path("is_muted").asBoolean(false)).isTrue();
            JsonNode update = screen.sees("participant_update");
            assertThat(update.path("user_id").asString()).isEqualTo("bob");
            assertThat(update.at("/data/is_muted").asBoolean(false)).isTrue();
        }
        assertThat(listed(bob, meeting, "bob").path("is_muted").asBoolean(false)).isTrue();
        done(moderates(alice, meeting, bobsId, "mute"));
        assertThat(count(alice, meeting, "participant.status_changed")).isEqualTo(1);
        done(bob.put(Person.path(meeting, "participants/status"), Map.of("is_muted", false)));
    }

    @Test
    void aHostStopsVideoAndLowersHands() {
        bob.put(Person.path(meeting, "participants/status"), Map.of("is_hand_raised", true));
        done(moderates(alice, meeting, bobsId, "stop-video"));
        done(moderates(alice, meeting, bobsId, "lower-hand"));
        JsonNode shown = listed(alice, meeting, "bob");
        assertThat(shown.path("is_video_enabled").asBoolean(true)).isFalse();
        assertThat(shown.path("is_hand_raised").asBoolean(true)).isFalse();
        done(moderates(alice, meeting, bobsId, "stop-video"));
        done(moderates(alice, meeting, bobsId, "lower-hand"));
        assertThat(count(alice, meeting, "participant.status_changed")).isEqualTo(3);
    }

    @Test
    void muteAllSparesHostsAndIsOneEvent() {
        role(bobsId, "co_host");
        Person dave = server.person("dave");
        joined(dave, meeting);
        Reply muted = alice.post(Person.path(meeting, "participants/mute-all"), null);
        done(muted);
        assertThat(texts(muted.data().path("user_ids"))).containsExactly("carol", "dave");
        assertThat(listed(alice, meeting, "alice").path("is_muted").asBoolean(true)).isFalse();
        assertThat(listed(alice, meeting, "bob").path("is_muted").asBoolean(true)).isFalse();
        assertThat(listed(alice, meeting, "carol").path("is_muted").asBoolean(false)).isTrue();
        assertThat(listed(alice, meeting, "dave").path("is_muted").asBoolean(false)).isTrue();
        assertThat(count(alice, meeting, "participant.status_changed")).isEqualTo(1);
        Reply again = alice.post(Person.path(meeting, "participants/mute-all"), null);
        assertThat(again.data().path("user_ids").size()).isZero();
        assertThat(count(alice, meeting, "participant.status_changed")).isEqualTo(1);
    }

    @Test
    void attendeesModerateNobody() {
        for (String act : List.of("mute", "stop-video", "lower-hand", "remove")) {
            refused(moderates(bob, meeting, carolsId, act), 403, "INSUFFICIENT_PERMISSION");
            refused(moderates(bob, meeting, bobsId, act), 403, "INSUFFICIENT_PERMISSION");
        }
        refused(
                bob.post(Person.path(meeting, "participants/mute-all"), null),
                403,
                "INSUFFICIENT_PERMISSION");
        refused(
                bob.call("DELETE", Person.path(meeting, "bans/carol"), null),
                403,
                "INSUFFICIENT_PERMISSION");
    }

    @Test
    void nobodyMakesThemselvesAHost() {
        refused(
                moderates(bob, meeting, bobsId, "role", Map.of("role", "host")),
                403,
                "INSUFFICIENT_PERMISSION");
        done(
                bob.put(
                        Person.path(meeting, "participants/status"),
                        body("is_muted", true, "role", "host", "user_id", "alice")));
        assertThat(listed(alice, meeting, "bob").path("role").asString()).isEqualTo("attendee");
        role(bobsId, "co_host");
        refused(
                moderates(bob, meeting, bobsId, "role", Map.of("role", "host")),
                403,
                "INSUFFICIENT_PERMISSION");
        refused(
                moderates(bob, meeting, carolsId, "role", Map.of("role", "co_host")),
                403,
                "INSUFFICIENT_PERMISSION");
    }

    @Test
    void coHostsActOnAllButHosts() {
        role(bobsId, "co_host");
        done(moderates(bob, meeting, carolsId, "mute"));
        for (String act : List.of("mute", "stop-video", "lower-hand", "remove")) {
            refused(moderates(bob, meeting, alicesId, act), 403, "INSUFFICIENT_PERMISSION");
        }
        role(carolsId, "co_host");
        done(moderates(bob, meeting, carolsId, "remove"));
    }

    @Test
    void theLastHostStaysOne() {
        refused(
                moderates(alice, meeting, alicesId, "role", Map.of("role", "attendee")),
                403,
                "INSUFFICIENT_PERMISSION");
        role(bobsId, "host");
        done(moderates(bob, meeting, alicesId, "role", Map.of("role", "attendee")));
        refused(
                moderates(alice, meeting, bobsId, "role", Map.of("role", "attendee")),
                403,
                "INSUFFICIENT_PERMISSION");
        refused(
                moderates(bob, meeting, bobsId, "role", Map.of("role", "attendee")),
                403,
                "INSUFFICIENT_PERMISSION");
        assertThat(listed(bob, meeting, "bob").path("role").asString()).isEqualTo("host");
    }

    @Test
    void removedPeopleMayComeBackAndBannedOnesNot() {
        try (Socket bobs = bob.watches(meeting)) {
            bobs.sees("welcome");
            done(moderates(alice, meeting, bobsId, "remove"));
            assertThat(bobs.sees("removed").at("/data/banned").asBoolean(true)).isFalse();
            assertThat(bobs.closeCode()).isEqualTo(4501);
        }
        refused(bob.says(meeting, "still here?"), 404, "PARTICIPANT_NOT_FOUND");
        refused(moderates(alice, meeting, bobsId, "remove"), 404, "PARTICIPANT_NOT_FOUND");
        assertThat(joined(bob, meeting)).isEqualTo(bobsId);
        Reply banned = moderates(alice, meeting, bobsId, "remove", Map.of("ban", true));
        done(banned);
        assertThat(banned.data().path("banned").asBoolean(false)).isTrue();
        refused(bob.joins(meeting), 403, "USER_BLOCKED");
        refused(bob.get(Person.path(meeting, "chat")), 403, "INSUFFICIENT_PERMISSION");
        assertThat(Given.meetings(bob)).doesNotContain(meeting);
        done(moderates(alice, meeting, bobsId, "remove", Map.of("ban", true)));
        assertThat(count(alice, meeting, "participant.removed")).isEqualTo(2);
        done(alice.call("DELETE", Person.path(meeting, "bans/bob"), null));
        done(alice.call("DELETE", Person.path(meeting, "bans/bob"), null));
        assertThat(count(alice, meeting, "participant.unbanned")).isEqualTo(1);
        assertThat(Given.meetings(bob)).contains(meeting);
        assertThat(joined(bob, meeting)).isEqualTo(bobsId);
        refused(
                alice.call("DELETE", Person.path(meeting, "bans/stranger"), null),
                404,
                "PARTICIPANT_NOT_FOUND");
    }

    @Test
    void hostsAreNeitherBannedNorDoTheyRemoveThemselves() {
        role(bobsId, "co_host");
        refused(moderates(alice, meeting, bobsId, "remove", Map.of("ban", true)), 409, "CONFLICT");
        refused(moderates(alice, meeting, alicesId, "remove"), 409, "CONFLICT");
        role(bobsId, "attendee");
        done(moderates(alice, meeting, bobsId, "remove", Map.of("ban", true)));
        refused(
                moderates(alice, meeting, bobsId, "role", Map.of("role", "co_host")),
                409,
                "CONFLICT");
    }

    @Test
    void removalFromTheMeetingLeavesTheBreakoutRoom() {
        String room =
                alice.post(Person.path(meeting, "breakout-rooms"), Map.of("room_count", 1))
                        .data()
                        .get(0)
                        .path("room_id")
                        .asString();
        done(
                alice.post(
                        Person.path(meeting, "breakout-rooms/assign"),
                        Map.of("participant_user_id", "bob", "breakout_room_id", room)));
        done(moderates(alice, meeting, bobsId, "remove"));
        assertThat(people(room)).isZero();
        joined(bob, meeting);
        assertThat(people(room)).isZero();
    }

    private int people(String room) {
        JsonNode open = alice.get(Person.path(meeting, "breakout-rooms")).data().get(0);
        assertThat(open.path("room_id").asString()).isEqualTo(room);
        return open.path("current_participants").asInt(-1);
    }

    @Test
    void whoWaitsAndBecomesACoHostIsLetIn() {
        done(Given.policy(alice, meeting, Map.of("require_waiting_room", true)));
        Person dave = server.person("dave");
        String davesId = waiting(dave, meeting);
        try (Socket door = dave.watches(meeting)) {
            door.sees("welcome");
            role(davesId, "co_host");
            assertThat(door.sees("role_changed").at("/data/role").asString()).isEqualTo("co_host");
            assertThat(door.sees("waiting_room").at("/data/state").asString())
                    .isEqualTo("admitted");
        }
        assertThat(alice.get(Person.path(meeting, "waiting-room")).data().size()).isZero();
        assertThat(joined(dave, meeting)).isEqualTo(davesId);
    }

    @Test
    void afterTheEndNobodyIsModerated() {
        alice.ends(meeting);
        refused(moderates(alice, meeting, bobsId, "mute"), 410, "MEETING_ENDED");
        refused(moderates(alice, meeting, bobsId, "remove"), 410, "MEETING_ENDED");
        refused(
                moderates(alice, meeting, bobsId, "role", Map.of("role", "co_host")),
                410,
                "MEETING_ENDED");
        refused(
                alice.post(Person.path(meeting, "participants/mute-all"), null),
                410,
                "MEETING_ENDED");
        refused(alice.call("DELETE", Person.path(meeting, "bans/bob"), null), 410, "MEETING_ENDED");
        refused(moderates(carol, meeting, bobsId, "mute"), 403, "INSUFFICIENT_PERMISSION");
    }

    private void role(String participant, String role) {
        done(moderates(alice, meeting, participant, "role", Map.of("role", role)));
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }
}
