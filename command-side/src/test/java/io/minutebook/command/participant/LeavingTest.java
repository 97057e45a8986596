package io.minutebook.command.participant;

import static io.minutebook.command.given.AMeeting.ID;
import static io.minutebook.command.given.AMeeting.JOINED_AT;
import static io.minutebook.command.given.AMeeting.inProgress;
import static io.minutebook.command.given.AMeeting.participantId;
import static io.minutebook.command.given.AMeeting.room;
import static io.minutebook.command.given.AMeeting.scheduled;
import static io.minutebook.command.given.AMeeting.sessionOf;
import static io.minutebook.command.given.Cast.ALICE;
import static io.minutebook.command.given.Cast.BOB;
import static io.minutebook.command.given.Commands.NOW;
import static io.minutebook.command.given.Commands.leave;
import static io.minutebook.command.given.Refusals.refusalOf;
import static io.minutebook.kernel.ErrorCode.INSUFFICIENT_PERMISSION;
import static io.minutebook.kernel.ErrorCode.MEETING_ENDED;
import static io.minutebook.kernel.ErrorCode.MEETING_NOT_ACTIVE;
import static io.minutebook.kernel.ErrorCode.PARTICIPANT_NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.command.given.AMeeting;
import io.minutebook.command.state.MeetingState;
import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.ErrorCode;
import io.minutebook.kernel.LeaveReason;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.command.ParticipantCommand.LeaveMeeting;
import io.minutebook.kernel.command.ParticipantCommand.Left;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.ParticipantEvent.ParticipantLeft;
import io.minutebook.kernel.event.ParticipantEvent.SessionClosed;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LeavingTest {

    private static final ConnectionId SECOND = new ConnectionId("conn_second");
    private static final ParticipantLeft GONE =
            new ParticipantLeft(ID, NOW, BOB, participantId(BOB), BOB, LeaveReason.LEFT, JOINED_AT);

    @Nested
    class WithAllSessions {

        @Test
        void endsThePresence() throws Rejection {
            AMeeting meeting = inProgress().joined(BOB).session(BOB, SECOND);

            assertThat(decide(meeting, leave(BOB))).containsExactly(GONE);
            assertThat(after(meeting, leave(BOB)).isPresent(BOB)).isFalse();
        }

        @Test
        void leavesTheBreakoutRoom() throws Rejection {
            RoomId blue = RoomId.next();
            AMeeting meeting = inProgress().joined(BOB).rooms(room(blue, 1)).assigned(blue, BOB);

            MeetingState state = after(meeting, leave(BOB));

            assertThat(state.rooms().of(BOB)).isEmpty();
            assertThat(state.rooms().peopleIn(blue)).isZero();
        }

        @Test
        void leavesTheRoleAsItWas() throws Rejection {
            assertThat(after(inProgress().joined(ALICE), leave(ALICE)).roleOf(ALICE))
                    .isEqualTo(Role.HOST);
        }

        @Test
        void answersWhenThePresenceBeganAndEnded() {
            assertThat(Leaving.answer(inProgress().joined(BOB).state(), leave(BOB)))
                    .isEqualTo(new Left(JOINED_AT, NOW));
        }
    }

    @Nested
    class WithOneSession {

        @Test
        void keepsThePresenceThroughAnother() throws Rejection {
            AMeeting meeting = inProgress().joined(BOB).session(BOB, SECOND);

            assertThat(decide(meeting, leave(BOB, SECOND)))
                    .containsExactly(
                            new SessionClosed(
                                    ID,
                                    NOW,
                                    BOB,
                                    participantId(BOB),
                                    BOB,
                                    SECOND,
                                    LeaveReason.LEFT));
            assertThat(after(meeting, leave(BOB, SECOND)).isPresent(BOB)).isTrue();
        }

        @Test
        void endsThePresenceWhereItIsTheLast() throws Rejection {
            AMeeting meeting = inProgress().joined(BOB).session(BOB, SECOND);
            meeting.and(decide(meeting, leave(BOB, sessionOf(BOB))));

            assertThat(decide(meeting, leave(BOB, SECOND))).containsExactly(GONE);
        }

        @Test
        void isRefusedWhereItIsNotTheirs() {
            assertThat(refusal(inProgress().joined(ALICE, BOB), leave(BOB, sessionOf(ALICE))))
                    .isEqualTo(PARTICIPANT_NOT_FOUND);
        }
    }

    @Nested
    class WhileNotPresent {

        @Test
        void isRefusedToWhoNeverCame() {
            assertThat(refusal(inProgress(), leave(BOB))).isEqualTo(PARTICIPANT_NOT_FOUND);
        }

        @Test
        void isRefusedToWhoHasLeft() {
            assertThat(refusal(inProgress().joined(BOB).left(BOB), leave(BOB)))
                    .isEqualTo(PARTICIPANT_NOT_FOUND);
        }

        @Test
        void isRefusedToTheAdmittedWhoHaveNotComeYet() {
            assertThat(refusal(inProgress().waiting(BOB).admitted(BOB), leave(BOB)))
                    .isEqualTo(PARTICIPANT_NOT_FOUND);
        }

        @Test
        void isRefusedToWhoWaits() {
            assertThat(refusal(inProgress().waiting(BOB), leave(BOB)))
                    .isEqualTo(INSUFFICIENT_PERMISSION);
        }

        @Test
        void isRefusedAfterTheEnd() {
            assertThat(refusal(inProgress().joined(BOB).ended(), leave(BOB)))
                    .isEqualTo(MEETING_ENDED);
        }

        @Test
        void isRefusedBeforeTheStart() {
            assertThat(refusal(scheduled(), leave(BOB))).isEqualTo(MEETING_NOT_ACTIVE);
        }
    }

    private static List<MeetingEvent> decide(AMeeting meeting, LeaveMeeting command)
            throws Rejection {
        return Leaving.decide(meeting.state(), command);
    }

    private static MeetingState after(AMeeting meeting, LeaveMeeting command) throws Rejection {
        return meeting.and(decide(meeting, command)).state();
    }

    private static ErrorCode refusal(AMeeting meeting, LeaveMeeting command) {
        return refusalOf(() -> decide(meeting, command));
    }
}
