package io.minutebook.infra.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.infra.story.Person.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A meeting from its creation to its record, as people live it over HTTP and WebSocket. */
class MeetingStoryTest {

    @TempDir Path data;
    private Server server;
    private Person alice;
    private Person bob;

    @BeforeEach
    void open() {
        server = Server.on(data);
        alice = server.person("alice");
        bob = server.person("bob");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void everybodySeesWhatHappensAndTheRecordTellsIt() {
        String meeting = alice.creates("Board");
        alice.starts(meeting);
        alice.joins(meeting);
        bob.joins(meeting);
        try (Socket screen = bob.watches(meeting)) {
            JsonNode welcome = screen.sees("welcome");
            assertThat(
                            welcome.at("/data/snapshot/active_participants").asInt(-1)
                                    + welcome.at("/data/snapshot/status/active_participants")
                                            .asInt(-1))
                    .isGreaterThanOrEqualTo(1);

            assertThat(alice.says(meeting, "Hello").status()).isEqualTo(200);
            JsonNode chat = screen.sees("chat");
            assertThat(chat.at("/data/content").asString()).isEqualTo("Hello");
            assertThat(chat.path("user_id").asString()).isEqualTo("alice");
            assertThat(chat.path("prev_seq").asLong()).isEqualTo(welcome.at("/data/seq").asLong());

            screen.sends(
                    Map.of(
                            "type",
                            "hand_raise",
                            "id",
                            "1",
                            "data",
                            Map.of("is_hand_raised", true)));
            JsonNode raised = screen.sees("hand_raise");
            assertThat(raised.path("prev_seq").asLong()).isEqualTo(chat.path("seq").asLong());
            assertThat(
                            alice.get(Person.path(meeting, "participants"))
                                    .data()
                                    .get(1)
                                    .path("is_hand_raised")
                                    .asBoolean())
                    .isTrue();

            alice.ends(meeting);
            screen.sees("meeting_ended");
            assertThat(screen.closeCode()).isEqualTo(4502);
        }

        Reply history = alice.get(Person.path(meeting, "history"));
        assertThat(history.data().findValuesAsString("type"))
                .containsExactly(
                        "meeting.created",
                        "meeting.started",
                        "participant.joined",
                        "participant.joined",
                        "chat.message_sent",
                        "participant.status_changed",
                        "meeting.ended");
        assertThat(history.data().findValues("seq").stream().map(JsonNode::asInt))
                .containsExactly(0, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void privateWordsStayBetweenTwo() {
        String meeting = alice.creates("Board");
        Person carol = server.person("carol");
        alice.starts(meeting);
        for (Person person : List.of(alice, bob, carol)) {
            person.joins(meeting);
        }
        try (Socket bobs = bob.watches(meeting);
                Socket carols = carol.watches(meeting)) {
            bobs.sees("welcome");
            carols.sees("welcome");
            Map<String, Object> secret =
                    Map.of("content", "psst", "message_type", "text", "recipient_id", "bob");
            assertThat(
                            carol.post(Person.path(meeting, "chat"), secret)
                                    .data()
                                    .path("is_private")
                                    .asBoolean())
                    .isTrue();
            alice.says(meeting, "open");
            assertThat(bobs.sees("chat").at("/data/content").asString()).isEqualTo("psst");
            assertThat(bobs.sees("chat").at("/data/content").asString()).isEqualTo("open");
            assertThat(carols.sees("chat").at("/data/content").asString()).isEqualTo("psst");
        }
        assertThat(alice.get(Person.path(meeting, "chat")).data().findValuesAsString("content"))
                .containsExactly("open");
        assertThat(bob.get(Person.path(meeting, "chat")).data().findValuesAsString("content"))
                .containsExactly("psst", "open");
        assertThat(alice.get(Person.path(meeting, "history")).text()).doesNotContain("psst");
        Person auditor = server.person("audrey", Map.of("scope", "audit:read"));
        assertThat(auditor.get(Person.path(meeting, "history")).text()).contains("psst");
    }

    @Test
    void theWaitingRoomHoldsUntilAHostAdmits() {
        String meeting =
                alice.creates(
                        Map.of("title", "Hearing", "policy", Map.of("require_waiting_room", true)));
        alice.starts(meeting);
        assertThat(alice.joins(meeting).status()).isEqualTo(200);

        Reply waiting = bob.joins(meeting);
        assertThat(waiting.status()).isEqualTo(202);
        assertThat(waiting.code()).isEqualTo("WAITING_ROOM_REQUIRED");
        assertThat(waiting.data().path("status").asString()).isEqualTo("waiting");
        assertThat(bob.get(Person.path(meeting, "status")).code())
                .isEqualTo("INSUFFICIENT_PERMISSION");

        String participant =
                alice.get(Person.path(meeting, "waiting-room"))
                        .data()
                        .get(0)
                        .path("participant_id")
                        .asString();
        try (Socket door = bob.watches(meeting)) {
            door.sees("welcome");
            assertThat(
                            alice.post(
                                            Person.path(
                                                    meeting,
                                                    "waiting-room/" + participant + "/admit"),
                                            null)
                                    .status())
                    .isEqualTo(200);
            assertThat(door.sees("waiting_room").at("/data/state").asString())
                    .isEqualTo("admitted");
        }
        Reply joined = bob.joins(meeting);
        assertThat(joined.status()).isEqualTo(200);
        assertThat(joined.data().path("participant_id").asString()).isEqualTo(participant);
    }

    @Test
    void breakoutRoomsTakePeopleUpToTheirCapacity() {
        String meeting = alice.creates("Class");
        Person carol = server.person("carol");
        alice.starts(meeting);
        List.of(alice, bob, carol).forEach(person -> person.joins(meeting));
        Reply opened =
                alice.post(
                        Person.path(meeting, "breakout-rooms"),
                        Map.of(
                                "room_count",
                                2,
                                "rooms",
                                List.of(Map.of("name", "Red", "capacity", 1))));
        assertThat(opened.status()).as(opened.text()).isEqualTo(200);
        assertThat(opened.data().size()).isEqualTo(2);
        String red = opened.data().get(0).path("room_id").asString();
        assertThat(assign(meeting, "bob", red).status()).isEqualTo(200);
        assertThat(assign(meeting, "carol", red).code()).isEqualTo("BREAKOUT_ROOM_FULL");
        assertThat(
                        alice.get(Person.path(meeting, "breakout-rooms"))
                                .data()
                                .get(0)
                                .path("current_participants")
                                .asInt())
                .isEqualTo(1);

        bob.says(meeting, "only here");
        assertThat(carol.get(Person.path(meeting, "chat")).data().size()).isZero();
        assertThat(bob.get(Person.path(meeting, "chat")).data().size()).isEqualTo(1);
        bob.leaves(meeting);
        assertThat(
                        alice.get(Person.path(meeting, "breakout-rooms"))
                                .data()
                                .get(0)
                                .path("current_participants")
                                .asInt())
                .isZero();
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
}
