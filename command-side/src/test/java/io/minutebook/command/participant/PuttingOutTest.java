package io.minutebook.command.participant;

import static io.minutebook.command.given.AMeeting.ID;
import static io.minutebook.command.given.AMeeting.inProgress;
import static io.minutebook.command.given.AMeeting.participantId;
import static io.minutebook.command.given.AMeeting.room;
import static io.minutebook.command.given.Cast.ALICE;
import static io.minutebook.command.given.Cast.BOB;
import static io.minutebook.command.given.Cast.COLIN;
import static io.minutebook.command.given.Cast.DAVE;
import static io.minutebook.command.given.Cast.EVE;
import static io.minutebook.command.given.Cast.HANNA;
import static io.minutebook.command.given.Commands.NOW;
import static io.minutebook.command.given.Commands.join;
import static io.minutebook.kernel.ErrorCode.CONFLICT;
import static io.minutebook.kernel.ErrorCode.INSUFFICIENT_PERMISSION;
import static io.minutebook.kernel.ErrorCode.MEETING_ENDED;
import static io.minutebook.kernel.ErrorCode.PARTICIPANT_NOT_FOUND;
import static io.minutebook.kernel.ErrorCode.USER_BLOCKED;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.command.given.AMeeting;
import io.minutebook.command.given.Refusals;
import io.minutebook.kernel.Caller;
import io.minutebook.kernel.ErrorCode;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.command.ModerationCommand.RemoveParticipant;
import io.minutebook.kernel.command.ModerationCommand.Unban;
import io.minutebook.kernel.event.ParticipantEvent.ParticipantRemoved;
import io.minutebook.kernel.event.ParticipantEvent.ParticipantUnbanned;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PuttingOutTest {

    private final AMeeting meeting =
            inProgress().withCoHost(COLIN).joined(ALICE, HANNA, COLIN, BOB, DAVE);

    @Nested
    class Removing {

        @Test
        void putsSomebodyOutOfTheMeetingAndTheirRoom() throws Rejection {
            RoomId blue = RoomId.next();
            meeting.rooms(room(blue, 1)).assigned(blue, BOB);
            meeting.and(PuttingOut.decide(meeting.state(), remove(COLIN, BOB, false)));
            assertThat(meeting.state().isPresent(BOB)).isFalse();
            assertThat(meeting.state().rooms().peopleIn(blue)).isZero();
            assertThat(Joining.decide(meeting.state(), join(BOB))).hasSize(1);
        }

        @Test
        void putsSomebodyOutOfTheWaitingRoom() throws Rejection {
            meeting.waiting(EVE);
            assertThat(PuttingOut.decide(meeting.state(), remove(ALICE, EVE, false)))
                    .containsExactly(new ParticipantRemoved(ID, NOW, ALICE, List.of(EVE), false));
        }

        @Test
        void takesThePlaceFromWhoWasAdmittedAndIsAway() throws Rejection {
            meeting.waiting(EVE).admitted(EVE);
            int held = meeting.state().people().placesHeld();
            meeting.and(PuttingOut.decide(meeting.state(), remove(ALICE, EVE, false)));
            assertThat(meeting.state().people().placesHeld()).isEqualTo(held - 1);
        }

        @Test
        void refusesOnWhoIsNotThere() {
            meeting.left(BOB);
            assertThat(refusalOf(remove(ALICE, BOB, false))).isEqualTo(PARTICIPANT_NOT_FOUND);
            assertThat(refusalOf(remove(ALICE, EVE, true))).isEqualTo(PARTICIPANT_NOT_FOUND);
        }

        @Test
        void refusesAttendeesAndCoHostsOnHosts() {
            assertThat(refusalOf(remove(BOB, DAVE, false))).isEqualTo(INSUFFICIENT_PERMISSION);
            assertThat(refusalOf(remove(COLIN, HANNA, false))).isEqualTo(INSUFFICIENT_PERMISSION);
        }

        @Test
        void refusesOnOneself() {
            assertThat(refusalOf(remove(COLIN, COLIN, false))).isEqualTo(CONFLICT);
        }

        @Test
        void refusesAfterTheEnd() {
            meeting.ended();
            assertThat(refusalOf(remove(ALICE, BOB, false))).isEqualTo(MEETING_ENDED);
        }
    }

    @Nested
    class Banning {

        @Test
        void keepsSomebodyOut() throws Rejection {
            meeting.and(PuttingOut.decide(meeting.state(), remove(ALICE, BOB, true)));
            assertThat(Refusals.refusalOf(() -> Joining.decide(meeting.state(), join(BOB))))
                    .isEqualTo(USER_BLOCKED);
        }

        @Test
        void keepsOutAlsoWhoHasLeft() throws Rejection {
            meeting.left(BOB);
            assertThat(PuttingOut.decide(meeting.state(), remove(ALICE, BOB, true))).hasSize(1);
        }

        @Test
        void againLeavesNoTrace() throws Rejection {
            meeting.banned(BOB);
            assertThat(PuttingOut.decide(meeting.state(), remove(ALICE, BOB, true))).isEmpty();
        }

        @Test
        void refusesOnHostsAndCoHosts() {
            assertThat(refusalOf(remove(ALICE, HANNA, true))).isEqualTo(CONFLICT);
            assertThat(refusalOf(remove(ALICE, COLIN, true))).isEqualTo(CONFLICT);
        }
    }

    @Nested
    class LiftingABan {

        @Test
        void letsSomebodyThroughTheChecksAgain() throws Rejection {
            meeting.banned(BOB);
            assertThat(PuttingOut.decide(meeting.state(), unban(COLIN, BOB)))
                    .containsExactly(new ParticipantUnbanned(ID, NOW, COLIN, BOB));
            meeting.and(PuttingOut.decide(meeting.state(), unban(COLIN, BOB)));
            assertThat(Joining.decide(meeting.state(), join(BOB))).hasSize(1);
        }

        @Test
        void ofWhoIsNotBannedLeavesNoTrace() throws Rejection {
            assertThat(PuttingOut.decide(meeting.state(), unban(ALICE, BOB))).isEmpty();
        }

        @Test
        void refusesOnStrangersAndByAttendees() {
            assertThat(
                            Refusals.refusalOf(
                                    () -> PuttingOut.decide(meeting.state(), unban(ALICE, EVE))))
                    .isEqualTo(PARTICIPANT_NOT_FOUND);
            assertThat(
                            Refusals.refusalOf(
                                    () -> PuttingOut.decide(meeting.state(), unban(BOB, DAVE))))
                    .isEqualTo(INSUFFICIENT_PERMISSION);
        }
    }

    private ErrorCode refusalOf(RemoveParticipant command) {
        return Refusals.refusalOf(() -> PuttingOut.decide(meeting.state(), command));
    }

    private static RemoveParticipant remove(UserId by, UserId user, boolean ban) {
        return new RemoveParticipant(ID, Caller.of(by), NOW, participantId(user), ban);
    }

    private static Unban unban(UserId by, UserId user) {
        return new Unban(ID, Caller.of(by), NOW, user);
    }
}
