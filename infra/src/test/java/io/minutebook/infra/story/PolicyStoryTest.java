package io.minutebook.infra.story;

import static io.minutebook.infra.story.Given.count;
import static io.minutebook.infra.story.Given.done;
import static io.minutebook.infra.story.Given.joined;
import static io.minutebook.infra.story.Given.listed;
import static io.minutebook.infra.story.Given.moderates;
import static io.minutebook.infra.story.Given.policy;
import static io.minutebook.infra.story.Given.refused;
import static io.minutebook.infra.story.Given.running;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.infra.story.Person.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What hosts allow, and that it holds for those who are there already. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PolicyStoryTest {

    private static final String SECRET = "correct horse battery";

    @TempDir static Path data;
    private Server server;
    private Person alice;
    private Person bob;
    private Person carol;

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

    @Test
    void replacesRatherThanMerges() {
        String meeting = running(alice);
        done(policy(alice, meeting, Map.of("lock_meeting", true, "max_participants", 7)));
        done(policy(alice, meeting, Map.of("mute_on_entry", true)));
        JsonNode held = alice.get(Person.path(meeting, "security/policy")).data();
        assertThat(held.path("lock_meeting").asBoolean(true)).isFalse();
        assertThat(held.path("max_participants").asInt()).isEqualTo(100);
        assertThat(held.path("mute_on_entry").asBoolean(false)).isTrue();
        assertThat(held.path("recording_permissions").asString()).isEqualTo("host");
        joined(bob, meeting);
        refused(bob.get(Person.path(meeting, "security/policy")), 403, "INSUFFICIENT_PERMISSION");
    }

    @Test
    void thePolicyInForceAppliedAgainLeavesNoTrace() {
        String meeting = running(alice);
        Map<String, Object> same = Map.of("lock_meeting", true, "blocked_users", List.of("eve"));
        done(policy(alice, meeting, same));
        done(policy(alice, meeting, same));
        assertThat(count(alice, meeting, "policy.changed")).isEqualTo(1);
    }

    @Test
    void thePasswordIsAskedForAndStandsNowhere() throws IOException {
        String meeting = running(alice, Map.of("require_password", true, "password", SECRET));
        refused(bob.joins(meeting), 403, "PASSWORD_REQUIRED");
        refused(
                bob.post(Person.path(meeting, "join"), Map.of("password", "wrong password")),
                403,
                "PASSWORD_REQUIRED");
        done(bob.post(Person.path(meeting, "join"), Map.of("password", SECRET)));
        done(policy(alice, meeting, Map.of("require_password", true)));
        done(bob.joins(meeting));
        refused(carol.joins(meeting), 403, "PASSWORD_REQUIRED");
        done(carol.post(Person.path(meeting, "join"), Map.of("password", SECRET)));
        Reply held = alice.get(Person.path(meeting, "security/policy"));
        assertThat(held.text()).doesNotContain(SECRET).doesNotContain("hash");
        assertThat(held.data().path("password_set").asBoolean(false)).isTrue();
        assertThat(alice.get(Person.path(meeting, "history")).text()).doesNotContain(SECRET);
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(SECRET);
            }
        }
    }

    @Test
    void aPasswordThatWasNeverSetCannotBeAskedFor() {
        String meeting = running(alice);
        Reply refusal = policy(alice, meeting, Map.of("require_password", true));
        refused(refusal, 400, "VALIDATION_FAILED");
        assertThat(refusal.json().path("details").has("password")).isTrue();
    }

    @Test
    void blockingSomebodyPresentRemovesThemAtOnce() {
        String meeting = running(alice);
        joined(bob, meeting);
        try (Socket bobs = bob.watches(meeting)) {
            bobs.sees("welcome");
            done(policy(alice, meeting, Map.of("blocked_users", List.of("bob"))));
            bobs.sees("removed");
            assertThat(bobs.closeCode()).isEqualTo(4501);
        }
        assertThat(listed(alice, meeting, "bob").isMissingNode()).isTrue();
        refused(bob.joins(meeting), 403, "USER_BLOCKED");
        refused(bob.get(Person.path(meeting, "participants")), 403, "INSUFFICIENT_PERMISSION");
        assertThat(Given.meetings(bob)).doesNotContain(meeting);
        refused(policy(alice, meeting, Map.of("blocked_users", List.of("alice"))), 409, "CONFLICT");
        done(policy(alice, meeting, Map.of()));
        assertThat(Given.meetings(bob)).contains(meeting);
        joined(bob, meeting);
    }

    @Test
    void domainsAndGuests() {
        String meeting = running(alice, Map.of("allowed_domains", List.of("Example.com")));
        refused(bob.joins(meeting), 403, "DOMAIN_NOT_ALLOWED");
        Map<String, Object> verified = Map.of("email", "x@EXAMPLE.COM", "email_verified", true);
        joined(server.person("verified", verified), meeting);
        refused(
                server.person("unverified", Map.of("email", "x@example.com")).joins(meeting),
                403,
                "DOMAIN_NOT_ALLOWED");
        refused(
                server.person(
                                "subdomain",
                                Map.of("email", "x@a.example.com", "email_verified", true))
                        .joins(meeting),
                403,
                "DOMAIN_NOT_ALLOWED");
        String open = running(alice);
        Person guest = server.person("guest", Map.of("guest", true));
        refused(guest.joins(open), 403, "ANONYMOUS_NOT_ALLOWED");
        done(policy(alice, open, Map.of("allow_anonymous_join", true)));
        joined(guest, open);
    }

    @Test
    void chatIsForWhomItIsAllowed() {
        String meeting = running(alice);
        joined(bob, meeting);
        done(policy(alice, meeting, Map.of("chat_permissions", "host")));
        refused(bob.says(meeting, "?"), 403, "CHAT_DISABLED");
        done(alice.says(meeting, "!"));
        done(policy(alice, meeting, Map.of("chat_permissions", "none")));
        refused(alice.says(meeting, "?"), 403, "CHAT_DISABLED");
    }

    @Test
    void whatIsNoLongerAllowedStopsAtOnce() {
        String meeting = running(alice);
        joined(bob, meeting);
        done(
                bob.put(
                        Person.path(meeting, "participants/status"),
                        Map.of("is_video_enabled", true, "is_screen_sharing", true)));
        done(
                policy(
                        alice,
                        meeting,
                        Map.of("disable_camera", true, "screen_share_permissions", "host")));
        JsonNode shown = listed(alice, meeting, "bob");
        assertThat(shown.path("is_video_enabled").asBoolean(true)).isFalse();
        assertThat(shown.path("is_screen_sharing").asBoolean(true)).isFalse();
        assertThat(listed(alice, meeting, "alice").path("is_video_enabled").asBoolean(false))
                .isTrue();
        refused(
                bob.put(
                        Person.path(meeting, "participants/status"),
                        Map.of("is_video_enabled", true)),
                403,
                "CAMERA_DISABLED");
        refused(
                bob.put(
                        Person.path(meeting, "participants/status"),
                        Map.of("is_screen_sharing", true)),
                403,
                "SCREEN_SHARE_DISABLED");
    }

    @Test
    void whoIsNoHostAnyLongerStopsWhatHostsMay() {
        String meeting = running(alice, Map.of("screen_share_permissions", "host"));
        String bobs = joined(bob, meeting);
        done(moderates(alice, meeting, bobs, "role", Map.of("role", "co_host")));
        done(
                bob.put(
                        Person.path(meeting, "participants/status"),
                        Map.of("is_screen_sharing", true)));
        done(moderates(alice, meeting, bobs, "role", Map.of("role", "attendee")));
        assertThat(listed(alice, meeting, "bob").path("is_screen_sharing").asBoolean(true))
                .isFalse();
    }

    @Test
    void alreadyThereOnesStayWhenItLocks() {
        String meeting = running(alice);
        joined(bob, meeting);
        done(policy(alice, meeting, Map.of("lock_meeting", true, "max_participants", 1)));
        done(bob.says(meeting, "still here"));
        done(bob.joins(meeting));
        refused(carol.joins(meeting), 403, "MEETING_LOCKED");
    }
}
