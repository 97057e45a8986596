package io.minutebook.command.policy;

import static io.minutebook.command.given.AMeeting.ID;
import static io.minutebook.command.given.AMeeting.inProgress;
import static io.minutebook.command.given.AMeeting.room;
import static io.minutebook.command.given.AMeeting.scheduled;
import static io.minutebook.command.given.Cast.ALICE;
import static io.minutebook.command.given.Cast.BOB;
import static io.minutebook.command.given.Cast.COLIN;
import static io.minutebook.command.given.Cast.DAVE;
import static io.minutebook.command.given.Cast.EVE;
import static io.minutebook.command.given.Commands.NOW;
import static io.minutebook.command.given.Commands.apply;
import static io.minutebook.command.given.PolicyBuilder.policy;
import static io.minutebook.command.given.Refusals.refusalOf;
import static io.minutebook.command.given.Refusals.rejectionOf;
import static io.minutebook.kernel.ErrorCode.CONFLICT;
import static io.minutebook.kernel.ErrorCode.INSUFFICIENT_PERMISSION;
import static io.minutebook.kernel.ErrorCode.MEETING_ENDED;
import static io.minutebook.kernel.ErrorCode.MEETING_NOT_ACTIVE;
import static io.minutebook.kernel.ErrorCode.VALIDATION_FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.command.given.AMeeting;
import io.minutebook.command.state.MeetingState;
import io.minutebook.kernel.ErrorCode;
import io.minutebook.kernel.Policy;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.command.PolicyCommand.ApplyPolicy;
import io.minutebook.kernel.event.EventJson;
import io.minutebook.kernel.event.LobbyEvent.ParticipantAdmitted;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.ParticipantEvent.ParticipantRemoved;
import io.minutebook.kernel.event.PolicyEvent.PolicyChanged;
import io.minutebook.kernel.json.Json;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicingTest {

    @Nested
    class ThePolicy {

        @Test
        void isReplacedWhole() throws Rejection {
            AMeeting meeting = inProgress().under(policy().locked().places(5));

            assertThat(decide(meeting, apply(ALICE, policy().waitingRoom())))
                    .containsExactly(
                            new PolicyChanged(
                                    ID, NOW, ALICE, policy().waitingRoom().build(), null));
            assertThat(after(meeting, apply(ALICE, policy().waitingRoom())).policy())
                    .isEqualTo(policy().waitingRoom().build());
        }

        @Test
        void maySetBeforeTheStart() throws Rejection {
            assertThat(decide(scheduled(), apply(ALICE, policy().locked()))).hasSize(1);
        }

        @Test
        void isForHostsAndCoHosts() throws Rejection {
            AMeeting meeting = inProgress().withCoHost(COLIN).joined(BOB);

            assertThat(decide(meeting, apply(COLIN, policy().locked()))).hasSize(1);
            assertThat(refusal(meeting, apply(BOB, policy().locked())))
                    .isEqualTo(INSUFFICIENT_PERMISSION);
        }

        @Test
        void staysOnceTheMeetingIsOver() {
            assertThat(refusal(inProgress().ended(), apply(ALICE, policy().locked())))
                    .isEqualTo(MEETING_ENDED);
            assertThat(refusal(scheduled().cancelled(), apply(ALICE, policy().locked())))
                    .isEqualTo(MEETING_NOT_ACTIVE);
        }
    }

    @Nested
    class ThePassword {

        @Test
        void isTheOneThatCame() throws Rejection {
            assertThat(passwordAfter(inProgress(), apply(ALICE, policy().password(), "new")))
                    .isEqualTo("new");
        }

        @Test
        void isKeptWhereNoneCame() throws Rejection {
            AMeeting meeting = inProgress().under(policy().password(), "old");

            assertThat(passwordAfter(meeting, apply(ALICE, policy().password().locked())))
                    .isEqualTo("old");
        }

        @Test
        void isKeptAlsoWhileItIsNotAskedFor() throws Rejection {
            AMeeting meeting = inProgress().under(policy().password(), "old");
            meeting.and(decide(meeting, apply(ALICE, policy())));

            assertThat(passwordAfter(meeting, apply(ALICE, policy().password()))).isEqualTo("old");
        }

        @Test
        void isReplacedByANewOne() throws Rejection {
            AMeeting meeting = inProgress().under(policy().password(), "old");

            assertThat(passwordAfter(meeting, apply(ALICE, policy().password(), "new")))
                    .isEqualTo("new");
        }

        @Test
        void isNeededWhereItIsAskedFor() {
            Rejection refusal =
                    rejectionOf(() -> decide(inProgress(), apply(ALICE, policy().password())));

            assertThat(refusal.code()).isEqualTo(VALIDATION_FAILED);
            assertThat(refusal.details()).containsOnlyKeys("password");
        }

        private static String passwordAfter(AMeeting meeting, ApplyPolicy command)
                throws Rejection {
            return after(meeting, command).passwordId();
        }
    }

    @Nested
    class Blocking {

        @Test
        void removesThoseWhoArePresentAtOnce() throws Rejection {
            AMeeting meeting = inProgress().joined(ALICE, BOB, DAVE);

            assertThat(decide(meeting, apply(ALICE, policy().blocking(BOB, EVE))))
                    .hasSize(2)
                    .last()
                    .isEqualTo(new ParticipantRemoved(ID, NOW, ALICE, List.of(BOB), false));
        }

        @Test
        void removesThoseWhoWaitOrHoldAPlace() throws Rejection {
            AMeeting meeting =
                    inProgress()
                            .waiting(BOB, DAVE)
                            .admitted(DAVE)
                            .under(policy().waitingRoom(), null);

            MeetingState state =
                    after(meeting, apply(ALICE, policy().waitingRoom().blocking(BOB, DAVE)));

            assertThat(state.people().waiting()).isEmpty();
            assertThat(state.people().placesHeld()).isZero();
        }

        @Test
        void takesThemOutOfTheirRoom() throws Rejection {
            RoomId blue = RoomId.next();
            AMeeting meeting = inProgress().joined(BOB).rooms(room(blue, null)).assigned(blue, BOB);

            assertThat(after(meeting, apply(ALICE, policy().blocking(BOB))).rooms().of(BOB))
                    .isEmpty();
        }

        @Test
        void removesNobodyTwice() throws Rejection {
            AMeeting meeting = inProgress().joined(BOB);

            assertThat(decide(meeting, apply(ALICE, policy().blocking(BOB, BOB))))
                    .last()
                    .isEqualTo(new ParticipantRemoved(ID, NOW, ALICE, List.of(BOB), false));
        }

        @Test
        void leavesThoseAloneWhoAreNotThere() throws Rejection {
            AMeeting meeting = inProgress().joined(BOB).left(BOB).waiting(DAVE).denied(DAVE);

            assertThat(decide(meeting, apply(ALICE, policy().blocking(BOB, DAVE, EVE))))
                    .hasOnlyElementsOfType(PolicyChanged.class);
        }

        @ParameterizedTest
        @CsvSource({"alice", "hanna", "colin"})
        void refusesHostsAndCoHosts(UserId host) {
            AMeeting meeting = inProgress().withCoHost(COLIN).joined(ALICE, COLIN);

            assertThat(refusal(meeting, apply(ALICE, policy().blocking(BOB, host))))
                    .isEqualTo(CONFLICT);
        }
    }

    @Nested
    class SwitchingTheWaitingRoomOff {

        private final AMeeting meeting = inProgress().under(policy().waitingRoom());

        @Test
        void admitsThoseWhoWaitInOrderOfArrival() throws Rejection {
            meeting.waiting(DAVE, EVE, BOB);

            assertThat(decide(meeting, apply(ALICE, policy())))
                    .hasSize(2)
                    .last()
                    .isEqualTo(new ParticipantAdmitted(ID, NOW, ALICE, List.of(DAVE, EVE, BOB)));
        }

        @Test
        void admitsAsManyAsThereArePlaces() throws Rejection {
            meeting.joined(ALICE).waiting(DAVE, EVE, BOB).admitted(EVE);

            assertThat(decide(meeting, apply(ALICE, policy().places(3))))
                    .last()
                    .isEqualTo(new ParticipantAdmitted(ID, NOW, ALICE, List.of(DAVE)));
        }

        @Test
        void admitsNobodyWhereThereAreNoPlaces() throws Rejection {
            meeting.joined(ALICE, COLIN).waiting(BOB);

            assertThat(decide(meeting, apply(ALICE, policy().places(1))))
                    .hasOnlyElementsOfType(PolicyChanged.class);
        }

        @Test
        void doesNotAdmitTheBlockedOrDenied() throws Rejection {
            meeting.waiting(BOB, DAVE, EVE).denied(DAVE);

            assertThat(decide(meeting, apply(ALICE, policy().blocking(BOB))))
                    .last()
                    .isEqualTo(new ParticipantAdmitted(ID, NOW, ALICE, List.of(EVE)));
        }

        @Test
        void admitsNobodyWhileItStaysOn() throws Rejection {
            meeting.waiting(BOB);

            assertThat(decide(meeting, apply(ALICE, policy().waitingRoom().locked())))
                    .hasOnlyElementsOfType(PolicyChanged.class);
        }

        @Test
        void admitsAThousandInEventsThatTheLogCanHold() throws Rejection {
            List<UserId> crowd =
                    IntStream.range(0, Policy.PARTICIPANTS_MAX)
                            .mapToObj(i -> new UserId("%064d".formatted(i)))
                            .toList();
            meeting.waiting(crowd.toArray(UserId[]::new));

            List<ParticipantAdmitted> admissions =
                    decide(meeting, apply(ALICE, policy().places(Policy.PARTICIPANTS_MAX))).stream()
                            .filter(ParticipantAdmitted.class::isInstance)
                            .map(ParticipantAdmitted.class::cast)
                            .toList();

            assertThat(admissions)
                    .flatMap(ParticipantAdmitted::userIds)
                    .containsExactlyElementsOf(crowd);
            assertThat(admissions).allMatch(event -> bytesOf(event) < DATA_BYTES_MAX);
        }

        /** Of an entry's 65,535, what the envelope leaves. */
        private static final int DATA_BYTES_MAX = 64_000;

        private static int bytesOf(MeetingEvent event) {
            return Json.COMPACT.writeValueAsBytes(EventJson.split(event).data()).length;
        }
    }

    private static List<MeetingEvent> decide(AMeeting meeting, ApplyPolicy command)
            throws Rejection {
        return Policing.decide(meeting.state(), command);
    }

    private static MeetingState after(AMeeting meeting, ApplyPolicy command) throws Rejection {
        return meeting.and(decide(meeting, command)).state();
    }

    private static ErrorCode refusal(AMeeting meeting, ApplyPolicy command) {
        return refusalOf(() -> decide(meeting, command));
    }
}
