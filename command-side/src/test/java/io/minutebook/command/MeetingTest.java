package io.minutebook.command;

import static io.minutebook.command.given.AMeeting.ID;
import static io.minutebook.command.given.AMeeting.JOINED_AT;
import static io.minutebook.command.given.AMeeting.inProgress;
import static io.minutebook.command.given.AMeeting.participantId;
import static io.minutebook.command.given.AMeeting.scheduled;
import static io.minutebook.command.given.AMeeting.sessionOf;
import static io.minutebook.command.given.Cast.ALICE;
import static io.minutebook.command.given.Cast.BOB;
import static io.minutebook.command.given.Cast.EVE;
import static io.minutebook.command.given.Commands.apply;
import static io.minutebook.command.given.Commands.create;
import static io.minutebook.command.given.Commands.join;
import static io.minutebook.command.given.Commands.start;
import static io.minutebook.command.given.PolicyBuilder.policy;
import static io.minutebook.kernel.ErrorCode.CONFLICT;
import static io.minutebook.kernel.ErrorCode.INSUFFICIENT_PERMISSION;
import static io.minutebook.kernel.ErrorCode.MEETING_NOT_ACTIVE;
import static io.minutebook.kernel.ErrorCode.USER_BLOCKED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.axonframework.test.matchers.Matchers.matches;

import io.minutebook.command.meeting.Lifecycle;
import io.minutebook.kernel.ErrorCode;
import io.minutebook.kernel.LiveStatus;
import io.minutebook.kernel.Policy;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.command.ParticipantCommand.JoinAnswer;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MeetingTest {

    private final AggregateTestFixture<Meeting> fixture = new AggregateTestFixture<>(Meeting.class);

    @Nested
    class Creating {

        @Test
        void answersWithTheMeetingsId() throws Rejection {
            fixture.givenNoPriorActivity()
                    .when(create(ALICE))
                    .expectSuccessfulHandlerExecution()
                    .expectResultMessagePayload(ID)
                    .expectEvents(Lifecycle.decide(create(ALICE)).toArray());
        }

        @Test
        void setsThePolicyInTheSameCommit() throws Rejection {
            Policy locked = policy().locked().build();

            fixture.givenNoPriorActivity()
                    .when(create(ALICE, locked, null))
                    .expectEvents(Lifecycle.decide(create(ALICE, locked, null)).toArray());
        }

        @Test
        void leavesNothingWhereItIsRefused() {
            refused(
                    fixture.givenNoPriorActivity()
                            .when(create(ALICE, policy().blocking(ALICE).build(), null)),
                    CONFLICT);
        }
    }

    @Test
    void answersTheSameWhereNothingChanges() {
        fixture.given(inProgress().joined(BOB).events())
                .when(join(BOB))
                .expectNoEvents()
                .expectResultMessagePayload(
                        new JoinAnswer.Joined(
                                participantId(BOB),
                                BOB,
                                Role.ATTENDEE,
                                sessionOf(BOB),
                                new LiveStatus(true, true, false, false),
                                JOINED_AT));
    }

    @Nested
    class Refusing {

        @Test
        void leavesNoEventWhereTheCallerMayNot() {
            refused(fixture.given(scheduled().events()).when(start(EVE)), INSUFFICIENT_PERMISSION);
        }

        @Test
        void leavesNoEventWhereTheMeetingIsNotReady() {
            refused(fixture.given(scheduled().events()).when(join(ALICE)), MEETING_NOT_ACTIVE);
        }

        /** The rules that decide several events refuse before any of them is applied. */
        @Test
        void leavesNoEventOfSeveral() {
            refused(
                    fixture.given(inProgress().joined(BOB).events())
                            .when(apply(ALICE, policy().blocking(BOB, ALICE))),
                    CONFLICT);
            refused(
                    fixture.given(inProgress().joined(BOB).banned(BOB).events()).when(join(BOB)),
                    USER_BLOCKED);
        }

        /** An unchecked one would make Axon roll back and drop the cached aggregate. */
        @Test
        void isChecked() {
            assertThat(RuntimeException.class.isAssignableFrom(Rejection.class)).isFalse();
        }

        @Test
        void isNotForMeetingsThatAreNotThere() {
            fixture.givenNoPriorActivity()
                    .when(start(ALICE))
                    .expectException(AggregateNotFoundException.class);
        }
    }

    private static void refused(ResultValidator<Meeting> result, ErrorCode code) {
        result.expectNoEvents()
                .expectException(Rejection.class)
                .expectException(
                        matches(fault -> fault instanceof Rejection it && it.code() == code));
    }
}
