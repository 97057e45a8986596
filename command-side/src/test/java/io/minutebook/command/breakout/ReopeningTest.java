package io.minutebook.command.breakout;

import static io.minutebook.command.given.AMeeting.ID;
import static io.minutebook.command.given.AMeeting.inProgress;
import static io.minutebook.command.given.AMeeting.room;
import static io.minutebook.command.given.Cast.ALICE;
import static io.minutebook.command.given.Cast.BOB;
import static io.minutebook.command.given.Cast.COLIN;
import static io.minutebook.command.given.Cast.DAVE;
import static io.minutebook.command.given.Cast.EVE;
import static io.minutebook.command.given.Commands.NOW;
import static io.minutebook.command.given.Commands.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.command.given.AMeeting;
import io.minutebook.kernel.Caller;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.command.BreakoutCommand.OpenRooms;
import io.minutebook.kernel.command.BreakoutCommand.RoomPlan;
import io.minutebook.kernel.event.BreakoutEvent.RoomsClosed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rooms that take people back where they were. */
class ReopeningTest {

    private static final RoomId FORMER_A = RoomId.next();
    private static final RoomId FORMER_B = RoomId.next();
    private static final RoomId A = RoomId.next();
    private static final RoomId B = RoomId.next();

    private final AMeeting meeting =
            inProgress()
                    .joined(ALICE, BOB, COLIN, DAVE, EVE)
                    .rooms(room(FORMER_A, null), room(FORMER_B, null))
                    .assigned(FORMER_A, BOB, COLIN)
                    .assigned(FORMER_B, DAVE)
                    .and(new RoomsClosed(ID, NOW, ALICE));

    @Test
    void putsEachWhereTheirRoomStood() throws Rejection {
        reopened(false, plan(A, null), plan(B, null));
        assertThat(meeting.state().rooms().placeOf())
                .containsOnly(Map.entry(BOB, A), Map.entry(COLIN, A), Map.entry(DAVE, B));
    }

    @Test
    void keepsToTheCapacityAndTheNumberOfTheNewRooms() throws Rejection {
        reopened(false, plan(A, 1));
        assertThat(meeting.state().rooms().placeOf()).containsOnly(Map.entry(BOB, A));
    }

    @Test
    void spreadsTheOthersWhereThatIsAskedToo() throws Rejection {
        reopened(true, plan(A, 2), plan(B, 2));
        assertThat(meeting.state().rooms().of(EVE)).contains(B);
        assertThat(meeting.state().rooms().of(ALICE)).isEmpty();
    }

    @Test
    void passesOverThoseWhoLeft() throws Rejection {
        meeting.left(BOB);
        reopened(false, plan(A, null), plan(B, null));
        assertThat(meeting.state().rooms().of(BOB)).isEmpty();
        assertThat(meeting.state().rooms().peopleIn(A)).isEqualTo(1);
    }

    @Test
    void takesHostsBackOnlyAtAHostsWord() throws Rejection {
        meeting.withCoHost(COLIN)
                .rooms(room(FORMER_A, null))
                .assigned(FORMER_A, ALICE, BOB, COLIN)
                .and(new RoomsClosed(ID, NOW, ALICE));
        AMeeting other = reopened(COLIN, false, plan(A, null));
        assertThat(other.state().rooms().placeOf()).containsOnlyKeys(BOB, COLIN);

        other.and(new RoomsClosed(ID, NOW, ALICE))
                .rooms(room(FORMER_A, null))
                .assigned(FORMER_A, ALICE, BOB)
                .and(new RoomsClosed(ID, NOW, ALICE));
        assertThat(reopened(ALICE, false, plan(B, null)).state().rooms().placeOf())
                .containsOnlyKeys(ALICE, BOB);
    }

    private void reopened(boolean spread, RoomPlan... rooms) throws Rejection {
        reopened(ALICE, spread, rooms);
    }

    private AMeeting reopened(UserId by, boolean spread, RoomPlan... rooms) throws Rejection {
        return meeting.and(
                Opening.decide(
                        meeting.state(),
                        new OpenRooms(
                                ID,
                                Caller.of(by),
                                NOW,
                                List.of(rooms),
                                spread,
                                false,
                                false,
                                null,
                                true)));
    }
}
