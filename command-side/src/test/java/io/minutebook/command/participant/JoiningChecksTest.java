package io.minutebook.command.participant;

import static io.minutebook.command.given.AMeeting.ID;
import static io.minutebook.command.given.AMeeting.inProgress;
import static io.minutebook.command.given.AMeeting.participantId;
import static io.minutebook.command.given.AMeeting.scheduled;
import static io.minutebook.command.given.Cast.ALICE;
import static io.minutebook.command.given.Cast.BOB;
import static io.minutebook.command.given.Cast.COLIN;
import static io.minutebook.command.given.Cast.DAVE;
import static io.minutebook.command.given.Cast.EVE;
import static io.minutebook.command.given.Cast.HANNA;
import static io.minutebook.command.given.Commands.NOW;
import static io.minutebook.command.given.Commands.join;
import static io.minutebook.command.given.PolicyBuilder.policy;
import static io.minutebook.command.given.Refusals.refusalOf;
import static io.minutebook.kernel.ErrorCode.ANONYMOUS_NOT_ALLOWED;
import static io.minutebook.kernel.ErrorCode.DOMAIN_NOT_ALLOWED;
import static io.minutebook.kernel.ErrorCode.JOIN_DENIED;
import static io.minutebook.kernel.ErrorCode.MAX_PARTICIPANTS_REACHED;
import static io.minutebook.kernel.ErrorCode.MEETING_ENDED;
import static io.minutebook.kernel.ErrorCode.MEETING_LOCKED;
import static io.minutebook.kernel.ErrorCode.MEETING_NOT_ACTIVE;
import static io.minutebook.kernel.ErrorCode.PASSWORD_REQUIRED;
import static io.minutebook.kernel.ErrorCode.USER_BLOCKED;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.command.given.AMeeting;
import io.minutebook.command.given.Join;
import io.minutebook.command.given.PolicyBuilder;
import io.minutebook.command.state.MeetingState;
import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.ErrorCode;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.command.ParticipantCommand.JoinAnswer;
import io.minutebook.kernel.command.ParticipantCommand.JoinMeeting;
import io.minutebook.kernel.event.LobbyEvent.ParticipantWaiting;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.ParticipantEvent.ParticipantUnbanned;
import io.minutebook.kernel.event.ParticipantEvent.SessionOpened;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may come in, and who is refused with what. */
class JoiningChecksTest {

    private static final ConnectionId SECOND = new ConnectionId("conn_second");

    @Nested
    class Order {

        /** What may stand in Bob's way, in the order it is looked at. */
        enum Obstacle {
            BLOCKED(USER_BLOCKED),
            DOMAIN(DOMAIN_NOT_ALLOWED),
            GUEST(ANONYMOUS_NOT_ALLOWED),
            DENIED(JOIN_DENIED),
            LOCK(MEETING_LOCKED),
            PASSWORD(PASSWORD_REQUIRED),
            CAPACITY(MAX_PARTICIPANTS_REACHED);

            private final ErrorCode code;

            Obstacle(ErrorCode code) {
                this.code = code;
            }

            boolean isFrom(Obstacle first) {
                return compareTo(first) >= 0;
            }
        }

        /** With each obstacle all later ones stand there too. */
        @ParameterizedTest
        @EnumSource
        void refusesForTheFirstObstacle(Obstacle first) {
            AMeeting meeting = inProgress().joined(DAVE);
            if (Obstacle.DENIED.isFrom(first)) {
                meeting.waiting(BOB).denied(BOB);
            }
            meeting.under(obstacles(first), "password-1");

            assertThat(refusal(meeting, Join.by(BOB).asGuest().command())).isEqualTo(first.code);
        }

        @Test
        void letsWaitBehindTheLastObstacle() throws Rejection {
            AMeeting meeting = inProgress().joined(DAVE).under(policy().guests().waitingRoom());

            assertThat(decide(meeting, Join.by(BOB).asGuest().command()))
                    .hasOnlyElementsOfType(ParticipantWaiting.class);
        }

        @Test
        void looksAtTheMeetingFirst() {
            PolicyBuilder all = obstacles(Obstacle.BLOCKED);

            assertThat(refusal(inProgress().under(all, "password-1").ended(), join(BOB)))
                    .isEqualTo(MEETING_ENDED);
            assertThat(refusal(scheduled().under(all, "password-1"), join(BOB)))
                    .isEqualTo(MEETING_NOT_ACTIVE);
        }

        private static PolicyBuilder obstacles(Obstacle first) {
            PolicyBuilder policy = policy().places(1).waitingRoom();
            if (Obstacle.BLOCKED.isFrom(first)) {
                policy.blocking(BOB);
            }
            if (Obstacle.DOMAIN.isFrom(first)) {
                policy.domains("example.com");
            }
            if (!Obstacle.GUEST.isFrom(first)) {
                policy.guests();
            }
            if (Obstacle.LOCK.isFrom(first)) {
                policy.locked();
            }
            if (Obstacle.PASSWORD.isFrom(first)) {
                policy.password();
            }
            return policy;
        }
    }

