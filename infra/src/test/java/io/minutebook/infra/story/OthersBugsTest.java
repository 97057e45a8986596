package io.minutebook.infra.story;

import static io.minutebook.infra.story.Given.body;
import static io.minutebook.infra.story.Given.done;
import static io.minutebook.infra.story.Given.history;
import static io.minutebook.infra.story.Given.joined;
import static io.minutebook.infra.story.Given.listed;
import static io.minutebook.infra.story.Given.moderates;
import static io.minutebook.infra.story.Given.refused;
import static io.minutebook.infra.story.Given.running;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Faults that other meeting products shipped, each asked for here; those of the waiting room are
 * with its story.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OthersBugsTest {

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
    }

    @AfterAll
    void close() {
        server.close();
    }

    @BeforeEach
    void meet() {
        meeting = running(alice);
    }

    @Test
    void joiningTwiceCountsOnce() {
        Map<String, Object> session = Map.of("connection_id", "conn_1");
        done(bob.post(Person.path(meeting, "join"), session));
        done(bob.post(Person.path(meeting, "join"), session));
        done(bob.post(Person.path(meeting, "join"), Map.of("connection_id", "conn_2")));
        assertThat(counts()).containsExactly(2, 2);
        bob.leaves(meeting);
        joined(bob, meeting);
        assertThat(counts()).containsExactly(2, 2);
    }

    @Test
    void leavingOneSessionDoesNotEndTheOther() {
        done(bob.post(Person.path(meeting, "join"), Map.of("connection_id", "old")));
        done(bob.post(Person.path(meeting, "join"), Map.of("connection_id", "new")));
        done(bob.post(Person.path(meeting, "leave"), Map.of("connection_id", "old")));
        assertThat(listed(alice, meeting, "bob").path("status").asString()).isEqualTo("joined");
        assertThat(history(alice, meeting)).doesNotContain("participant.left");
        refused(
                bob.post(Person.path(meeting, "leave"), Map.of("connection_id", "old")),
                404,
                "PARTICIPANT_NOT_FOUND");
        assertThat(counts()).containsExactly(2, 2);
    }

    @Test
    void countsNeverGoNegative() {
        joined(bob, meeting);
        done(bob.leaves(meeting));
        refused(bob.leaves(meeting), 404, "PARTICIPANT_NOT_FOUND");
        done(alice.leaves(meeting));
        refused(alice.leaves(meeting), 404, "PARTICIPANT_NOT_FOUND");
        assertThat(counts()).containsExactly(2, 0);
        alice.ends(meeting);
        assertThat(counts()).containsExactly(2, 0);
    }

    @Test
    void joiningWithARoleDoesNotGiveIt() {
        done(
                bob.post(
                        Person.path(meeting, "join"),
                        body("user_role", "host", "role", "host", "user_id", "alice")));
        assertThat(listed(alice, meeting, "bob").path("role").asString()).isEqualTo("attendee");
        refused(bob.ends(meeting), 403, "INSUFFICIENT_PERMISSION");
    }

    @Test
    void removalFromTheMeetingLeavesTheBreakoutRoomToo() {
        String id = joined(bob, meeting);
        String room = rooms(body("room_count", 1)).get(0);
        done(assign("bob", room));
        done(moderates(alice, meeting, id, "remove"));
        joined(bob, meeting);
        done(bob.says(meeting, "from the hall"));
        assertThat(alice.get(Person.path(meeting, "chat")).data().size()).isEqualTo(1);
    }

    @Test
    void movingManyMovesAll() {
        List<Person> crowd =
                IntStream.range(0, 20).mapToObj(i -> server.person("mover-" + i)).toList();
        crowd.forEach(person -> joined(person, meeting));
        List<String> rooms = rooms(body("room_count", 2, "auto_assign", true));
        crowd.forEach(person -> done(assign(person.userId(), rooms.get(1))));
        List<Integer> inside = new ArrayList<>();
        alice.get(Person.path(meeting, "breakout-rooms"))
                .data()
                .forEach(room -> inside.add(room.path("current_participants").asInt()));
        assertThat(inside).containsExactly(0, 20);
    }

    @Test
    void joiningAfterTheEndChangesNothingOfTheRecord() {
        joined(bob, meeting);
        alice.ends(meeting);
        List<String> record = history(alice, meeting);
        List<Integer> counted = counts();
        refused(bob.joins(meeting), 410, "MEETING_ENDED");
        refused(server.person("late").joins(meeting), 410, "MEETING_ENDED");
        assertThat(history(alice, meeting)).isEqualTo(record);
        assertThat(counts()).isEqualTo(counted);
    }

    private List<String> rooms(Map<String, Object> request) {
        return alice.post(Person.path(meeting, "breakout-rooms"), request)
                .data()
                .findValuesAsString("room_id");
    }

    private Person.Reply assign(String user, String room) {
        return alice.post(
                Person.path(meeting, "breakout-rooms/assign"),
                Map.of("participant_user_id", user, "breakout_room_id", room));
    }

    /** People who ever joined, and people present. */
    private List<Integer> counts() {
        JsonNode status = alice.get(Person.path(meeting, "status")).data();
        return List.of(
                status.path("attendance_count").asInt(-1),
                status.path("active_participants").asInt(-1));
    }
}
