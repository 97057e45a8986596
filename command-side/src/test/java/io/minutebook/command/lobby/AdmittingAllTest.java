package io.minutebook.command.lobby;

import static io.minutebook.command.given.AMeeting.ID;
import static io.minutebook.command.given.AMeeting.inProgress;
import static io.minutebook.command.given.Cast.ALICE;
import static io.minutebook.command.given.Cast.BOB;
import static io.minutebook.command.given.Cast.COLIN;
import static io.minutebook.command.given.Cast.DAVE;
import static io.minutebook.command.given.Cast.EVE;
import static io.minutebook.command.given.Commands.NOW;
import static io.minutebook.command.given.PolicyBuilder.policy;
import static io.minutebook.command.given.Refusals.refusalOf;
import static io.minutebook.kernel.ErrorCode.INSUFFICIENT_PERMISSION;
import static io.minutebook.kernel.ErrorCode.MEETING_ENDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.command.given.AMeeting;
import io.minutebook.kernel.Caller;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.command.LobbyCommand.AdmitAll;
import io.minutebook.kernel.command.LobbyCommand.AdmittedAnswer;
import io.minutebook.kernel.event.LobbyEvent.ParticipantAdmitted;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdmittingAllTest {

    private final AMeeting meeting =
            inProgress()
                    .withCoHost(COLIN)
                    .under(policy().waitingRoom().places(3))
                    .joined(ALICE)
                    .waiting(EVE)
                    .waiting(BOB)
                    .waiting(DAVE);

    @Test
    void admitsInOrderOfArrivalAsFarAsThereArePlaces() throws Rejection {
        assertThat(AdmittingAll.decide(meeting.state(), all(COLIN)))
                .containsExactly(new ParticipantAdmitted(ID, NOW, COLIN, List.of(EVE, BOB)));
        assertThat(AdmittingAll.answer(meeting.state()))
                .isEqualTo(new AdmittedAnswer(List.of(EVE, BOB), 1));
    }

    @Test
    void countsPlacesThatWerePromised() throws Rejection {
        meeting.admitted(EVE);
        assertThat(AdmittingAll.decide(meeting.state(), all(ALICE)))
                .containsExactly(new ParticipantAdmitted(ID, NOW, ALICE, List.of(BOB)));
    }

    @Test
    void withoutAPlaceOrAnybodyWaitingNothingHappens() throws Rejection {
        meeting.admitted(EVE, BOB);
        assertThat(AdmittingAll.decide(meeting.state(), all(ALICE))).isEmpty();
        assertThat(AdmittingAll.answer(meeting.state()))
                .isEqualTo(new AdmittedAnswer(List.of(), 1));
        meeting.denied(DAVE);
        assertThat(AdmittingAll.decide(meeting.state(), all(ALICE))).isEmpty();
        assertThat(AdmittingAll.answer(meeting.state()))
                .isEqualTo(new AdmittedAnswer(List.of(), 0));
    }

    @Test
    void refusesAllButHostsAndAfterTheEnd() {
        assertThat(refusalOf(() -> AdmittingAll.decide(meeting.state(), all(BOB))))
                .isEqualTo(INSUFFICIENT_PERMISSION);
        meeting.ended();
        assertThat(refusalOf(() -> AdmittingAll.decide(meeting.state(), all(ALICE))))
                .isEqualTo(MEETING_ENDED);
    }

    private static AdmitAll all(UserId by) {
        return new AdmitAll(ID, Caller.of(by), NOW);
    }
}
