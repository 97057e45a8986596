package io.minutebook.command.participant;

import static io.minutebook.command.given.AMeeting.ID;
import static io.minutebook.command.given.AMeeting.inProgress;
import static io.minutebook.command.given.AMeeting.participantId;
import static io.minutebook.command.given.Cast.ALICE;
import static io.minutebook.command.given.Cast.BOB;
import static io.minutebook.command.given.Cast.COLIN;
import static io.minutebook.command.given.Cast.DAVE;
import static io.minutebook.command.given.Cast.EVE;
import static io.minutebook.command.given.Cast.HANNA;
import static io.minutebook.command.given.Commands.NOW;
import static io.minutebook.command.given.Refusals.refusalOf;
import static io.minutebook.kernel.ErrorCode.INSUFFICIENT_PERMISSION;
import static io.minutebook.kernel.ErrorCode.MEETING_ENDED;
import static io.minutebook.kernel.ErrorCode.PARTICIPANT_NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.command.given.AMeeting;
import io.minutebook.kernel.Caller;
import io.minutebook.kernel.Flags;
import io.minutebook.kernel.LiveStatus;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.command.ModerationCommand.LowerHand;
import io.minutebook.kernel.command.ModerationCommand.MuteAll;
import io.minutebook.kernel.command.ModerationCommand.MuteParticipant;
import io.minutebook.kernel.command.ModerationCommand.Restrained;
import io.minutebook.kernel.command.ModerationCommand.StopVideo;
import io.minutebook.kernel.event.ParticipantEvent.StatusChanged;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RestrainingTest {

    private static final Flags HEARD = new Flags(false, null, null, null);

    private final AMeeting meeting =
            inProgress()
                    .withCoHost(COLIN)
                    .joined(ALICE, HANNA, COLIN, BOB, DAVE)
                    .showing(BOB, HEARD)
                    .showing(HANNA, HEARD)
                    .showing(COLIN, HEARD);

    @Nested
    class OfOne {

        @Test
        void mutes() throws Rejection {
            assertThat(Restraining.decide(meeting.state(), mute(COLIN, BOB)))
                    .containsExactly(
                            new StatusChanged(
                                    ID,
                                    NOW,
                                    COLIN,
                                    List.of(BOB),
                                    new Flags(true, null, null, null),
                                    new LiveStatus(true, true, false, false)));
        }

        @Test
        void tellsTheStatusThatHoldsFromHereOn() throws Rejection {
            StopVideo command = new StopVideo(ID, Caller.of(ALICE), NOW, participantId(BOB));
            meeting.and(Restraining.decide(meeting.state(), command));
            assertThat(Restraining.answer(meeting.state(), command))
                    .isEqualTo(new Restrained(BOB, new LiveStatus(false, false, false, false)));
        }

        @Test
        void whatIsSoAlreadyLeavesNoTrace() throws Rejection {
            assertThat(Restraining.decide(meeting.state(), mute(ALICE, DAVE))).isEmpty();
            assertThat(
                            Restraining.decide(
                                    meeting.state(),
                                    new LowerHand(ID, Caller.of(ALICE), NOW, participantId(DAVE))))
                    .isEmpty();
        }

        @Test
        void refusesAttendees() {
            assertThat(refusalOf(() -> Restraining.decide(meeting.state(), mute(BOB, DAVE))))
                    .isEqualTo(INSUFFICIENT_PERMISSION);
        }

        @Test
        void refusesACoHostOnAHostAlsoAfterTheEnd() {
            assertThat(refusalOf(() -> Restraining.decide(meeting.state(), mute(COLIN, HANNA))))
                    .isEqualTo(INSUFFICIENT_PERMISSION);
            meeting.ended();
            assertThat(refusalOf(() -> Restraining.decide(meeting.state(), mute(COLIN, HANNA))))
                    .isEqualTo(INSUFFICIENT_PERMISSION);
            assertThat(refusalOf(() -> Restraining.decide(meeting.state(), mute(ALICE, HANNA))))
                    .isEqualTo(MEETING_ENDED);
        }

        @Test
        void refusesOnWhoIsNotThere() {
            meeting.left(BOB);
            assertThat(refusalOf(() -> Restraining.decide(meeting.state(), mute(ALICE, BOB))))
                    .isEqualTo(PARTICIPANT_NOT_FOUND);
            assertThat(refusalOf(() -> Restraining.decide(meeting.state(), mute(ALICE, EVE))))
                    .isEqualTo(PARTICIPANT_NOT_FOUND);
        }
    }

    @Nested
    class OfAll {

        @Test
        void sparesHostsAndCoHostsAndThoseMutedBefore() throws Rejection {
            assertThat(Restraining.decide(meeting.state(), muteAll(ALICE)))
                    .containsExactly(
                            new StatusChanged(
                                    ID,
                                    NOW,
                                    ALICE,
                                    List.of(BOB),
                                    new Flags(true, null, null, null),
                                    null));
            assertThat(Restraining.answer(meeting.state()).userIds()).containsExactly(BOB);
        }

        @Test
        void isOneEventForAWholeMeetingOfUsualIds() throws Rejection {
            crowd("01HM000000000000000000%04d");
            assertThat(Restraining.decide(meeting.state(), muteAll(ALICE))).hasSize(1);
        }

        @Test
        void losesNobodyWhereIdsAreTooLongForOneEvent() throws Rejection {
            crowd("x".repeat(60) + "%04d");
            List<UserId> muted =
                    Restraining.decide(meeting.state(), muteAll(ALICE)).stream()
                            .flatMap(event -> ((StatusChanged) event).userIds().stream())
                            .toList();
            assertThat(muted).hasSize(1_001).doesNotHaveDuplicates();
        }

        private void crowd(String form) {
            IntStream.range(0, 1_000)
                    .mapToObj(i -> new UserId(form.formatted(i)))
                    .forEach(user -> meeting.joined(user).showing(user, HEARD));
        }

        @Test
        void refusesAttendees() {
            assertThat(refusalOf(() -> Restraining.decide(meeting.state(), muteAll(BOB))))
                    .isEqualTo(INSUFFICIENT_PERMISSION);
        }
    }

    private static MuteParticipant mute(UserId by, UserId user) {
        return new MuteParticipant(ID, Caller.of(by), NOW, participantId(user));
    }

    private static MuteAll muteAll(UserId by) {
        return new MuteAll(ID, Caller.of(by), NOW);
    }
}
