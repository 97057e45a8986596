package io.minutebook.infra.story;

import static io.minutebook.infra.story.Given.joined;
import static io.minutebook.infra.story.Given.refused;
import static io.minutebook.infra.story.Given.running;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is asked about comes last: whether the meeting exists, the caller may, and it still goes on
 * is told first, also where the id in the path can be nobody's.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChecksOrderTest {

    private static final String UNKNOWN = "01HXYZ0000000000000000000Z";
    private static final Map<String, Object> TEXT = Map.of("content", "Hello");

    @TempDir static Path data;
    private Server server;
    private Person alice;
    private Person bob;
    private Person mallory;
    private String going;
    private String over;

    @BeforeAll
    void open() {
        server = Server.on(data);
        alice = server.person("alice");
        bob = server.person("bob");
        mallory = server.person("mallory");
        going = running(alice);
        joined(bob, going);
        over = running(alice);
        alice.ends(over);
    }

    @AfterAll
    void close() {
        server.close();
    }

    /** Acts on something, and as what it is not found. */
    static Stream<Arguments> acts() {
        String person = "PARTICIPANT_NOT_FOUND";
        Map<String, Object> nothing = Map.of();
        return Stream.of("no-id", UNKNOWN)
                .flatMap(
                        id ->
                                Stream.of(
                                        act("POST", "waiting-room/" + id + "/admit", null, person),
                                        act("POST", "waiting-room/" + id + "/deny", null, person),
                                        act("POST", "participants/" + id + "/mute", null, person),
                                        act(
                                                "POST",
                                                "participants/" + id + "/role",
                                                Map.of("role", "host"),
                                                person),
                                        act(
                                                "POST",
                                                "participants/" + id + "/remove",
                                                nothing,
                                                person),
                                        act("DELETE", "bans/a@b-" + id, null, person),
                                        act("DELETE", "bans/" + id, null, person),
                                        act(
                                                "PATCH",
                                                "breakout-rooms/" + id,
                                                Map.of("name", "Red"),
                                                "NOT_FOUND"),
                                        act(
                                                "POST",
                                                "breakout-rooms/assign",
                                                Map.of(
                                                        "participant_user_id",
                                                        "bob",
                                                        "breakout_room_id",
                                                        id),
                                                "NOT_FOUND")));
    }

    private static Arguments act(
            String method, String path, @Nullable Object body, String missing) {
        return Arguments.of(method, path, body, missing);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("acts")
    void ofHosts(String method, String path, @Nullable Object body, String missing) {
        refused(alice.call(method, in("nowhere", path), body), 404, "MEETING_NOT_FOUND");
        refused(alice.call(method, in(UNKNOWN, path), body), 404, "MEETING_NOT_FOUND");
        refused(mallory.call(method, in(going, path), body), 403, "INSUFFICIENT_PERMISSION");
        refused(bob.call(method, in(over, path), body), 403, "INSUFFICIENT_PERMISSION");
        refused(alice.call(method, in(over, path), body), 410, "MEETING_ENDED");
        refused(alice.call(method, in(going, path), body), 404, missing);
    }

    /** Acts of those who are there. */
    static Stream<Arguments> ownActs() {
        return Stream.of("no-id", UNKNOWN)
                .flatMap(
                        id ->
                                Stream.of(
                                        act("PATCH", "chat/" + id, TEXT, "NOT_FOUND"),
                                        act("DELETE", "chat/" + id, null, "NOT_FOUND"),
                                        act(
                                                "POST",
                                                "breakout-rooms/" + id + "/join",
                                                null,
                                                "NOT_FOUND")));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("ownActs")
    void ofPeople(String method, String path, @Nullable Object body, String missing) {
        refused(alice.call(method, in(UNKNOWN, path), body), 404, "MEETING_NOT_FOUND");
        refused(mallory.call(method, in(going, path), body), 404, "PARTICIPANT_NOT_FOUND");
        refused(bob.call(method, in(over, path), body), 410, "MEETING_ENDED");
        refused(bob.call(method, in(going, path), body), 404, missing);
    }

    private static String in(String meeting, String path) {
        return Person.path(meeting, path);
    }
}
