package io.minutebook.command.breakout;

import static io.minutebook.command.given.AMeeting.ID;
import static io.minutebook.command.given.AMeeting.inProgress;
import static io.minutebook.command.given.AMeeting.room;
import static io.minutebook.command.given.Cast.ALICE;
import static io.minutebook.command.given.Cast.BOB;
import static io.minutebook.command.given.Cast.COLIN;
import static io.minutebook.command.given.Commands.NOW;
import static io.minutebook.command.given.Refusals.refusalOf;
import static io.minutebook.kernel.ErrorCode.CONFLICT;
import static io.minutebook.kernel.ErrorCode.INSUFFICIENT_PERMISSION;
import static io.minutebook.kernel.ErrorCode.NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.command.given.AMeeting;
import io.minutebook.kernel.Caller;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.command.BreakoutCommand.Broadcast;
import io.minutebook.kernel.command.BreakoutCommand.CloseRooms;
import io.minutebook.kernel.command.BreakoutCommand.ExtendRooms;
import io.minutebook.kernel.command.BreakoutCommand.UpdateRoom;
import io.minutebook.kernel.event.BreakoutEvent.RoomText;
import io.minutebook.kernel.event.BreakoutEvent.RoomUpdated;
import io.minutebook.kernel.event.BreakoutEvent.RoomsBroadcast;
import io.minutebook.kernel.event.BreakoutEvent.RoomsClosed;
import org.junit.jupiter.api.Test;

class RunningTest {

    private static final RoomId BLUE = RoomId.next();

    private final AMeeting meeting =
            inProgress().withCoHost(COLIN).joined(ALICE, COLIN, BOB).rooms(room(BLUE, 4));

    @Test
    void aNameLeavesTheCapacity() throws Rejection {
        assertThat(Running.decide(meeting.state(), update(COLIN, "Green", false, null)))
                .containsExactly(
                        new RoomUpdated(ID, NOW, COLIN, BLUE, 4, new RoomText("Green", null)));
    }

    @Test
    void aCapacityLeavesTheName() throws Rejection {
        assertThat(Running.decide(meeting.state(), update(ALICE, null, true, null)))
                .containsExactly(new RoomUpdated(ID, NOW, ALICE, BLUE, null, null));
    }

    @Test
    void theCapacityItHasLeavesNoTrace() throws Rejection {
        assertThat(Running.decide(meeting.state(), update(ALICE, null, true, 4))).isEmpty();
        assertThat(Running.decide(meeting.state(), update(ALICE, null, false, null))).isEmpty();
    }

    @Test
    void broadcastsWhileRoomsAreOpen() throws Rejection {
        assertThat(Running.decide(meeting.state(), new Broadcast(ID, Caller.of(ALICE), NOW, "Hi")))
                .containsExactly(new RoomsBroadcast(ID, NOW, ALICE, "Hi"));
        meeting.and(new RoomsClosed(ID, NOW, ALICE));
        assertThat(
                        refusalOf(
                                () ->
                                        Running.decide(
                                                meeting.state(),
                                                new Broadcast(ID, Caller.of(ALICE), NOW, "Hi"))))
                .isEqualTo(NOT_FOUND);
    }

    @Test
    void refusesToExtendWhatHasNoLimit() {
        ExtendRooms extend = new ExtendRooms(ID, Caller.of(ALICE), NOW, 5);
        assertThat(refusalOf(() -> Running.decide(meeting.state(), extend))).isEqualTo(CONFLICT);
    }

    @Test
    void closingWhatIsClosedLeavesNoTrace() throws Rejection {
        CloseRooms close = new CloseRooms(ID, Caller.of(COLIN), NOW);
        assertThat(Running.decide(meeting.state(), close))
                .containsExactly(new RoomsClosed(ID, NOW, COLIN));
        meeting.and(Running.decide(meeting.state(), close));
        assertThat(Running.decide(meeting.state(), close)).isEmpty();
    }

    @Test
    void refusesAttendees() {
        assertThat(
                        refusalOf(
                                () ->
                                        Running.decide(
                                                meeting.state(),
                                                new CloseRooms(ID, Caller.of(BOB), NOW))))
                .isEqualTo(INSUFFICIENT_PERMISSION);
        assertThat(
                        refusalOf(
                                () ->
                                        Running.decide(
                                                meeting.state(), update(BOB, "Mine", false, null))))
                .isEqualTo(INSUFFICIENT_PERMISSION);
    }

    private static UpdateRoom update(UserId by, String name, boolean resized, Integer capacity) {
        return new UpdateRoom(ID, Caller.of(by), NOW, BLUE, name, resized, capacity);
    }
}
