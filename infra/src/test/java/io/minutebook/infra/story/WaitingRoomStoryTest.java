package io.minutebook.infra.story;

import static io.minutebook.infra.story.Given.count;
import static io.minutebook.infra.story.Given.done;
import static io.minutebook.infra.story.Given.joined;
import static io.minutebook.infra.story.Given.moderates;
import static io.minutebook.infra.story.Given.policy;
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

/** The waiting room: who is held, who is let in, and that no way leads around it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WaitingRoomStoryTest {

    private static final Map<String, Object> GUARDED = Map.of("require_waiting_room", true);

    @TempDir static Path data;
    private Server server;
    private Person alice;
    private Person bob;
    private Person carol;
    private Person dave;
    private String meeting;

    @BeforeAll
    void open() {
        server = Server.on(data);
        alice = server.person("alice");
        bob = server.person("bob");
        carol = server.person("carol");
        dave = server.person("dave");
    }

    @AfterAll
    void close() {
        server.close();
    }

    @BeforeEach
    void meet() {
        meeting = running(alice, GUARDED);
    }

    @Test
    void admitAllTakesThemInOrderOfArrivalUpToCapacity() {
        done(policy(alice, meeting, Map.of("require_waiting_room", true, "max_participants", 3)));
        List.of(carol, bob, dave).forEach(person -> waiting(person, meeting));
        try (Socket door = carol.watches(meeting);
                Socket left = dave.watches(meeting)) {
            door.sees("welcome");
            left.sees("welcome");
            Reply admitted = admitAll();
            done(admitted);
            assertThat(texts(admitted.data().path("user_ids"))).containsExactly("carol", "bob");
            assertThat(admitted.data().path("still_waiting").asInt(-1)).isEqualTo(1);
            JsonNode told = door.sees("waiting_room");
            assertThat(told.at("/data/state").asString()).isEqualTo("admitted");
            assertThat(told.at("/data/decided_by").asString()).isEqualTo("alice");
        }
        assertThat(count(alice, meeting, "participant.admitted")).isEqualTo(1);
        joined(carol, meeting);
        joined(bob, meeting);
        refused(dave.joins(meeting), 403, "MAX_PARTICIPANTS_REACHED");
        assertThat(waitingNow()).containsExactly("dave");
        Reply nobody = admitAll();
        done(nobody);
        assertThat(nobody.data().path("user_ids").size()).isZero();
        assertThat(nobody.data().path("still_waiting").asInt(-1)).isEqualTo(1);
        assertThat(count(alice, meeting, "participant.admitted")).isEqualTo(1);
    }

    @Test
    void onlyHostsAdmitAll() {
        waiting(bob, meeting);
        refused(
                bob.post(Person.path(meeting, "waiting-room/admit-all"), null),
                403,
                "INSUFFICIENT_PERMISSION");
        refused(
                carol.post(Person.path(meeting, "waiting-room/admit-all"), null),
                403,
                "INSUFFICIENT_PERMISSION");
        alice.ends(meeting);
        refused(admitAll(), 410, "MEETING_ENDED");
    }

    @Test
    void arrivingEarlyDoesNotGetAroundIt() {
        String planned = alice.creates(Map.of("title", "Early", "policy", GUARDED));
        refused(bob.joins(planned), 400, "MEETING_NOT_ACTIVE");
        alice.starts(planned);
        waiting(bob, planned);
        waiting(bob, planned);
        assertThat(count(alice, planned, "participant.waiting")).isEqualTo(1);
    }

    @Test
    void comingBackDoesNotGetAroundIt() {
        String open = running(alice);
        joined(bob, open);
        bob.leaves(open);
        done(policy(alice, open, GUARDED));
        waiting(bob, open);
    }

    @Test
    void whoWasAdmittedComesBackForTheRestOfTheMeeting() {
        String id = waiting(bob, meeting);
        done(alice.post(Person.path(meeting, "waiting-room/" + id + "/admit"), null));
        joined(bob, meeting);
        bob.leaves(meeting);
        done(policy(alice, meeting, Map.of("require_waiting_room", true, "lock_meeting", true)));
        assertThat(joined(bob, meeting)).isEqualTo(id);
    }

    @Test
    void whoWasRemovedWaitsAgain() {
        String id = waiting(bob, meeting);
        done(alice.post(Person.path(meeting, "waiting-room/" + id + "/admit"), null));
        joined(bob, meeting);
        done(moderates(alice, meeting, id, "remove"));
        assertThat(waiting(bob, meeting)).isEqualTo(id);
    }

    @Test
    void deniedPeopleStayOutUntilAdmitted() {
        String id = waiting(bob, meeting);
        done(alice.post(Person.path(meeting, "waiting-room/" + id + "/deny"), null));
        refused(bob.joins(meeting), 403, "JOIN_DENIED");
        done(policy(alice, meeting, Map.of()));
        refused(bob.joins(meeting), 403, "JOIN_DENIED");
        done(alice.post(Person.path(meeting, "waiting-room/" + id + "/admit"), null));
        joined(bob, meeting);
    }

    @Test
    void hostsAreNeverLockedOut() {
        String guarded =
                alice.creates(
                        Map.of(
                                "title",
                                "Hosts",
                                "host_user_ids",
                                List.of("bob"),
                                "policy",
                                Map.of(
                                        "require_waiting_room",
                                        true,
                                        "lock_meeting",
                                        true,
                                        "max_participants",
                                        1,
                                        "require_password",
                                        true,
                                        "password",
                                        "correct horse",
                                        "allowed_domains",
                                        List.of("example.com"))));
        alice.starts(guarded);
        joined(alice, guarded);
        joined(bob, guarded);
        bob.leaves(guarded);
        joined(bob, guarded);
    }

    @Test
    void switchingItOffAdmitsThoseWaitingUpToCapacity() {
        List.of(bob, carol, dave).forEach(person -> waiting(person, meeting));
        done(policy(alice, meeting, Map.of("max_participants", 3)));
        joined(bob, meeting);
        joined(carol, meeting);
        assertThat(waitingNow()).containsExactly("dave");
        refused(dave.joins(meeting), 403, "MAX_PARTICIPANTS_REACHED");
        carol.leaves(meeting);
        refused(dave.joins(meeting), 403, "MAX_PARTICIPANTS_REACHED");
        done(policy(alice, meeting, Map.of("max_participants", 4)));
        joined(dave, meeting);
    }

    @Test
    void enteringABreakoutRoomDoesNotAskAgain() {
        String id = waiting(bob, meeting);
        done(alice.post(Person.path(meeting, "waiting-room/" + id + "/admit"), null));
        joined(bob, meeting);
        String room =
                alice.post(
                                Person.path(meeting, "breakout-rooms"),
                                Map.of("room_count", 1, "allow_participants_to_choose", true))
                        .data()
                        .get(0)
                        .path("room_id")
                        .asString();
        done(bob.post(Person.path(meeting, "breakout-rooms/" + room + "/join"), null));
        assertThat(waitingNow()).isEmpty();
        assertThat(count(alice, meeting, "participant.waiting")).isEqualTo(1);
    }

    @Test
    void whoWaitsReadsAndDoesNothing() {
        waiting(bob, meeting);
        for (String what : List.of("status", "participants", "chat")) {
            refused(bob.get(Person.path(meeting, what)), 403, "INSUFFICIENT_PERMISSION");
        }
        refused(bob.says(meeting, "let me in"), 403, "INSUFFICIENT_PERMISSION");
        refused(bob.leaves(meeting), 403, "INSUFFICIENT_PERMISSION");
        refused(
                bob.put(
                        Person.path(meeting, "participants/status"),
                        Map.of("is_in_waiting_room", false)),
                403,
                "INSUFFICIENT_PERMISSION");
    }

    private Reply admitAll() {
        return alice.post(Person.path(meeting, "waiting-room/admit-all"), null);
    }

    private List<String> waitingNow() {
        return alice.get(Person.path(meeting, "waiting-room")).data().findValuesAsString("user_id");
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }
}
