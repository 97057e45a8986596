package io.minutebook.command;

import static io.minutebook.command.given.AMeeting.ID;
import static io.minutebook.command.given.AMeeting.JOINED_AT;
import static io.minutebook.command.given.AMeeting.inProgress;
import static io.minutebook.command.given.AMeeting.participantId;
import static io.minutebook.command.given.AMeeting.room;
import static io.minutebook.command.given.AMeeting.scheduled;
import static io.minutebook.command.given.AMeeting.sessionOf;
import static io.minutebook.command.given.Cast.ALICE;
import static io.minutebook.command.given.Cast.BOB;
import static io.minutebook.command.given.Cast.DAVE;
import static io.minutebook.command.given.Cast.EVE;
import static io.minutebook.command.given.Commands.NOW;
import static io.minutebook.command.given.Commands.admit;
import static io.minutebook.command.given.Commands.apply;
import static io.minutebook.command.given.Commands.assign;
import static io.minutebook.command.given.Commands.cancel;
import static io.minutebook.command.given.Commands.create;
import static io.minutebook.command.given.Commands.deny;
import static io.minutebook.command.given.Commands.end;
import static io.minutebook.command.given.Commands.join;
import static io.minutebook.command.given.Commands.leave;
import static io.minutebook.command.given.Commands.openAndSpread;
import static io.minutebook.command.given.Commands.plan;
import static io.minutebook.command.given.Commands.react;
import static io.minutebook.command.given.Commands.say;
import static io.minutebook.command.given.Commands.show;
import static io.minutebook.command.given.Commands.start;
import static io.minutebook.command.given.PolicyBuilder.policy;
import static io.minutebook.kernel.ErrorCode.CONFLICT;
import static io.minutebook.kernel.ErrorCode.INSUFFICIENT_PERMISSION;
import static io.minutebook.kernel.ErrorCode.MEETING_NOT_ACTIVE;
import static io.minutebook.kernel.ErrorCode.USER_BLOCKED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.axonframework.test.matchers.Matchers.matches;

