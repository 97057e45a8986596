package io.minutebook.command.lobby;

import static io.minutebook.command.given.AMeeting.ID;
import static io.minutebook.command.given.AMeeting.inProgress;
import static io.minutebook.command.given.Cast.ALICE;
import static io.minutebook.command.given.Cast.BOB;
import static io.minutebook.command.given.Cast.COLIN;
import static io.minutebook.command.given.Cast.DAVE;
import static io.minutebook.command.given.Cast.EVE;
import static io.minutebook.command.given.Commands.NOW;
import static io.minutebook.command.given.Commands.admit;
import static io.minutebook.command.given.Commands.deny;
import static io.minutebook.command.given.PolicyBuilder.policy;
import static io.minutebook.command.given.Refusals.refusalOf;
import static io.minutebook.kernel.ErrorCode.CONFLICT;
import static io.minutebook.kernel.ErrorCode.INSUFFICIENT_PERMISSION;
import static io.minutebook.kernel.ErrorCode.MAX_PARTICIPANTS_REACHED;
import static io.minutebook.kernel.ErrorCode.MEETING_ENDED;
import static io.minutebook.kernel.ErrorCode.PARTICIPANT_NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.command.given.AMeeting;
import io.minutebook.kernel.ErrorCode;
import io.minutebook.kernel.ParticipantId;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.command.LobbyCommand.Admit;
import io.minutebook.kernel.command.LobbyCommand.Deny;
import io.minutebook.kernel.event.LobbyEvent.ParticipantAdmitted;
import io.minutebook.kernel.event.LobbyEvent.ParticipantDenied;
import io.minutebook.kernel.event.MeetingEvent;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DecidingTest {

    private static final ParticipantAdmitted BOB_ADMITTED =
            new ParticipantAdmitted(ID, NOW, ALICE, List.of(BOB));
    private static final ParticipantDenied BOB_DENIED = new ParticipantDenied(ID, NOW, ALICE, BOB);

    @Nested
    class Admitting {

        @Test
        void givesAPlaceToWhoWaits() throws Rejection {
            AMeeting meeting = inProgress().waiting(BOB, DAVE);

            assertThat(decide(meeting, admit(ALICE, BOB))).containsExactly(BOB_ADMITTED);
            assertThat(meeting.and(BOB_ADMITTED).state().people().waiting()).containsExactly(DAVE);
        }

        @Test
        void givesAPlaceToWhoWasDenied() throws Rejection {
            assertThat(decide(inProgress().waiting(BOB).denied(BOB), admit(ALICE, BOB)))
                    .containsExactly(BOB_ADMITTED);
        }

        @Test
        void isNothingASecondTime() throws Rejection {
            AMeeting meeting = inProgress().waiting(BOB).admitted(BOB);

            assertThat(decide(meeting, admit(ALICE, BOB))).isEmpty();
            assertThat(decide(meeting.joined(BOB), admit(ALICE, BOB))).isEmpty();
        }

        @Test
        void refusesWhereAllPlacesAreTaken() {
            AMeeting meeting = inProgress().under(policy().places(2)).joined(ALICE);

            assertThat(refusal(meeting.waiting(BOB).joined(DAVE), admit(ALICE, BOB)))
                    .isEqualTo(MAX_PARTICIPANTS_REACHED);
        }

        @Test
        void refusesWhereTheLastPlaceIsPromised() {
            AMeeting meeting = inProgress().under(policy().places(2)).joined(ALICE);

            assertThat(refusal(meeting.waiting(BOB, EVE).admitted(EVE), admit(ALICE, BOB)))
                    .isEqualTo(MAX_PARTICIPANTS_REACHED);
        }

        @Test
        void keepsNoPlaceForTheBlocked() {
            AMeeting meeting = inProgress().waiting(BOB).denied(BOB).under(policy().blocking(BOB));

            assertThat(refusal(meeting, admit(ALICE, BOB))).isEqualTo(CONFLICT);
        }

        @Test
        void refusesWhoIsNotAtTheDoor() {
            AMeeting meeting = inProgress().joined(BOB).waiting(DAVE).removed(DAVE);

            assertThat(refusal(meeting, admit(ALICE, BOB))).isEqualTo(PARTICIPANT_NOT_FOUND);
            assertThat(refusal(meeting, admit(ALICE, DAVE))).isEqualTo(PARTICIPANT_NOT_FOUND);
            assertThat(refusal(meeting, admit(ALICE, ParticipantId.next())))
                    .isEqualTo(PARTICIPANT_NOT_FOUND);
        }

        @Test
        void isForHostsAndCoHosts() throws Rejection {
            AMeeting meeting = inProgress().withCoHost(COLIN).joined(DAVE).waiting(BOB);

            assertThat(decide(meeting, admit(COLIN, BOB))).hasSize(1);
            assertThat(refusal(meeting, admit(DAVE, BOB))).isEqualTo(INSUFFICIENT_PERMISSION);
            assertThat(refusal(meeting, admit(BOB, BOB))).isEqualTo(INSUFFICIENT_PERMISSION);
        }

        @Test
        void refusesAfterTheEnd() {
            assertThat(refusal(inProgress().waiting(BOB).ended(), admit(ALICE, BOB)))
                    .isEqualTo(MEETING_ENDED);
        }

        private static List<MeetingEvent> decide(AMeeting meeting, Admit command) throws Rejection {
            return Deciding.decide(meeting.state(), command);
        }

        private static ErrorCode refusal(AMeeting meeting, Admit command) {
            return refusalOf(() -> decide(meeting, command));
        }
    }

    @Nested
    class Denying {

        @Test
        void turnsAwayWhoWaits() throws Rejection {
            AMeeting meeting = inProgress().waiting(BOB, DAVE);

            assertThat(decide(meeting, deny(ALICE, BOB))).containsExactly(BOB_DENIED);
            assertThat(meeting.and(BOB_DENIED).state().people().waiting()).containsExactly(DAVE);
        }

        @Test
        void takesThePlaceBackFromTheAdmitted() throws Rejection {
            AMeeting meeting = inProgress().waiting(BOB).admitted(BOB);

            assertThat(decide(meeting, deny(ALICE, BOB))).containsExactly(BOB_DENIED);
            assertThat(meeting.and(BOB_DENIED).state().people().placesHeld()).isZero();
        }

        @Test
        void isNothingASecondTime() throws Rejection {
            assertThat(decide(inProgress().waiting(BOB).denied(BOB), deny(ALICE, BOB))).isEmpty();
        }

        @Test
        void refusesWhoIsInTheMeeting() {
            AMeeting meeting = inProgress().waiting(BOB).admitted(BOB).joined(BOB, DAVE);

            assertThat(refusal(meeting, deny(ALICE, BOB))).isEqualTo(PARTICIPANT_NOT_FOUND);
            assertThat(refusal(meeting, deny(ALICE, DAVE))).isEqualTo(PARTICIPANT_NOT_FOUND);
        }

        @Test
        void refusesWhoNeverCame() {
            assertThat(refusal(inProgress(), deny(ALICE, BOB))).isEqualTo(PARTICIPANT_NOT_FOUND);
        }

        @Test
        void isForHostsAndCoHosts() throws Rejection {
            AMeeting meeting = inProgress().withCoHost(COLIN).joined(DAVE).waiting(BOB);

            assertThat(decide(meeting, deny(COLIN, BOB))).hasSize(1);
            assertThat(refusal(meeting, deny(DAVE, BOB))).isEqualTo(INSUFFICIENT_PERMISSION);
        }

        @Test
        void refusesAfterTheEnd() {
            assertThat(refusal(inProgress().waiting(BOB).ended(), deny(ALICE, BOB)))
                    .isEqualTo(MEETING_ENDED);
        }

        private static List<MeetingEvent> decide(AMeeting meeting, Deny command) throws Rejection {
            return Deciding.decide(meeting.state(), command);
        }

        private static ErrorCode refusal(AMeeting meeting, Deny command) {
            return refusalOf(() -> decide(meeting, command));
        }
    }
}
