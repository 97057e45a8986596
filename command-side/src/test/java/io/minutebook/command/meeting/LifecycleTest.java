package io.minutebook.command.meeting;

import static io.minutebook.command.given.AMeeting.CREATED_AT;
import static io.minutebook.command.given.AMeeting.ID;
import static io.minutebook.command.given.AMeeting.STARTED_AT;
import static io.minutebook.command.given.AMeeting.inProgress;
import static io.minutebook.command.given.AMeeting.scheduled;
import static io.minutebook.command.given.Cast.ALICE;
import static io.minutebook.command.given.Cast.BOB;
import static io.minutebook.command.given.Cast.COLIN;
import static io.minutebook.command.given.Cast.DAVE;
import static io.minutebook.command.given.Cast.EVE;
import static io.minutebook.command.given.Cast.HANNA;
import static io.minutebook.command.given.Commands.NOW;
import static io.minutebook.command.given.Commands.cancel;
import static io.minutebook.command.given.Commands.create;
import static io.minutebook.command.given.Commands.end;
import static io.minutebook.command.given.Commands.start;
import static io.minutebook.command.given.PolicyBuilder.policy;
import static io.minutebook.command.given.Refusals.refusalOf;
import static io.minutebook.kernel.ErrorCode.CONFLICT;
import static io.minutebook.kernel.ErrorCode.INSUFFICIENT_PERMISSION;
import static io.minutebook.kernel.ErrorCode.MEETING_ALREADY_ACTIVE;
import static io.minutebook.kernel.ErrorCode.MEETING_ENDED;
import static io.minutebook.kernel.ErrorCode.MEETING_NOT_ACTIVE;
import static io.minutebook.kernel.ErrorCode.MEETING_NOT_STARTABLE;
import static io.minutebook.kernel.ErrorCode.VALIDATION_FAILED;
import static io.minutebook.kernel.event.LifecycleEvent.Field.DESCRIPTION;
import static io.minutebook.kernel.event.LifecycleEvent.Field.HOST_USER_IDS;
import static io.minutebook.kernel.event.LifecycleEvent.Field.INVITED_USER_IDS;
import static io.minutebook.kernel.event.LifecycleEvent.Field.MAX_DURATION_MINUTES;
import static io.minutebook.kernel.event.LifecycleEvent.Field.SCHEDULED_END;
import static io.minutebook.kernel.event.LifecycleEvent.Field.SCHEDULED_START;
import static io.minutebook.kernel.event.LifecycleEvent.Field.TITLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.command.given.AMeeting;
import io.minutebook.command.state.MeetingState;
import io.minutebook.kernel.Caller;
import io.minutebook.kernel.EndReason;
import io.minutebook.kernel.ErrorCode;
import io.minutebook.kernel.Policy;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.command.LifecycleCommand.CreateMeeting;
import io.minutebook.kernel.command.LifecycleCommand.MeetingPlan;
import io.minutebook.kernel.command.LifecycleCommand.PlanChange;
import io.minutebook.kernel.command.LifecycleCommand.UpdateMeeting;
import io.minutebook.kernel.event.LifecycleEvent.Field;
import io.minutebook.kernel.event.LifecycleEvent.MeetingCancelled;
import io.minutebook.kernel.event.LifecycleEvent.MeetingCreated;
import io.minutebook.kernel.event.LifecycleEvent.MeetingEnded;
import io.minutebook.kernel.event.LifecycleEvent.MeetingStarted;
import io.minutebook.kernel.event.LifecycleEvent.MeetingUpdated;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.PolicyEvent.PolicyChanged;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LifecycleTest {

    @Nested
    class Creating {

        @Test
        void recordsThePlan() throws Rejection {
            Instant start = Instant.parse("2024-02-01T10:00:00Z");
            Instant end = Instant.parse("2024-02-01T11:00:00Z");
            MeetingPlan plan =
                    new MeetingPlan(
                            "Title", "Text", start, end, List.of(HANNA), List.of(BOB, DAVE), 60);

            assertThat(
                            Lifecycle.decide(
                                    new CreateMeeting(
                                            ID, Caller.of(ALICE), NOW, plan, "ext-1", null, null)))
                    .containsExactly(
                            new MeetingCreated(
                                    ID,
                                    NOW,
                                    ALICE,
                                    "Title",
                                    "Text",
                                    start,
                                    end,
                                    "ext-1",
                                    List.of(HANNA),
                                    List.of(BOB, DAVE),
                                    60));
        }

        @Test
        void makesTheCreatorAndThoseNamedHosts() {
            MeetingState meeting = scheduled().state();

            assertThat(meeting.roleOf(ALICE)).isEqualTo(Role.HOST);
            assertThat(meeting.roleOf(HANNA)).isEqualTo(Role.HOST);
            assertThat(meeting.roleOf(BOB)).isEqualTo(Role.ATTENDEE);
        }

        @Test
        void startsFromTheDefaultPolicy() {
            assertThat(scheduled().state().policy()).isEqualTo(Policy.DEFAULT);
        }

        @Test
        void setsThePolicyThatCameWithIt() throws Rejection {
            Policy policy = policy().password().build();

            assertThat(Lifecycle.decide(create(ALICE, policy, "password-1")))
                    .hasSize(2)
                    .last()
                    .isEqualTo(new PolicyChanged(ID, NOW, ALICE, policy, "password-1"));
        }

        @Test
        void refusesAPolicyThatAsksForAPasswordWithoutOne() {
            assertThat(
                            refusalOf(
                                    () ->
                                            Lifecycle.decide(
                                                    create(
                                                            ALICE,
                                                            policy().password().build(),
                                                            null))))
                    .isEqualTo(VALIDATION_FAILED);
        }

        @ParameterizedTest
        @CsvSource({"alice", "hanna"})
        void refusesAPolicyThatBlocksAHost(UserId host) {
            Policy policy = policy().blocking(host).build();

            assertThat(refusalOf(() -> Lifecycle.decide(create(ALICE, policy, null))))
                    .isEqualTo(CONFLICT);
        }
    }

    @Nested
    class Updating {

        private static final Instant START = Instant.parse("2024-02-01T10:00:00Z");
        private static final Instant END = Instant.parse("2024-02-01T11:00:00Z");
        private static final PlanChange WHOLE =
                new PlanChange("Title", "Text", START, END, List.of(DAVE), List.of(BOB), 60);
        private static final PlanChange CLEARED =
                new PlanChange(null, null, null, null, null, null, null);

        @Test
        void changesEverythingWhileScheduled() throws Rejection {
            assertThat(decide(scheduled(), update(ALICE, Set.of(Field.values()), WHOLE)))
                    .containsExactly(
                            new MeetingUpdated(
                                    ID,
                                    NOW,
                                    ALICE,
                                    Set.of(Field.values()),
                                    "Title",
                                    "Text",
                                    START,
                                    END,
                                    List.of(DAVE),
                                    List.of(BOB),
                                    60));
        }

        @Test
        void recordsNothingButWhatChanges() throws Rejection {
            assertThat(
                            decide(
                                    scheduled(),
                                    update(ALICE, Set.of(DESCRIPTION, INVITED_USER_IDS), WHOLE)))
                    .containsExactly(
                            new MeetingUpdated(
                                    ID,
                                    NOW,
                                    ALICE,
                                    Set.of(DESCRIPTION, INVITED_USER_IDS),
                                    null,
                                    "Text",
                                    null,
                                    null,
                                    null,
                                    List.of(BOB),
                                    null));
        }

        @Test
        void clearsAListByEmptyingIt() throws Rejection {
            assertThat(
                            decide(
                                    scheduled(),
                                    update(
                                            ALICE,
                                            Set.of(
                                                    HOST_USER_IDS,
                                                    INVITED_USER_IDS,
                                                    SCHEDULED_START),
                                            CLEARED)))
                    .containsExactly(
                            new MeetingUpdated(
                                    ID,
                                    NOW,
                                    ALICE,
                                    Set.of(HOST_USER_IDS, INVITED_USER_IDS, SCHEDULED_START),
                                    null,
                                    null,
                                    null,
                                    null,
                                    List.of(),
                                    List.of(),
                                    null));
        }

        @Test
        void keepsTheEndAfterTheStartAlsoWhereOnlyOneOfThemChanges() throws Rejection {
            PlanChange early = new PlanChange(null, null, null, START, null, null, null);
            PlanChange late = new PlanChange(null, null, END, null, null, null, null);
            AMeeting meeting = scheduled();
            Set<Field> times = Set.of(SCHEDULED_START, SCHEDULED_END);
            meeting.and(decide(meeting, update(ALICE, times, WHOLE)));

            assertThat(refusal(meeting, update(ALICE, Set.of(SCHEDULED_END), early)))
                    .isEqualTo(VALIDATION_FAILED);
            assertThat(refusal(meeting, update(ALICE, Set.of(SCHEDULED_START), late)))
                    .isEqualTo(VALIDATION_FAILED);
            assertThat(decide(meeting, update(ALICE, times, late))).hasSize(1);
        }

        @Test
        void isNothingWhereNothingIsNamed() throws Rejection {
            assertThat(decide(scheduled(), update(ALICE, Set.of(), WHOLE))).isEmpty();
            assertThat(decide(inProgress().ended(), update(ALICE, Set.of(), WHOLE))).isEmpty();
        }

        @ParameterizedTest
        @EnumSource(
                value = Field.class,
                names = {"TITLE", "DESCRIPTION"})
        void changesTextsAtAnyTime(Field field) throws Rejection {
            for (AMeeting meeting :
                    List.of(inProgress(), inProgress().ended(), scheduled().cancelled())) {
                assertThat(decide(meeting, update(ALICE, Set.of(field), WHOLE))).hasSize(1);
            }
        }

        @ParameterizedTest
        @EnumSource(
                value = Field.class,
                mode = EnumSource.Mode.EXCLUDE,
                names = {"TITLE", "DESCRIPTION"})
        void refusesTheRestOnceItWasStartedOrCancelled(Field field) {
            UpdateMeeting command = update(ALICE, Set.of(TITLE, field), WHOLE);

            assertThat(refusal(inProgress(), command)).isEqualTo(CONFLICT);
            assertThat(refusal(inProgress().ended(), command)).isEqualTo(CONFLICT);
            assertThat(refusal(scheduled().cancelled(), command)).isEqualTo(CONFLICT);
        }

        @Test
        void isForHostsAndCoHosts() throws Rejection {
            AMeeting meeting = scheduled().withCoHost(COLIN);
            Set<Field> all =
                    Set.of(
                            TITLE,
                            DESCRIPTION,
                            SCHEDULED_START,
                            SCHEDULED_END,
                            INVITED_USER_IDS,
                            MAX_DURATION_MINUTES);

            assertThat(decide(meeting, update(HANNA, all, WHOLE))).hasSize(1);
            assertThat(decide(meeting, update(COLIN, all, WHOLE))).hasSize(1);
            assertThat(refusal(meeting, update(BOB, Set.of(TITLE), WHOLE)))
                    .isEqualTo(INSUFFICIENT_PERMISSION);
        }

        private static UpdateMeeting update(UserId by, Set<Field> changed, PlanChange plan) {
            return new UpdateMeeting(ID, Caller.of(by), NOW, changed, plan);
        }

        @Nested
        class ItsHosts {

            @Test
            void replacesThem() throws Rejection {
                AMeeting meeting = scheduled();
                meeting.and(decide(meeting, hosts(ALICE, DAVE, EVE)));

                MeetingState changed = meeting.state();

                assertThat(changed.roleOf(DAVE)).isEqualTo(Role.HOST);
                assertThat(changed.roleOf(EVE)).isEqualTo(Role.HOST);
                assertThat(changed.roleOf(HANNA)).isEqualTo(Role.ATTENDEE);
            }

            @Test
            void alwaysKeepsTheCreator() throws Rejection {
                AMeeting meeting = scheduled();
                meeting.and(decide(meeting, hosts(HANNA, HANNA)));

                assertThat(meeting.state().roleOf(ALICE)).isEqualTo(Role.HOST);
            }

            @Test
            void isNotForCoHosts() {
                assertThat(refusal(scheduled().withCoHost(COLIN), hosts(COLIN, HANNA, COLIN)))
                        .isEqualTo(INSUFFICIENT_PERMISSION);
            }

            @Test
            void refusesWhoWouldTakeTheirOwnRole() {
                assertThat(refusal(scheduled(), hosts(HANNA, DAVE)))
                        .isEqualTo(INSUFFICIENT_PERMISSION);
            }

            @Test
            void refusesSomebodyBlocked() {
                AMeeting meeting = scheduled().under(policy().blocking(DAVE));

                assertThat(refusal(meeting, hosts(ALICE, HANNA, DAVE))).isEqualTo(CONFLICT);
            }

            private static UpdateMeeting hosts(UserId by, UserId... hosts) {
                return update(
                        by,
                        Set.of(HOST_USER_IDS),
                        new PlanChange(null, null, null, null, List.of(hosts), null, null));
            }
        }

        private static List<MeetingEvent> decide(AMeeting meeting, UpdateMeeting command)
                throws Rejection {
            return Lifecycle.decide(meeting.state(), command);
        }

        private static ErrorCode refusal(AMeeting meeting, UpdateMeeting command) {
            return refusalOf(() -> decide(meeting, command));
        }
    }

    @Nested
    class Cancelling {

        @Test
        void cancelsWhatIsScheduled() throws Rejection {
            assertThat(Lifecycle.decide(scheduled().state(), cancel(HANNA)))
                    .containsExactly(new MeetingCancelled(ID, NOW, HANNA));
        }

        @Test
        void isNothingASecondTime() throws Rejection {
            assertThat(Lifecycle.decide(scheduled().cancelled().state(), cancel(ALICE))).isEmpty();
        }

        @Test
        void refusesOnceItWasStarted() {
            assertThat(refusal(inProgress(), ALICE)).isEqualTo(CONFLICT);
            assertThat(refusal(inProgress().ended(), ALICE)).isEqualTo(CONFLICT);
        }

        @Test
        void isForHosts() {
            assertThat(refusal(scheduled(), BOB)).isEqualTo(INSUFFICIENT_PERMISSION);
            assertThat(refusal(inProgress(), BOB)).isEqualTo(INSUFFICIENT_PERMISSION);
        }

        private static ErrorCode refusal(AMeeting meeting, UserId by) {
            return refusalOf(() -> Lifecycle.decide(meeting.state(), cancel(by)));
        }
    }

    @Nested
    class Starting {

        @Test
        void startsWhatIsScheduled() throws Rejection {
            assertThat(Lifecycle.decide(scheduled().state(), start(ALICE)))
                    .containsExactly(new MeetingStarted(ID, NOW, ALICE));
        }

        @Test
        void isForHostsAndCoHosts() throws Rejection {
            AMeeting meeting = scheduled().withCoHost(COLIN);

            assertThat(Lifecycle.decide(meeting.state(), start(HANNA))).hasSize(1);
            assertThat(Lifecycle.decide(meeting.state(), start(COLIN))).hasSize(1);
            assertThat(refusal(meeting, BOB)).isEqualTo(INSUFFICIENT_PERMISSION);
        }

        @Test
        void refusesASecondStart() {
            assertThat(refusal(inProgress(), HANNA)).isEqualTo(MEETING_ALREADY_ACTIVE);
        }

        @Test
        void refusesAfterTheEnd() {
            assertThat(refusal(inProgress().ended(), ALICE)).isEqualTo(MEETING_ENDED);
        }

        @Test
        void refusesWhatWasCancelled() {
            assertThat(refusal(scheduled().cancelled(), ALICE)).isEqualTo(MEETING_NOT_STARTABLE);
        }

        @Test
        void looksAtThePermissionFirst() {
            assertThat(refusal(inProgress(), BOB)).isEqualTo(INSUFFICIENT_PERMISSION);
            assertThat(refusal(inProgress().ended(), BOB)).isEqualTo(INSUFFICIENT_PERMISSION);
        }

        private static ErrorCode refusal(AMeeting meeting, UserId by) {
            return refusalOf(() -> Lifecycle.decide(meeting.state(), start(by)));
        }
    }

    @Nested
    class Ending {

        @Test
        void countsThePeopleWhoEverJoinedOnce() throws Rejection {
            AMeeting meeting =
                    inProgress()
                            .joined(ALICE, BOB, DAVE)
                            .left(BOB)
                            .joined(BOB)
                            .left(DAVE)
                            .waiting(EVE);

            assertThat(Lifecycle.decide(meeting.state(), end(HANNA)))
                    .containsExactly(
                            new MeetingEnded(
                                    ID, NOW, HANNA, EndReason.ENDED_BY_HOST, STARTED_AT, 3));
        }

        @Test
        void leavesNobodyPresentWaitingOrInARoom() throws Rejection {
            RoomId blue = RoomId.next();
            AMeeting meeting =
                    inProgress()
                            .joined(ALICE, BOB)
                            .waiting(EVE)
                            .rooms(AMeeting.room(blue, null))
                            .assigned(blue, BOB);
            meeting.and(Lifecycle.decide(meeting.state(), end(ALICE)));

            MeetingState ended = meeting.state();

            assertThat(ended.people().present()).isEmpty();
            assertThat(ended.people().waiting()).isEmpty();
            assertThat(ended.people().attendance()).isEqualTo(2);
            assertThat(ended.rooms().areOpen()).isFalse();
            assertThat(ended.rooms().of(BOB)).isEmpty();
        }

        @Test
        void isForHostsAndCoHosts() throws Rejection {
            AMeeting meeting = inProgress().withCoHost(COLIN).joined(BOB);

            assertThat(Lifecycle.decide(meeting.state(), end(COLIN))).hasSize(1);
            assertThat(refusal(meeting, BOB)).isEqualTo(INSUFFICIENT_PERMISSION);
            assertThat(refusal(meeting.ended(), BOB)).isEqualTo(INSUFFICIENT_PERMISSION);
        }

        @Test
        void refusesBeforeTheStart() {
            assertThat(refusal(scheduled(), ALICE)).isEqualTo(MEETING_NOT_ACTIVE);
            assertThat(refusal(scheduled().cancelled(), ALICE)).isEqualTo(MEETING_NOT_ACTIVE);
        }

        @Test
        void refusesASecondEnd() {
            assertThat(refusal(inProgress().ended(), ALICE)).isEqualTo(MEETING_ENDED);
        }

        private static ErrorCode refusal(AMeeting meeting, UserId by) {
            return refusalOf(() -> Lifecycle.decide(meeting.state(), end(by)));
        }
    }

    /** The fixture says nothing else than the product's own first event. */
    @Test
    void aScheduledMeetingIsWhatCreatingMakes() throws Rejection {
        MeetingCreated created = (MeetingCreated) Lifecycle.decide(create(ALICE)).get(0);

        assertThat(scheduled().events())
                .containsExactly(
                        new MeetingCreated(
                                created.meetingId(),
                                CREATED_AT,
                                created.by(),
                                created.title(),
                                created.description(),
                                created.scheduledStart(),
                                created.scheduledEnd(),
                                created.externalId(),
                                created.hostUserIds(),
                                created.invitedUserIds(),
                                created.maxDurationMinutes()));
    }
}
