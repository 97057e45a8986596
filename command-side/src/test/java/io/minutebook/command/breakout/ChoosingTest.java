package io.minutebook.command.breakout;

import static io.minutebook.command.given.AMeeting.ID;
import static io.minutebook.command.given.AMeeting.JOINED_AT;
import static io.minutebook.command.given.AMeeting.inProgress;
import static io.minutebook.command.given.Cast.ALICE;
import static io.minutebook.command.given.Cast.BOB;
import static io.minutebook.command.given.Cast.DAVE;
import static io.minutebook.command.given.Cast.EVE;
import static io.minutebook.command.given.Commands.NOW;
import static io.minutebook.command.given.Refusals.refusalOf;
import static io.minutebook.kernel.ErrorCode.BREAKOUT_ROOM_FULL;
import static io.minutebook.kernel.ErrorCode.INSUFFICIENT_PERMISSION;
import static io.minutebook.kernel.ErrorCode.NOT_FOUND;
import static io.minutebook.kernel.ErrorCode.PARTICIPANT_NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.command.given.AMeeting;
import io.minutebook.kernel.Caller;
import io.minutebook.kernel.ErrorCode;
import io.minutebook.kernel.Flags;
import io.minutebook.kernel.LiveStatus;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.RoomSettings;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.command.BreakoutCommand.EnterRoom;
import io.minutebook.kernel.command.BreakoutCommand.LeaveRoom;
import io.minutebook.kernel.event.BreakoutEvent.Assignment;
import io.minutebook.kernel.event.BreakoutEvent.AssignmentType;
import io.minutebook.kernel.event.BreakoutEvent.ParticipantsAssigned;
import io.minutebook.kernel.event.BreakoutEvent.Room;
import io.minutebook.kernel.event.BreakoutEvent.RoomLeft;
import io.minutebook.kernel.event.BreakoutEvent.RoomText;
import io.minutebook.kernel.event.BreakoutEvent.RoomsOpened;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.ParticipantEvent.StatusChanged;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChoosingTest {

    private static final RoomId BLUE = RoomId.next();
    private static final RoomId QUIET = RoomId.next();

    private AMeeting meeting = rooms(true, true);

    private static AMeeting rooms(boolean choose, boolean comeBack) {
        return inProgress()
                .joined(ALICE, BOB, DAVE)
                .and(
                        new RoomsOpened(
                                ID,
                                JOINED_AT,
                                ALICE,
                                List.of(
                                        new Room(BLUE, 1, RoomSettings.DEFAULT),
                                        new Room(QUIET, null, new RoomSettings(false, false))),
                                choose,
                                comeBack,
                                null,
                                List.of(new RoomText("Blue", null), new RoomText("Quiet", null))));
    }

    @Test
    void takesSomebodyWhereTheyWant() throws Rejection {
        assertThat(enter(BOB, BLUE))
                .containsExactly(
                        new ParticipantsAssigned(
                                ID,
                                NOW,
                                BOB,
                                AssignmentType.SELF,
                                List.of(new Assignment(BLUE, List.of(BOB)))));
    }

    @Test
    void goingWhereOneIsLeavesNoTrace() throws Rejection {
        meeting.and(enter(BOB, BLUE));
        assertThat(enter(BOB, BLUE)).isEmpty();
    }

    @Test
    void refusesWhereTheRoomIsFullAlsoHosts() throws Rejection {
        meeting.and(enter(BOB, BLUE));
        assertThat(refusal(DAVE, BLUE)).isEqualTo(BREAKOUT_ROOM_FULL);
        assertThat(refusal(ALICE, BLUE)).isEqualTo(BREAKOUT_ROOM_FULL);
    }

    @Test
    void refusesWhereNobodyChoosesButHosts() throws Rejection {
        meeting = rooms(false, true);
        assertThat(refusal(BOB, BLUE)).isEqualTo(INSUFFICIENT_PERMISSION);
        assertThat(enter(ALICE, BLUE)).hasSize(1);
    }

    @Test
    void refusesWhereThereIsNoSuchRoomOrPerson() {
        assertThat(refusal(BOB, RoomId.next())).isEqualTo(NOT_FOUND);
        assertThat(refusal(EVE, BLUE)).isEqualTo(PARTICIPANT_NOT_FOUND);
        meeting = inProgress().joined(BOB);
        assertThat(refusal(BOB, BLUE)).isEqualTo(NOT_FOUND);
        assertThat(refusalOf(() -> back(BOB))).isEqualTo(NOT_FOUND);
    }

    @Test
    void aSharedScreenStopsAtTheDoorOfARoomWithoutOne() throws Rejection {
        meeting.showing(BOB, new Flags(null, null, true, null));
        assertThat(enter(BOB, QUIET))
                .hasSize(2)
                .contains(
                        new StatusChanged(
                                ID,
                                NOW,
                                BOB,
                                List.of(BOB),
                                new Flags(null, null, false, null),
                                new LiveStatus(true, true, false, false)));
    }

    @Test
    void goesBackToTheHall() throws Rejection {
        meeting.and(enter(BOB, BLUE));
        assertThat(back(BOB)).containsExactly(new RoomLeft(ID, NOW, BOB, BOB, BLUE));
        meeting.and(back(BOB));
        assertThat(back(BOB)).isEmpty();
    }

    @Test
    void refusesToGoBackWhereNobodyReturnsButHosts() throws Rejection {
        meeting = rooms(true, false);
        meeting.and(enter(BOB, BLUE)).and(enter(ALICE, QUIET));
        assertThat(refusalOf(() -> back(BOB))).isEqualTo(INSUFFICIENT_PERMISSION);
        assertThat(back(ALICE)).hasSize(1);
    }

    private List<MeetingEvent> enter(UserId by, RoomId room) throws Rejection {
        return Assigning.decide(meeting.state(), new EnterRoom(ID, Caller.of(by), NOW, room));
    }

    private ErrorCode refusal(UserId by, RoomId room) {
        return refusalOf(() -> enter(by, room));
    }

    private List<MeetingEvent> back(UserId by) throws Rejection {
        return Assigning.decide(meeting.state(), new LeaveRoom(ID, Caller.of(by), NOW));
    }
}