    @Nested
    class TheMeeting {

        @Test
        void refusesBeforeTheStart() {
            assertThat(refusal(scheduled(), join(BOB))).isEqualTo(MEETING_NOT_ACTIVE);
        }

        @Test
        void refusesHostsBeforeTheStartToo() {
            assertThat(refusal(scheduled(), join(ALICE))).isEqualTo(MEETING_NOT_ACTIVE);
        }

        @Test
        void refusesWhereItWasCancelled() {
            assertThat(refusal(scheduled().cancelled(), join(BOB))).isEqualTo(MEETING_NOT_ACTIVE);
        }

        @Test
        void refusesAfterTheEndEvenThoseWhoWereThere() {
            assertThat(refusal(inProgress().joined(BOB).ended(), join(BOB)))
                    .isEqualTo(MEETING_ENDED);
            assertThat(refusal(inProgress().joined(ALICE).ended(), join(ALICE)))
                    .isEqualTo(MEETING_ENDED);
        }
    }

    @Nested
    class TheBlockList {

        @Test
        void refusesWhomThePolicyBlocks() {
            assertThat(refusal(inProgress().under(policy().blocking(BOB)), join(BOB)))
                    .isEqualTo(USER_BLOCKED);
        }

        @Test
        void refusesTheBanned() {
            assertThat(refusal(inProgress().joined(BOB).banned(BOB), join(BOB)))
                    .isEqualTo(USER_BLOCKED);
        }

        @Test
        void refusesABannedHost() {
            assertThat(refusal(inProgress().joined(HANNA).banned(HANNA), join(HANNA)))
                    .isEqualTo(USER_BLOCKED);
        }

        @Test
        void letsInAgainOnceUnbanned() throws Rejection {
            AMeeting meeting =
                    inProgress()
                            .joined(BOB)
                            .banned(BOB)
                            .and(new ParticipantUnbanned(ID, NOW, ALICE, BOB));

            assertThat(after(meeting, join(BOB)).isPresent(BOB)).isTrue();
        }

        @Test
        void letsTheRemovedComeBack() throws Rejection {
            assertThat(after(inProgress().joined(BOB).removed(BOB), join(BOB)).isPresent(BOB))
                    .isTrue();
        }
    }

    @Nested
    class Domains {

        private final AMeeting meeting =
                inProgress().under(policy().domains("example.com", "company.com"));

        @ParameterizedTest
        @ValueSource(strings = {"bob@example.com", "bob@EXAMPLE.com", "bob@company.com"})
        void letInWhoeverHasAVerifiedAddressThere(String address) throws Rejection {
            JoinMeeting command = Join.by(BOB).withAddress(address).command();

            assertThat(after(meeting, command).isPresent(BOB)).isTrue();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "bob@mail.example.com",
                    "bob@notexample.com",
                    "bob@example.com.evil.org",
                    "example.com",
                    "bob@example.com@evil.org",
                    "bob@"
                })
        void refuseOthers(String address) {
            assertThat(refusal(meeting, Join.by(BOB).withAddress(address).command()))
                    .isEqualTo(DOMAIN_NOT_ALLOWED);
        }

        @Test
        void refuseAnUnverifiedAddress() {
            JoinMeeting command = Join.by(BOB).withUnverifiedAddress("bob@example.com").command();

            assertThat(refusal(meeting, command)).isEqualTo(DOMAIN_NOT_ALLOWED);
        }

