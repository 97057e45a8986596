package io.minutebook.command.state;

import static io.minutebook.command.given.AMeeting.ID;
import static io.minutebook.command.given.AMeeting.JOINED_AT;
import static io.minutebook.command.given.AMeeting.inProgress;
import static io.minutebook.command.given.AMeeting.room;
import static io.minutebook.command.given.AMeeting.scheduled;
import static io.minutebook.command.given.Cast.ALICE;
import static io.minutebook.command.given.Cast.BOB;
import static io.minutebook.command.given.Cast.COLIN;
import static io.minutebook.command.given.Cast.DAVE;
import static io.minutebook.command.given.Cast.EVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.command.given.AMeeting;
import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.LeaveReason;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.event.BreakoutEvent.RoomLeft;
import io.minutebook.kernel.event.BreakoutEvent.RoomsClosed;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.ParticipantEvent.RoleChanged;
import io.minutebook.kernel.event.ParticipantEvent.SessionClosed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MeetingStateTest {

    private static final RoomId BLUE = RoomId.next();

    @Nested
    class TheWaiting {

        @Test
        void standInOrderOfArrival() {
            assertThat(inProgress().waiting(DAVE, BOB, EVE).state().people().waiting())
                    .containsExactly(DAVE, BOB, EVE);
        }

        @Test
        void goToTheEndOfTheLineWhenTheyComeAnew() {
            AMeeting meeting = inProgress().waiting(BOB, DAVE).admitted(BOB).joined(BOB).left(BOB);

            assertThat(meeting.removed(BOB).waiting(BOB).state().people().waiting())
                    .containsExactly(DAVE, BOB);
        }

        @Test
        void areNoLongerThereOnceTheyJoinAsHosts() {
            assertThat(inProgress().waiting(BOB).joined(BOB).state().people().waiting()).isEmpty();
        }

        @Test
        void areNoLongerThereOnceRemoved() {
            assertThat(inProgress().waiting(BOB, DAVE).removed(BOB).state().people().waiting())
                    .containsExactly(DAVE);
        }
    }

    @Nested
    class ThePresent {

        @Test
        void stayThroughTheirLastSession() {
            ConnectionId second = new ConnectionId("conn_second");
            AMeeting meeting = inProgress().joined(BOB).session(BOB, second).and(closed(second));

            assertThat(meeting.state().isPresent(BOB)).isTrue();
            assertThat(meeting.left(BOB).state().isPresent(BOB)).isFalse();
        }

        @Test
        void areCountedAsTheyComeAndGo() {
            AMeeting meeting = inProgress().joined(BOB, DAVE).left(BOB).left(BOB);

            assertThat(meeting.state().people().present())
                    .extracting(Person::userId)
                    .containsExactly(DAVE);
            assertThat(meeting.state().people().placesHeld()).isEqualTo(1);
            assertThat(meeting.state().people().attendance()).isEqualTo(2);
        }

        private static SessionClosed closed(ConnectionId session) {
            return new SessionClosed(
                    ID,
                    JOINED_AT,
                    BOB,
                    AMeeting.participantId(BOB),
                    BOB,
                    session,
                    LeaveReason.LEFT);
        }
    }

    @Nested
    class Roles {

        @Test
        void areGivenAndTaken() {
            AMeeting meeting = inProgress().withCoHost(COLIN);

            assertThat(meeting.state().roleOf(COLIN)).isEqualTo(Role.CO_HOST);
            meeting.and(new RoleChanged(ID, JOINED_AT, ALICE, COLIN, Role.ATTENDEE));
            assertThat(meeting.state().roleOf(COLIN)).isEqualTo(Role.ATTENDEE);
            assertThat(meeting.state().roles()).doesNotContainKey(COLIN);
        }
    }

    @Nested
    class BreakoutRooms {

        private final AMeeting meeting =
                inProgress().joined(BOB, DAVE).rooms(room(BLUE, 2)).assigned(BLUE, BOB, DAVE);

        @Test
        void areFullWithAsManyAsTheyHold() {
            Rooms rooms = meeting.state().rooms();

            assertThat(rooms.isFull(rooms.find(BLUE).orElseThrow())).isTrue();
        }

        @Test
        void areLeftForTheHall() {
            Rooms rooms =
                    meeting.and(new RoomLeft(ID, JOINED_AT, ALICE, BOB, BLUE)).state().rooms();

            assertThat(rooms.of(BOB)).isEmpty();
            assertThat(rooms.isFull(rooms.find(BLUE).orElseThrow())).isFalse();
        }

        @Test
        void leaveEverybodyInTheHallWhenTheyClose() {
            Rooms rooms = meeting.and(new RoomsClosed(ID, JOINED_AT, null)).state().rooms();

            assertThat(rooms.areOpen()).isFalse();
            assertThat(rooms.of(BOB)).isEmpty();
        }
    }

    @Test
    void isNotChangedByWhatFollows() {
        AMeeting course = scheduled();
        List<MeetingState> states = new ArrayList<>(List.of(course.state()));
        for (MeetingEvent event :
                longMeeting().events().subList(1, longMeeting().events().size())) {
            states.add(states.get(states.size() - 1).after(event));
        }

        for (int i = 0; i < states.size(); i++) {
            assertThat(states.get(i)).isEqualTo(course.state());
            if (i + 1 < states.size()) {
                course.and(longMeeting().events().get(i + 1));
            }
        }
    }

    private static AMeeting longMeeting() {
        return inProgress()
                .joined(ALICE, BOB)
                .waiting(DAVE, EVE)
                .admitted(DAVE)
                .rooms(room(BLUE, 2))
                .assigned(BLUE, BOB)
                .left(BOB)
                .withCoHost(COLIN)
                .ended();
    }
}
