package io.minutebook.command.breakout;

import static io.minutebook.command.given.AMeeting.ID;
import static io.minutebook.command.given.AMeeting.inProgress;
import static io.minutebook.command.given.AMeeting.room;
import static io.minutebook.command.given.Cast.ALICE;
import static io.minutebook.command.given.Cast.BOB;
import static io.minutebook.command.given.Cast.COLIN;
import static io.minutebook.command.given.Cast.DAVE;
import static io.minutebook.command.given.Cast.EVE;
import static io.minutebook.command.given.Cast.HANNA;
import static io.minutebook.command.given.Commands.NOW;
import static io.minutebook.command.given.Commands.assign;
import static io.minutebook.command.given.Refusals.refusalOf;
import static io.minutebook.kernel.ErrorCode.BREAKOUT_ROOM_FULL;
import static io.minutebook.kernel.ErrorCode.INSUFFICIENT_PERMISSION;
import static io.minutebook.kernel.ErrorCode.MEETING_ENDED;
import static io.minutebook.kernel.ErrorCode.NOT_FOUND;
import static io.minutebook.kernel.ErrorCode.PARTICIPANT_NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.command.given.AMeeting;
import io.minutebook.command.state.MeetingState;
import io.minutebook.kernel.ErrorCode;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.command.BreakoutCommand.AssignToRoom;
import io.minutebook.kernel.event.BreakoutEvent.Assignment;
import io.minutebook.kernel.event.BreakoutEvent.AssignmentType;
import io.minutebook.kernel.event.BreakoutEvent.ParticipantsAssigned;
import io.minutebook.kernel.event.MeetingEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class AssigningTest {

    private static final RoomId BLUE = RoomId.next();
    private static final RoomId RED = RoomId.next();

    private final AMeeting meeting =
            inProgress()
                    .withCoHost(COLIN)
                    .joined(ALICE, COLIN, BOB, DAVE)
                    .rooms(room(BLUE, 1), room(RED, null));

    @Test
    void putsSomebodyIntoTheRoomAtOnce() throws Rejection {
        assertThat(decide(assign(ALICE, BOB, BLUE)))
                .containsExactly(
                        new ParticipantsAssigned(
                                ID,
                                NOW,
                                ALICE,
                                AssignmentType.MANUAL,
                                List.of(new Assignment(BLUE, List.of(BOB)))));
        assertThat(after(assign(ALICE, BOB, BLUE)).rooms().of(BOB)).contains(BLUE);
    }

    @Test
    void leavesTheFormerRoom() throws Rejection {
        meeting.assigned(BLUE, BOB);

        MeetingState state = after(assign(ALICE, BOB, RED));

        assertThat(state.rooms().of(BOB)).contains(RED);
        assertThat(state.rooms().peopleIn(BLUE)).isZero();
        assertThat(state.rooms().peopleIn(RED)).isEqualTo(1);
    }

    @Test
    void refusesAFullRoom() {
        meeting.assigned(BLUE, BOB);

        assertThat(refusal(assign(ALICE, DAVE, BLUE))).isEqualTo(BREAKOUT_ROOM_FULL);
    }

    @Test
    void findsThePlaceOfSomebodyWhoMovedOn() throws Rejection {
        meeting.assigned(BLUE, BOB).assigned(RED, BOB);

        assertThat(after(assign(ALICE, DAVE, BLUE)).rooms().of(DAVE)).contains(BLUE);
    }

    @Test
    void findsThePlaceOfSomebodyWhoLeftTheMeeting() throws Rejection {
        meeting.assigned(BLUE, BOB).left(BOB);

        assertThat(after(assign(ALICE, DAVE, BLUE)).rooms().of(DAVE)).contains(BLUE);
    }

    @Test
    void findsThePlaceOfSomebodyWhoWasRemoved() throws Rejection {
        meeting.assigned(BLUE, BOB).removed(BOB);

        assertThat(after(assign(ALICE, DAVE, BLUE)).rooms().of(DAVE)).contains(BLUE);
    }

    @Test
    void doesNotComeBackIntoTheRoomByJoiningAgain() {
        assertThat(meeting.assigned(BLUE, BOB).left(BOB).joined(BOB).state().rooms().of(BOB))
                .isEmpty();
    }

    @Test
    void isNothingWhereTheyAreThereAlready() throws Rejection {
        meeting.assigned(BLUE, BOB);

        assertThat(decide(assign(ALICE, BOB, BLUE))).isEmpty();
    }

    @Test
    void refusesWhoIsNotPresent() {
        meeting.left(DAVE).waiting(EVE);

        assertThat(refusal(assign(ALICE, DAVE, BLUE))).isEqualTo(PARTICIPANT_NOT_FOUND);
        assertThat(refusal(assign(ALICE, EVE, BLUE))).isEqualTo(PARTICIPANT_NOT_FOUND);
        meeting.admitted(EVE);
        assertThat(refusal(assign(ALICE, EVE, BLUE))).isEqualTo(PARTICIPANT_NOT_FOUND);
    }

    @Test
    void refusesARoomThatIsNotOpen() {
        assertThat(refusal(assign(ALICE, BOB, RoomId.next()))).isEqualTo(NOT_FOUND);
    }

    @Test
    void isForHostsAndCoHosts() throws Rejection {
        assertThat(decide(assign(HANNA, BOB, BLUE))).hasSize(1);
        assertThat(decide(assign(COLIN, BOB, BLUE))).hasSize(1);
        assertThat(refusal(assign(BOB, BOB, BLUE))).isEqualTo(INSUFFICIENT_PERMISSION);
    }

    @Test
    void movesAHostOnlyByAHost() throws Rejection {
        assertThat(refusal(assign(COLIN, ALICE, BLUE))).isEqualTo(INSUFFICIENT_PERMISSION);
        assertThat(decide(assign(HANNA, ALICE, BLUE))).hasSize(1);
        assertThat(decide(assign(HANNA, COLIN, BLUE))).hasSize(1);
        assertThat(decide(assign(COLIN, COLIN, BLUE))).hasSize(1);
    }

    @Test
    void refusesAfterTheEnd() {
        meeting.ended();

        assertThat(refusal(assign(ALICE, BOB, BLUE))).isEqualTo(MEETING_ENDED);
    }

    private List<MeetingEvent> decide(AssignToRoom command) throws Rejection {
        return Assigning.decide(meeting.state(), command);
    }

    private MeetingState after(AssignToRoom command) throws Rejection {
        return meeting.and(decide(command)).state();
    }

    private ErrorCode refusal(AssignToRoom command) {
        return refusalOf(() -> decide(command));
    }
}