import io.minutebook.command.breakout.Assigning;
import io.minutebook.command.breakout.Opening;
import io.minutebook.command.chat.Chatting;
import io.minutebook.command.given.AMeeting;
import io.minutebook.command.lobby.Deciding;
import io.minutebook.command.meeting.Lifecycle;
import io.minutebook.command.participant.BeingSeen;
import io.minutebook.command.participant.Joining;
import io.minutebook.command.participant.Leaving;
import io.minutebook.command.policy.Policing;
import io.minutebook.kernel.Caller;
import io.minutebook.kernel.ErrorCode;
import io.minutebook.kernel.Flags;
import io.minutebook.kernel.LiveStatus;
import io.minutebook.kernel.Policy;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.command.BreakoutCommand.AssignToRoom;
import io.minutebook.kernel.command.BreakoutCommand.OpenRooms;
import io.minutebook.kernel.command.BreakoutCommand.RoomsOpenedAnswer;
import io.minutebook.kernel.command.Done;
import io.minutebook.kernel.command.LifecycleCommand.PlanChange;
import io.minutebook.kernel.command.LifecycleCommand.UpdateMeeting;
import io.minutebook.kernel.command.MeetingCommand;
import io.minutebook.kernel.command.ParticipantCommand.JoinAnswer;
import io.minutebook.kernel.command.ParticipantCommand.Left;
import io.minutebook.kernel.event.LifecycleEvent.Field;
import io.minutebook.kernel.event.MeetingEvent;
import java.lang.reflect.Executable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MeetingTest {

    private static final RoomId BLUE = new RoomId("01HM0000000000000000000004");
    private static final Flags HAND_UP = new Flags(null, null, null, true);

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

    /** A command that is obeyed: what the rule decides is recorded, and this is the answer. */
    record Route(AMeeting given, MeetingCommand<?> command, Decision decision, Object answer) {

        interface Decision {
            List<MeetingEvent> make() throws Rejection;
        }

        @Override
        public String toString() {
            return command.getClass().getSimpleName();
        }
    }

    static Stream<Route> routes() throws Rejection {
        return Stream.of(lifecycle(), participants(), lobbyAndPolicy(), chatAndRooms())
                .flatMap(List::stream);
    }

    private static List<Route> lifecycle() throws Rejection {
        AMeeting planned = scheduled();
        AMeeting running = inProgress();
        UpdateMeeting update =
                new UpdateMeeting(
                        ID,
                        Caller.of(ALICE),
                        NOW,
                        Set.of(Field.TITLE),
                        new PlanChange("New title", null, null, null, null, null, null));
        return List.of(
                new Route(
                        planned,
                        update,
                        () -> Lifecycle.decide(planned.state(), update),
                        Done.DONE),
                new Route(
                        planned,
                        cancel(ALICE),
                        () -> Lifecycle.decide(planned.state(), cancel(ALICE)),
                        Done.DONE),
                new Route(
                        planned,
                        start(ALICE),
                        () -> Lifecycle.decide(planned.state(), start(ALICE)),
                        Lifecycle.decide(planned.state(), start(ALICE)).get(0)),
                new Route(
                        running,
                        end(ALICE),
                        () -> Lifecycle.decide(running.state(), end(ALICE)),
                        Lifecycle.decide(running.state(), end(ALICE)).get(0)));
    }

    private static List<Route> participants() throws Rejection {
        AMeeting empty = inProgress();
        AMeeting guarded = inProgress().under(policy().waitingRoom());
        AMeeting withBob = inProgress().joined(BOB);
        return List.of(
                new Route(
                        empty,
                        join(BOB),
                        () -> Joining.decide(empty.state(), join(BOB)),
                        new JoinAnswer.Joined(
                                participantId(BOB),
                                BOB,
                                Role.ATTENDEE,
                                sessionOf(BOB),
                                new LiveStatus(false, true, false, false),
                                NOW)),
                new Route(
                        guarded,
                        join(BOB),
                        () -> Joining.decide(guarded.state(), join(BOB)),
                        new JoinAnswer.Waiting(participantId(BOB), BOB, Role.ATTENDEE)),
                new Route(
                        withBob,
                        leave(BOB),
                        () -> Leaving.decide(withBob.state(), leave(BOB)),
                        new Left(JOINED_AT, NOW)),
                new Route(
                        withBob,
                        show(BOB, HAND_UP),
                        () -> BeingSeen.decide(withBob.state(), show(BOB, HAND_UP)),
                        new LiveStatus(true, true, false, true)),
                new Route(
                        withBob,
                        react(BOB),
                        () -> BeingSeen.decide(withBob.state(), react(BOB)),
                        BeingSeen.decide(withBob.state(), react(BOB)).get(0)));
    }

    private static List<Route> lobbyAndPolicy() {
        AMeeting waiting = inProgress().waiting(BOB);
        return List.of(
                new Route(
                        waiting,
                        admit(ALICE, BOB),
                        () -> Deciding.decide(waiting.state(), admit(ALICE, BOB)),
                        Done.DONE),
                new Route(
                        waiting,
                        deny(ALICE, BOB),
                        () -> Deciding.decide(waiting.state(), deny(ALICE, BOB)),
                        Done.DONE),
                new Route(
                        waiting,
                        apply(ALICE, policy().locked()),
                        () -> Policing.decide(waiting.state(), apply(ALICE, policy().locked())),
                        Done.DONE));
    }

    private static List<Route> chatAndRooms() throws Rejection {
        AMeeting hall = inProgress().joined(BOB, DAVE);
        AMeeting rooms = inProgress().joined(BOB).rooms(room(BLUE, 5));
        OpenRooms open = openAndSpread(ALICE, plan(BLUE, 1));
        AssignToRoom assign = assign(ALICE, BOB, BLUE);
        return List.of(
                new Route(
                        hall,
                        say(BOB),
                        () -> Chatting.decide(hall.state(), say(BOB)),
                        Chatting.decide(hall.state(), say(BOB)).get(0)),
                new Route(
                        hall,
                        open,
                        () -> Opening.decide(hall.state(), open),
                        new RoomsOpenedAnswer(List.of(1))),
                new Route(rooms, assign, () -> Assigning.decide(rooms.state(), assign), Done.DONE));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void recordsWhatTheRuleDecidesAndAnswers(Route route) throws Rejection {
        List<MeetingEvent> decided = route.decision().make();
        assertThat(decided).isNotEmpty();

        fixture.given(route.given().events())
                .when(route.command())
                .expectSuccessfulHandlerExecution()
                .expectEvents(decided.toArray())
                .expectResultMessagePayload(route.answer());
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

    @Nested
    class EveryCommand {

        @Test
        void isHandledOnce() {
            Stream<Executable> handlers =
                    Stream.concat(
                            Arrays.stream(Meeting.class.getDeclaredConstructors()),
                            Arrays.stream(Meeting.class.getDeclaredMethods()));

            assertThat(
                            handlers.filter(
                                            handler ->
                                                    handler.isAnnotationPresent(
                                                            CommandHandler.class))
                                    .<Class<?>>map(handler -> handler.getParameterTypes()[0]))
                    .containsExactlyInAnyOrderElementsOf(commands(MeetingCommand.class).toList());
        }

        @Test
        void namesTheMeetingItIsFor() {
            assertThat(commands(MeetingCommand.class))
                    .isNotEmpty()
                    .allSatisfy(
                            command ->
                                    assertThat(command.getMethod("meetingId"))
                                            .matches(
                                                    id ->
                                                            id.isAnnotationPresent(
                                                                    TargetAggregateIdentifier
                                                                            .class)));
        }

        private static Stream<Class<?>> commands(Class<?> kind) {
            return kind.isSealed()
                    ? Arrays.stream(kind.getPermittedSubclasses()).flatMap(EveryCommand::commands)
                    : Stream.of(kind);
        }
    }

    private static void refused(ResultValidator<Meeting> result, ErrorCode code) {
        result.expectNoEvents()
                .expectException(Rejection.class)
                .expectException(
                        matches(fault -> fault instanceof Rejection it && it.code() == code));
    }
}
