package io.minutebook.command.breakout;

import static io.minutebook.command.given.AMeeting.ID;
import static io.minutebook.command.given.AMeeting.inProgress;
import static io.minutebook.command.given.AMeeting.room;
import static io.minutebook.command.given.AMeeting.scheduled;
import static io.minutebook.command.given.Cast.ALICE;
import static io.minutebook.command.given.Cast.BOB;
import static io.minutebook.command.given.Cast.COLIN;
import static io.minutebook.command.given.Cast.DAVE;
import static io.minutebook.command.given.Cast.EVE;
import static io.minutebook.command.given.Cast.HANNA;
import static io.minutebook.command.given.Commands.NOW;
import static io.minutebook.command.given.Commands.open;
import static io.minutebook.command.given.Commands.openAndSpread;
import static io.minutebook.command.given.Commands.plan;
import static io.minutebook.command.given.Refusals.refusalOf;
import static io.minutebook.kernel.ErrorCode.CONFLICT;
import static io.minutebook.kernel.ErrorCode.INSUFFICIENT_PERMISSION;
import static io.minutebook.kernel.ErrorCode.MEETING_ENDED;
import static io.minutebook.kernel.ErrorCode.MEETING_NOT_ACTIVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.command.given.AMeeting;
import io.minutebook.command.state.MeetingState;
import io.minutebook.kernel.ErrorCode;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.RoomSettings;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.command.BreakoutCommand.OpenRooms;
import io.minutebook.kernel.command.BreakoutCommand.RoomPlan;
import io.minutebook.kernel.event.BreakoutEvent.Assignment;
import io.minutebook.kernel.event.BreakoutEvent.AssignmentType;
import io.minutebook.kernel.event.BreakoutEvent.ParticipantsAssigned;
import io.minutebook.kernel.event.BreakoutEvent.Room;
import io.minutebook.kernel.event.BreakoutEvent.RoomText;
import io.minutebook.kernel.event.BreakoutEvent.RoomsClosed;
import io.minutebook.kernel.event.BreakoutEvent.RoomsOpened;
import io.minutebook.kernel.event.EventJson;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.json.Json;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpeningTest {

    private static final RoomId BLUE = RoomId.next();
    private static final RoomId RED = RoomId.next();
    private static final RoomId GREEN = RoomId.next();

    @Nested
    class TheRooms {

        @Test
        void areOpenAndEmpty() throws Rejection {
            AMeeting meeting = inProgress().joined(BOB);
            OpenRooms command = open(ALICE, plan(BLUE, 5), plan(RED, null));

            assertThat(decide(meeting, command))
                    .containsExactly(
                            new RoomsOpened(
                                    ID,
                                    NOW,
                                    ALICE,
                                    List.of(
                                            new Room(BLUE, 5, RoomSettings.DEFAULT),
                                            new Room(RED, null, RoomSettings.DEFAULT)),
                                    true,
                                    false,
                                    30,
                                    List.of(
                                            new RoomText("Blue", "Planning"),
                                            new RoomText("Blue", "Planning"))));
            assertThat(Opening.answer(after(meeting, command)).currentParticipants())
                    .containsExactly(0, 0);
        }

        @Test
        void cannotBeOpenedWhileOthersAreOpen() {
            assertThat(refusal(inProgress().rooms(room(BLUE, null)), open(ALICE, plan(RED, 5))))
                    .isEqualTo(CONFLICT);
        }

        @Test
        void canBeOpenedOnceTheOthersAreClosed() throws Rejection {
            AMeeting meeting =
                    inProgress()
                            .joined(BOB)
                            .rooms(room(BLUE, null))
                            .assigned(BLUE, BOB)
                            .and(new RoomsClosed(ID, NOW, ALICE));

            MeetingState state = after(meeting, open(ALICE, plan(RED, 5)));

            assertThat(state.rooms().find(BLUE)).isEmpty();
            assertThat(state.rooms().find(RED)).isPresent();
            assertThat(state.rooms().of(BOB)).isEmpty();
        }

        @Test
        void areForHostsAndCoHosts() throws Rejection {
            AMeeting meeting = inProgress().withCoHost(COLIN).joined(BOB);

            assertThat(decide(meeting, open(COLIN, plan(BLUE, 5)))).hasSize(1);
            assertThat(refusal(meeting, open(BOB, plan(BLUE, 5))))
                    .isEqualTo(INSUFFICIENT_PERMISSION);
        }

        @Test
        void areForMeetingsInProgress() {
            assertThat(refusal(scheduled(), open(ALICE, plan(BLUE, 5))))
                    .isEqualTo(MEETING_NOT_ACTIVE);
            assertThat(refusal(inProgress().ended(), open(ALICE, plan(BLUE, 5))))
                    .isEqualTo(MEETING_ENDED);
        }
    }

    @Nested
    class Spreading {

        @Test
        void putsPeopleIntoRoomsInTurn() throws Rejection {
            AMeeting meeting = inProgress().joined(BOB, DAVE, EVE);

            assertThat(decide(meeting, openAndSpread(ALICE, plan(BLUE, null), plan(RED, null))))
                    .hasSize(2)
                    .last()
                    .isEqualTo(
                            new ParticipantsAssigned(
                                    ID,
                                    NOW,
                                    ALICE,
                                    AssignmentType.AUTO,
                                    List.of(
                                            new Assignment(BLUE, List.of(BOB, EVE)),
                                            new Assignment(RED, List.of(DAVE)))));
        }

        @ParameterizedTest
        @CsvSource({
            // people, capacities of three rooms (none: 1000), people in each
            "6, 1000, 1000, 1000, 2, 2, 2",
            "7, 1000, 1000, 1000, 3, 2, 2",
            "7, 1, 1000, 1000, 1, 3, 3",
            "7, 1000, 1, 1000, 3, 1, 3",
            "7, 1, 2, 1000, 1, 2, 4",
            "6, 1, 2, 3, 1, 2, 3",
            "9, 1, 2, 3, 1, 2, 3",
            "2, 1, 1, 1, 1, 1, 0",
            "0, 1, 1, 1, 0, 0, 0",
        })
        void isEvenWithinCapacity(
                int people, int blueMax, int redMax, int greenMax, int blue, int red, int green)
                throws Rejection {
            AMeeting meeting = inProgress().joined(crowd(people));
            OpenRooms command =
                    openAndSpread(
                            ALICE, plan(BLUE, blueMax), plan(RED, redMax), plan(GREEN, greenMax));

            assertThat(Opening.answer(after(meeting, command)).currentParticipants())
                    .containsExactly(blue, red, green);
        }

        @Test
        void saysNothingOfRoomsThatStayEmpty() throws Rejection {
            AMeeting meeting = inProgress().joined(BOB);

            assertThat(decide(meeting, openAndSpread(ALICE, plan(BLUE, 5), plan(RED, 5))))
                    .last()
                    .isEqualTo(
                            new ParticipantsAssigned(
                                    ID,
                                    NOW,
                                    ALICE,
                                    AssignmentType.AUTO,
                                    List.of(new Assignment(BLUE, List.of(BOB)))));
        }

        @Test
        void sparesHosts() throws Rejection {
            AMeeting meeting = inProgress().withCoHost(COLIN).joined(ALICE, HANNA, COLIN, BOB);

            MeetingState state = after(meeting, openAndSpread(ALICE, plan(BLUE, null)));

            assertThat(state.rooms().of(BOB)).contains(BLUE);
            assertThat(state.rooms().peopleIn(BLUE)).isEqualTo(1);
        }

        @Test
        void leavesOutThoseWhoAreNotPresent() throws Rejection {
            AMeeting meeting = inProgress().joined(BOB, DAVE).left(DAVE).waiting(EVE).admitted(EVE);

            MeetingState state = after(meeting, openAndSpread(ALICE, plan(BLUE, null)));

            assertThat(state.rooms().peopleIn(BLUE)).isEqualTo(1);
        }

        @Test
        void leavesWhomNoRoomHasAPlaceForInTheHall() throws Rejection {
            AMeeting meeting = inProgress().joined(BOB, DAVE, EVE);

            MeetingState state = after(meeting, openAndSpread(ALICE, plan(BLUE, 1), plan(RED, 1)));

            assertThat(state.rooms().of(EVE)).isEmpty();
        }

        @Test
        void assignsAThousandInEventsThatTheLogCanHold() throws Rejection {
            UserId[] crowd = crowd(1_000);
            RoomPlan[] fifty =
                    IntStream.range(0, 50)
                            .mapToObj(i -> plan(RoomId.next(), null))
                            .toArray(RoomPlan[]::new);

            for (RoomPlan[] rooms : List.of(fifty, new RoomPlan[] {plan(BLUE, null)})) {
                List<MeetingEvent> events =
                        decide(inProgress().joined(crowd), openAndSpread(ALICE, rooms));

                assertThat(assigned(events)).containsExactlyInAnyOrder(crowd);
                assertThat(events).allMatch(event -> bytesOf(event) < DATA_BYTES_MAX);
            }
        }

        /** Of an entry's 65,535, what the envelope leaves. */
        private static final int DATA_BYTES_MAX = 64_000;

        private static int bytesOf(MeetingEvent event) {
            return Json.COMPACT.writeValueAsBytes(EventJson.split(event).data()).length;
        }

        private static List<UserId> assigned(List<MeetingEvent> events) {
            return events.stream()
                    .filter(ParticipantsAssigned.class::isInstance)
                    .map(ParticipantsAssigned.class::cast)
                    .flatMap(event -> event.assignments().stream())
                    .flatMap(assignment -> assignment.userIds().stream())
                    .toList();
        }

        private static UserId[] crowd(int size) {
            return IntStream.range(0, size)
                    .mapToObj(i -> new UserId("%064d".formatted(i)))
                    .toArray(UserId[]::new);
        }
    }

    private static List<MeetingEvent> decide(AMeeting meeting, OpenRooms command) throws Rejection {
        return Opening.decide(meeting.state(), command);
    }

    private static MeetingState after(AMeeting meeting, OpenRooms command) throws Rejection {
        return meeting.and(decide(meeting, command)).state();
    }

    private static ErrorCode refusal(AMeeting meeting, OpenRooms command) {
        return refusalOf(() -> decide(meeting, command));
    }
}
