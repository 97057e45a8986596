package io.minutebook.infra.story;

import static io.minutebook.infra.story.Given.body;
import static io.minutebook.infra.story.Given.count;
import static io.minutebook.infra.story.Given.done;
import static io.minutebook.infra.story.Given.joined;
import static io.minutebook.infra.story.Given.listed;
import static io.minutebook.infra.story.Given.moderates;
import static io.minutebook.infra.story.Given.refused;
import static io.minutebook.infra.story.Given.running;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.infra.story.Person.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Breakout rooms from their opening to their close. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BreakoutStoryTest {

    private static final String UNKNOWN = "01HXYZ0000000000000000000Z";

    @TempDir static Path data;
    private Server server;
    private Person alice;
    private Person bob;
    private Person carol;
    private String meeting;

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
        joined(bob, meeting);
        joined(carol, meeting);
    }

    @Test
    void peopleChooseAndReturnWhereTheyMay() {
        List<String> rooms = opened(body("room_count", 2, "allow_participants_to_choose", true));
        Reply entered = enter(bob, rooms.get(0));
        done(entered);
        assertThat(entered.data().path("participant_user_id").asString()).isEqualTo("bob");
        assertThat(entered.data().path("breakout_room_id").asString()).isEqualTo(rooms.get(0));
        done(enter(bob, rooms.get(0)));
        assertThat(count(alice, meeting, "breakout.assigned")).isEqualTo(1);
        done(enter(bob, rooms.get(1)));
        assertThat(inside()).containsExactly(0, 1);
        refused(back(bob), 403, "INSUFFICIENT_PERMISSION");
        done(enter(alice, rooms.get(1)));
        done(back(alice));
        done(back(alice));
        assertThat(inside()).containsExactly(0, 1);
        assertThat(count(alice, meeting, "breakout.left")).isEqualTo(1);
        refused(enter(bob, UNKNOWN), 404, "NOT_FOUND");
        refused(enter(bob, "no-id"), 404, "NOT_FOUND");
    }

    @Test
    void attendeesStayWhereTheyWerePutWhereTheyMayNotChoose() {
        List<String> rooms = opened(body("room_count", 2, "allow_participants_to_return", true));
        refused(enter(bob, rooms.get(0)), 403, "INSUFFICIENT_PERMISSION");
        done(assign("bob", rooms.get(0)));
        done(back(bob));
        refused(enter(bob, rooms.get(0)), 403, "INSUFFICIENT_PERMISSION");
        done(enter(alice, rooms.get(0)));
        assertThat(inside()).containsExactly(1, 0);
    }

    @Test
    void roomsTakeNoMoreThanTheirCapacity() {
        List<String> rooms =
                opened(
                        body(
                                "allow_participants_to_choose",
                                true,
                                "rooms",
                                List.of(Map.of("name", "Small", "capacity", 1))));
        done(enter(bob, rooms.get(0)));
        refused(enter(carol, rooms.get(0)), 403, "BREAKOUT_ROOM_FULL");
        bob.leaves(meeting);
        done(enter(carol, rooms.get(0)));
        joined(bob, meeting);
        refused(enter(bob, rooms.get(0)), 403, "BREAKOUT_ROOM_FULL");
        assertThat(inside()).containsExactly(1);
    }

    @Test
    void whoNeverArrivedInTheirRoomIsInItAllTheSame() {
        List<String> rooms = opened(body("room_count", 1));
        refused(assign("dave", rooms.get(0)), 404, "PARTICIPANT_NOT_FOUND");
        done(assign("bob", rooms.get(0)));
        assertThat(inside()).containsExactly(1);
        done(bob.says(meeting, "only here"));
        assertThat(carol.get(Person.path(meeting, "chat")).data().size()).isZero();
        bob.leaves(meeting);
        assertThat(inside()).containsExactly(0);
        joined(bob, meeting);
        assertThat(inside()).containsExactly(0);
        done(bob.says(meeting, "in the hall"));
        assertThat(carol.get(Person.path(meeting, "chat")).data().size()).isEqualTo(1);
    }

    @Test
    void coHostsMoveNoHosts() {
        String bobs = joined(bob, meeting);
        done(moderates(alice, meeting, bobs, "role", Map.of("role", "co_host")));
        List<String> rooms = opened(body("room_count", 1));
        refused(
                bob.post(
                        Person.path(meeting, "breakout-rooms/assign"),
                        Map.of("participant_user_id", "alice", "breakout_room_id", rooms.get(0))),
                403,
                "INSUFFICIENT_PERMISSION");
    }

    @Test
    void roomsAreRenamedAndResized() {
        List<String> rooms =
                opened(
                        body(
                                "rooms",
                                List.of(
                                        Map.of(
                                                "name",
                                                "Red",
                                                "description",
                                                "Budget",
                                                "capacity",
                                                1))));
        try (Socket screen = bob.watches(meeting)) {
            screen.sees("welcome");
            Reply changed = patch(rooms.get(0), Map.of("name", "Blue"));
            done(changed);
            assertThat(changed.data().path("name").asString()).isEqualTo("Blue");
            assertThat(changed.data().path("description").asString()).isEqualTo("Budget");
            assertThat(changed.data().path("capacity").asInt()).isEqualTo(1);
            JsonNode frame = screen.sees("breakout_rooms");
            assertThat(frame.at("/data/state").asString()).isEqualTo("updated");
            assertThat(frame.at("/data/name").asString()).isEqualTo("Blue");
        }
        assertThat(patch(rooms.get(0), Map.of("capacity", 2)).data().path("capacity").asInt())
                .isEqualTo(2);
        done(patch(rooms.get(0), Map.of("capacity", 2)));
        done(patch(rooms.get(0), Map.of()));
        assertThat(count(alice, meeting, "breakout.updated")).isEqualTo(2);
        assertThat(patch(rooms.get(0), "{\"capacity\":null}").data().path("capacity").isNull())
                .isTrue();
        refused(patch(rooms.get(0), "{\"name\":null}"), 400, "VALIDATION_FAILED");
        refused(patch(rooms.get(0), Map.of("capacity", 0)), 400, "VALIDATION_FAILED");
        refused(patch(UNKNOWN, Map.of("name", "X")), 404, "NOT_FOUND");
        refused(
                bob.call(
                        "PATCH",
                        Person.path(meeting, "breakout-rooms/" + rooms.get(0)),
                        Map.of("name", "Mine")),
                403,
                "INSUFFICIENT_PERMISSION");
    }

    @Test
    void broadcastsReachEveryRoom() {
        refused(broadcast(alice, "Anybody?"), 404, "NOT_FOUND");
        List<String> rooms = opened(body("room_count", 2));
        done(assign("bob", rooms.get(0)));
        done(assign("carol", rooms.get(1)));
        try (Socket bobs = bob.watches(meeting);
                Socket carols = carol.watches(meeting)) {
            bobs.sees("welcome");
            carols.sees("welcome");
            done(broadcast(alice, "Five more minutes"));
            for (Socket socket : List.of(bobs, carols)) {
                JsonNode said = socket.sees("breakout_rooms");
                assertThat(said.at("/data/state").asString()).isEqualTo("broadcast");
                assertThat(said.at("/data/content").asString()).isEqualTo("Five more minutes");
            }
        }
        refused(broadcast(bob, "Hear me"), 403, "INSUFFICIENT_PERMISSION");
        refused(broadcast(alice, ""), 400, "VALIDATION_FAILED");
    }

    @Test
    void closingBringsEverybodyBack() {
        List<String> rooms = opened(body("room_count", 2));
        done(assign("bob", rooms.get(0)));
        refused(close(bob), 403, "INSUFFICIENT_PERMISSION");
        done(close(alice));
        done(close(alice));
        assertThat(count(alice, meeting, "breakout.closed")).isEqualTo(1);
        assertThat(alice.get(Person.path(meeting, "breakout-rooms")).data().size()).isZero();
        done(bob.says(meeting, "back"));
        assertThat(carol.get(Person.path(meeting, "chat")).data().size()).isEqualTo(1);
        refused(enter(alice, rooms.get(0)), 404, "NOT_FOUND");
        refused(back(alice), 404, "NOT_FOUND");
    }

    @Test
    void theLimitCanBeMovedButNotInvented() {
        opened(body("room_count", 1));
        refused(extend(5), 409, "CONFLICT");
        done(close(alice));
        refused(extend(5), 404, "NOT_FOUND");
        opened(body("room_count", 1, "time_limit_minutes", 10));
        Instant closesAt = Instant.parse(extend(5).data().path("closes_at").asString());
        assertThat(Duration.between(Instant.now(), closesAt).toMinutes()).isEqualTo(14);
        refused(extend(0), 400, "VALIDATION_FAILED");
    }

    @Test
    void reopenedRoomsTakePeopleBackWhereTheyWere() {
        Person dave = server.person("dave");
        joined(dave, meeting);
        List<String> rooms = opened(body("room_count", 2));
        done(assign("bob", rooms.get(1)));
        done(assign("carol", rooms.get(0)));
        done(assign("dave", rooms.get(0)));
        dave.leaves(meeting);
        done(close(alice));
        joined(dave, meeting);
        Reply reopened =
                alice.post(
                        Person.path(meeting, "breakout-rooms"),
                        body(
                                "rooms",
                                List.of(Map.of("name", "A", "capacity", 1), Map.of("name", "B")),
                                "reuse_last_assignment",
                                true));
        done(reopened);
        assertThat(inside()).containsExactly(1, 1);
        done(bob.says(meeting, "in B"));
        assertThat(contents(carol)).isEmpty();
        done(close(alice));
        opened(body("room_count", 2));
        assertThat(inside()).containsExactly(0, 0);
    }

    @Test
    void spreadingLosesNobodyAndIsEven() {
        List<Person> crowd = new ArrayList<>(List.of(bob, carol));
        for (int i = 0; i < 28; i++) {
            Person person = server.person("person-" + i);
            joined(person, meeting);
            crowd.add(person);
        }
        Reply opened =
                alice.post(
                        Person.path(meeting, "breakout-rooms"),
                        body(
                                "room_count",
                                4,
                                "auto_assign",
                                true,
                                "rooms",
                                List.of(Map.of("name", "Small", "capacity", 3))));
        done(opened);
        assertThat(opened.data().findValues("current_participants").stream().map(JsonNode::asInt))
                .containsExactly(3, 9, 9, 9);
        assertThat(inside()).containsExactly(3, 9, 9, 9);
        assertThat(crowd).hasSize(3 + 9 + 9 + 9);
    }

    @Test
    void aRoomsSettingsHoldInsideIt() {
        done(
                bob.put(
                        Person.path(meeting, "participants/status"),
                        Map.of("is_screen_sharing", true)));
        List<String> rooms =
                opened(
                        body(
                                "allow_participants_to_choose",
                                true,
                                "rooms",
                                List.of(
                                        Map.of(
                                                "name",
                                                "Quiet",
                                                "settings",
                                                Map.of(
                                                        "allow_chat",
                                                        false,
                                                        "allow_screen_share",
                                                        false)))));
        done(enter(bob, rooms.get(0)));
        assertThat(listed(alice, meeting, "bob").path("is_screen_sharing").asBoolean(true))
                .isFalse();
        refused(bob.says(meeting, "psst"), 403, "CHAT_DISABLED");
        refused(
                bob.put(
                        Person.path(meeting, "participants/status"),
                        Map.of("is_screen_sharing", true)),
                403,
                "SCREEN_SHARE_DISABLED");
        done(carol.says(meeting, "in the hall"));
        assertThat(contents(bob)).containsExactly("in the hall");
    }

    @Test
    void afterTheEndThereAreNoRooms() {
        List<String> rooms = opened(body("room_count", 1, "allow_participants_to_choose", true));
        alice.ends(meeting);
        refused(enter(bob, rooms.get(0)), 410, "MEETING_ENDED");
        refused(back(bob), 410, "MEETING_ENDED");
        refused(close(alice), 410, "MEETING_ENDED");
        refused(extend(1), 410, "MEETING_ENDED");
        refused(broadcast(alice, "?"), 410, "MEETING_ENDED");
        refused(patch(rooms.get(0), Map.of("name", "X")), 410, "MEETING_ENDED");
    }

    private List<String> opened(Map<String, Object> request) {
        Reply reply = alice.post(Person.path(meeting, "breakout-rooms"), request);
        done(reply);
        return reply.data().findValuesAsString("room_id");
    }

    private Reply enter(Person person, String room) {
        return person.post(Person.path(meeting, "breakout-rooms/" + room + "/join"), null);
    }

    private Reply back(Person person) {
        return person.post(Person.path(meeting, "breakout-rooms/leave"), null);
    }

    private Reply assign(String user, String room) {
        return alice.post(
                Person.path(meeting, "breakout-rooms/assign"),
                Map.of("participant_user_id", user, "breakout_room_id", room));
    }

    private Reply patch(String room, Object patch) {
        return alice.call("PATCH", Person.path(meeting, "breakout-rooms/" + room), patch);
    }

    private Reply broadcast(Person person, String content) {
        return person.post(
                Person.path(meeting, "breakout-rooms/broadcast"), Map.of("content", content));
    }

    private Reply close(Person person) {
        return person.post(Person.path(meeting, "breakout-rooms/close"), null);
    }

    private Reply extend(int minutes) {
        return alice.post(
                Person.path(meeting, "breakout-rooms/extend"), Map.of("minutes", minutes));
    }

    private List<Integer> inside() {
        return alice
                .get(Person.path(meeting, "breakout-rooms"))
                .data()
                .findValues("current_participants")
                .stream()
                .map(JsonNode::asInt)
                .toList();
    }

    private List<String> contents(Person reader) {
        return reader.get(Person.path(meeting, "chat")).data().findValuesAsString("content");
    }
}