        @Test
        void refuseWhoHasNoAddress() {
            assertThat(refusal(meeting, join(BOB))).isEqualTo(DOMAIN_NOT_ALLOWED);
        }
    }

    @Nested
    class Guests {

        @Test
        void areRefusedByDefault() {
            assertThat(refusal(inProgress(), Join.by(BOB).asGuest().command()))
                    .isEqualTo(ANONYMOUS_NOT_ALLOWED);
        }

        @Test
        void comeInWhereThePolicyLetsThem() throws Rejection {
            AMeeting meeting = inProgress().under(policy().guests());

            assertThat(after(meeting, Join.by(BOB).asGuest().command()).isPresent(BOB)).isTrue();
        }
    }

    @Nested
    class TheLock {

        private final AMeeting meeting = inProgress().under(policy().locked());

        @Test
        void refusesAttendees() {
            assertThat(refusal(meeting, join(BOB))).isEqualTo(MEETING_LOCKED);
        }

        @Test
        void refusesWhoWasThereBefore() {
            assertThat(refusal(meeting.joined(BOB).left(BOB), join(BOB))).isEqualTo(MEETING_LOCKED);
        }

        @Test
        void leavesFurtherSessionsAlone() throws Rejection {
            assertThat(decide(meeting.joined(BOB), Join.by(BOB).over(SECOND).command()))
                    .hasOnlyElementsOfType(SessionOpened.class);
        }
    }

    @Nested
    class ThePassword {

        private final AMeeting meeting = inProgress().under(policy().password(), "password-1");

        @Test
        void letsInWhoKnowsIt() throws Rejection {
            assertThat(after(meeting, Join.by(BOB).knowing("password-1").command()).isPresent(BOB))
                    .isTrue();
        }

        @Test
        void isAskedFor() {
            assertThat(refusal(meeting, join(BOB))).isEqualTo(PASSWORD_REQUIRED);
        }

        @Test
        void isTheOneInForce() {
            assertThat(refusal(meeting, Join.by(BOB).knowing("password-0").command()))
                    .isEqualTo(PASSWORD_REQUIRED);
        }

        @Test
        void isNotAskedForWhereThePolicyNoLongerWantsIt() throws Rejection {
            meeting.under(policy(), "password-1");

            assertThat(after(meeting, join(BOB)).isPresent(BOB)).isTrue();
        }
    }

    @Nested
    class Capacity {

        private final AMeeting meeting = inProgress().under(policy().places(2));

        @Test
        void givesTheLastPlaceToOne() throws Rejection {
            meeting.joined(BOB).and(decide(meeting, join(DAVE)));

            assertThat(refusal(meeting, join(EVE))).isEqualTo(MAX_PARTICIPANTS_REACHED);
        }

        @Test
        void isFreedByLeaving() throws Rejection {
            assertThat(after(meeting.joined(BOB, DAVE).left(DAVE), join(EVE)).isPresent(EVE))
                    .isTrue();
        }

        @Test
        void isFreedByRemoval() throws Rejection {
            meeting.waiting(DAVE).admitted(DAVE).joined(BOB, DAVE).removed(DAVE);

            assertThat(after(meeting, join(EVE)).isPresent(EVE)).isTrue();
        }

        @Test
        void countsPeopleAndNotSessions() throws Rejection {
            meeting.joined(BOB).session(BOB, SECOND);

            assertThat(after(meeting, join(DAVE)).isPresent(DAVE)).isTrue();
        }

        @Test
        void countsHosts() {
            assertThat(refusal(meeting.joined(ALICE, BOB), join(DAVE)))
                    .isEqualTo(MAX_PARTICIPANTS_REACHED);
        }

        @Test
        void doesNotCountThoseWhoWait() throws Rejection {
            assertThat(after(meeting.waiting(BOB, DAVE), join(EVE)).isPresent(EVE)).isTrue();
        }

        @Test
        void keepsThePlacesOfTheAdmitted() {
            assertThat(refusal(meeting.waiting(BOB).admitted(BOB).joined(DAVE), join(EVE)))
                    .isEqualTo(MAX_PARTICIPANTS_REACHED);
        }

        @Test
        void keepsThePlaceOfTheAdmittedAlsoWhileTheyAreAway() {
            meeting.waiting(BOB).admitted(BOB).joined(BOB, DAVE).left(BOB);

            assertThat(refusal(meeting, join(EVE))).isEqualTo(MAX_PARTICIPANTS_REACHED);
        }

        @Test
        void countsTheAdmittedWhoArePresentOnce() throws Rejection {
            assertThat(after(meeting.waiting(BOB).admitted(BOB).joined(BOB), join(DAVE)))
                    .matches(state -> state.isPresent(DAVE));
        }

        @Test
        void leavesFurtherSessionsAlone() throws Rejection {
            assertThat(decide(meeting.joined(BOB, DAVE), Join.by(BOB).over(SECOND).command()))
                    .hasOnlyElementsOfType(SessionOpened.class);
        }
    }

    @Nested
    class TheWaitingRoom {

        private final AMeeting meeting = inProgress().under(policy().waitingRoom());

        @Test
        void letsAttendeesWait() throws Rejection {
            JoinMeeting command =
                    Join.by(BOB).named("Bob Builder").withAddress("bob@example.com").command();

            assertThat(decide(meeting, command))
                    .containsExactly(
                            new ParticipantWaiting(
                                    ID,
                                    NOW,
                                    BOB,
                                    participantId(BOB),
                                    BOB,
                                    Role.ATTENDEE,
                                    "Bob Builder",
                                    "bob@example.com"));
        }

        @Test
        void answersThatTheyWait() throws Rejection {
            assertThat(Joining.answer(after(meeting, join(BOB)), join(BOB)))
                    .isEqualTo(new JoinAnswer.Waiting(participantId(BOB), BOB, Role.ATTENDEE));
        }

        @Test
        void takesWhoWaitsAlreadyAtTheirWord() throws Rejection {
            meeting.waiting(BOB);

            assertThat(decide(meeting, join(BOB))).isEmpty();
            assertThat(Joining.answer(meeting.state(), join(BOB)))
                    .isInstanceOf(JoinAnswer.Waiting.class);
        }

        @Test
        void isNotPassedByHavingBeenThereBefore() throws Rejection {
            assertThat(decide(meeting.joined(BOB).left(BOB), join(BOB)))
                    .hasOnlyElementsOfType(ParticipantWaiting.class);
        }

        @Test
        void isNotPassedByComingBackAfterARemoval() throws Rejection {
            meeting.waiting(BOB).admitted(BOB).joined(BOB).removed(BOB);

            assertThat(decide(meeting, join(BOB))).hasOnlyElementsOfType(ParticipantWaiting.class);
        }

        @Test
        void leavesThoseWhoArePresentAlone() throws Rejection {
            assertThat(decide(inProgress().joined(BOB).under(policy().waitingRoom()), join(BOB)))
                    .isEmpty();
        }

        @Test
        void refusesTheDenied() {
            assertThat(refusal(meeting.waiting(BOB).denied(BOB), join(BOB))).isEqualTo(JOIN_DENIED);
        }

        @Test
        void refusesTheDeniedAlsoOnceItIsSwitchedOff() {
            assertThat(refusal(meeting.waiting(BOB).denied(BOB).under(policy()), join(BOB)))
                    .isEqualTo(JOIN_DENIED);
        }

        @Test
        void letsInWhomItHeldOnceItIsSwitchedOff() throws Rejection {
            assertThat(after(meeting.waiting(BOB).under(policy()), join(BOB)))
                    .matches(state -> state.isPresent(BOB))
                    .matches(state -> state.people().waiting().isEmpty());
        }
    }

    @Nested
    class TheAdmitted {

        private final AMeeting meeting =
                inProgress()
                        .joined(DAVE)
                        .waiting(BOB)
                        .admitted(BOB)
                        .under(policy().waitingRoom().locked().password().places(1), "password-1");

        @Test
        void passWaitingRoomLockPasswordAndCapacity() throws Rejection {
            assertThat(after(meeting, join(BOB)).isPresent(BOB)).isTrue();
        }

        @Test
        void passForTheRestOfTheMeeting() throws Rejection {
            assertThat(after(meeting.joined(BOB).left(BOB), join(BOB)).isPresent(BOB)).isTrue();
        }

        @Test
        void doNotPassTheBlockList() {
            assertThat(refusal(meeting.under(policy().blocking(BOB)), join(BOB)))
                    .isEqualTo(USER_BLOCKED);
        }

        @Test
        void doNotPassDomains() {
            assertThat(refusal(meeting.under(policy().domains("example.com")), join(BOB)))
                    .isEqualTo(DOMAIN_NOT_ALLOWED);
        }

        @Test
        void doNotPassAsGuests() {
            assertThat(refusal(meeting, Join.by(BOB).asGuest().command()))
                    .isEqualTo(ANONYMOUS_NOT_ALLOWED);
        }

        @Test
        void areRefusedOnceTheyAreDenied() {
            assertThat(refusal(meeting.denied(BOB), join(BOB))).isEqualTo(JOIN_DENIED);
        }
    }

    @Nested
    class Hosts {

        private final AMeeting meeting =
                inProgress()
                        .withCoHost(COLIN)
                        .joined(DAVE)
                        .under(
                                policy().waitingRoom()
                                        .locked()
                                        .password()
                                        .places(1)
                                        .domains("example.com"),
                                "password-1");

        @ParameterizedTest
        @CsvSource({"alice, HOST", "hanna, HOST", "colin, CO_HOST"})
        void passEverythingButTheBlockList(UserId user, Role role) throws Rejection {
            JoinMeeting command = Join.by(user).asGuest().command();

            assertThat(Joining.answer(after(meeting, command), command))
                    .isInstanceOf(JoinAnswer.Joined.class)
                    .extracting(JoinAnswer::role)
                    .isEqualTo(role);
        }

        @Test
        void passAlsoWhereTheyWereTurnedAwayAsAttendees() throws Rejection {
            meeting.waiting(EVE).denied(EVE).withCoHost(EVE);

            assertThat(after(meeting, join(EVE)).isPresent(EVE)).isTrue();
        }
    }

    private static List<MeetingEvent> decide(AMeeting meeting, JoinMeeting command)
            throws Rejection {
        return Joining.decide(meeting.state(), command);
    }

    private static MeetingState after(AMeeting meeting, JoinMeeting command) throws Rejection {
        return meeting.and(decide(meeting, command)).state();
    }

    private static ErrorCode refusal(AMeeting meeting, JoinMeeting command) {
        return refusalOf(() -> decide(meeting, command));
    }
}
