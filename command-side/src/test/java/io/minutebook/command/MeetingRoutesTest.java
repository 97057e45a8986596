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
import static io.minutebook.command.given.Commands.MESSAGE;
import static io.minutebook.command.given.Commands.NOW;
import static io.minutebook.command.given.Commands.admit;
import static io.minutebook.command.given.Commands.apply;
import static io.minutebook.command.given.Commands.assign;
import static io.minutebook.command.given.Commands.cancel;
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
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.command.breakout.Assigning;
import io.minutebook.command.breakout.Opening;
import io.minutebook.command.breakout.Running;
import io.minutebook.command.chat.Amending;
import io.minutebook.command.chat.Chatting;
import io.minutebook.command.clock.Timekeeping;
import io.minutebook.command.given.AMeeting;
import io.minutebook.command.lobby.AdmittingAll;
import io.minutebook.command.lobby.Deciding;
import io.minutebook.command.meeting.Lifecycle;
import io.minutebook.command.participant.BeingSeen;
import io.minutebook.command.participant.GivingRoles;
import io.minutebook.command.participant.Joining;
import io.minutebook.command.participant.Leaving;
import io.minutebook.command.participant.PuttingOut;
import io.minutebook.command.participant.Restraining;
import io.minutebook.command.policy.Policing;
import io.minutebook.command.state.MeetingState;
import io.minutebook.kernel.Caller;
import io.minutebook.kernel.Flags;
import io.minutebook.kernel.LeaveReason;
import io.minutebook.kernel.LiveStatus;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.command.BreakoutCommand.Broadcast;
import io.minutebook.kernel.command.BreakoutCommand.CloseRooms;
import io.minutebook.kernel.command.BreakoutCommand.EnterRoom;
import io.minutebook.kernel.command.BreakoutCommand.ExtendRooms;
import io.minutebook.kernel.command.BreakoutCommand.LeaveRoom;
import io.minutebook.kernel.command.BreakoutCommand.RoomsOpenedAnswer;
import io.minutebook.kernel.command.BreakoutCommand.UpdateRoom;
import io.minutebook.kernel.command.ChatCommand.DeleteMessage;
import io.minutebook.kernel.command.ChatCommand.EditMessage;
import io.minutebook.kernel.command.Done;
import io.minutebook.kernel.command.LifecycleCommand.CreateMeeting;
import io.minutebook.kernel.command.LifecycleCommand.PlanChange;
import io.minutebook.kernel.command.LifecycleCommand.UpdateMeeting;
import io.minutebook.kernel.command.LobbyCommand.AdmitAll;
import io.minutebook.kernel.command.LobbyCommand.AdmittedAnswer;
import io.minutebook.kernel.command.MeetingCommand;
import io.minutebook.kernel.command.ModerationCommand.ChangeRole;
import io.minutebook.kernel.command.ModerationCommand.LowerHand;
import io.minutebook.kernel.command.ModerationCommand.MuteAll;
import io.minutebook.kernel.command.ModerationCommand.MuteParticipant;
import io.minutebook.kernel.command.ModerationCommand.MutedAnswer;
import io.minutebook.kernel.command.ModerationCommand.RemoveParticipant;
import io.minutebook.kernel.command.ModerationCommand.Restrained;
import io.minutebook.kernel.command.ModerationCommand.StopVideo;
import io.minutebook.kernel.command.ModerationCommand.Unban;
import io.minutebook.kernel.command.ParticipantCommand.JoinAnswer;
import io.minutebook.kernel.command.ParticipantCommand.Left;
import io.minutebook.kernel.command.SystemCommand.EndSession;
import io.minutebook.kernel.command.SystemCommand.KeepTime;
import io.minutebook.kernel.event.LifecycleEvent.Field;
import io.minutebook.kernel.event.MeetingEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The aggregate asks a rule about every command, records what it decides, and answers. */
class MeetingRoutesTest {

    private static final Caller BY_ALICE = Caller.of(ALICE);
    private static final Caller BY_BOB = Caller.of(BOB);
    private static final RoomId BLUE = new RoomId("01HM0000000000000000000004");
    private static final Flags HAND_UP = new Flags(null, null, null, true);
    private static final PlanChange NEW_TITLE =
            new PlanChange("New title", null, null, null, null, null, null);

    private final AggregateTestFixture<Meeting> fixture = new AggregateTestFixture<>(Meeting.class);

    /** A command that is obeyed, the events of the rule that is to be asked, and the answer. */
    record Route(
            AMeeting given, MeetingCommand<?> command, List<MeetingEvent> decided, Object answer) {

        interface Rule<C> {
            List<MeetingEvent> decide(MeetingState meeting, C command) throws Rejection;
        }

        static <C extends MeetingCommand<?>> Route to(
                Rule<C> rule, AMeeting given, C command, Object answer) {
            try {
                return new Route(given, command, rule.decide(given.state(), command), answer);
            } catch (Rejection refusal) {
                throw new AssertionError(command + " is refused", refusal);
            }
        }

        /** Answered with the one event it makes. */
        static <C extends MeetingCommand<?>> Route toItsEvent(
                Rule<C> rule, AMeeting given, C command) {
            Route route = to(rule, given, command, Done.DONE);
            return new Route(given, command, route.decided(), route.decided().get(0));
        }

        @Override
        public String toString() {
            return command.getClass().getSimpleName();
        }
    }

    static Stream<Route> routes() {
        return Stream.of(lifecycle(), presence(), lobby(), moderation(), chat(), rooms(), clock())
                .flatMap(routes -> routes);
    }

    private static Stream<Route> lifecycle() {
        UpdateMeeting update = new UpdateMeeting(ID, BY_ALICE, NOW, Set.of(Field.TITLE), NEW_TITLE);
        return Stream.of(
                Route.to(Lifecycle::decide, scheduled(), update, Done.DONE),
                Route.to(Lifecycle::decide, scheduled(), cancel(ALICE), Done.DONE),
                Route.toItsEvent(Lifecycle::decide, scheduled(), start(ALICE)),
                Route.toItsEvent(Lifecycle::decide, inProgress(), end(ALICE)),
                Route.to(
                        Policing::decide,
                        inProgress(),
                        apply(ALICE, policy().locked()),
                        Done.DONE));
    }

    private static Stream<Route> presence() {
        AMeeting meeting = inProgress().joined(BOB);
        return Stream.of(
                Route.to(
                        Joining::decide,
                        inProgress(),
                        join(BOB),
                        new JoinAnswer.Joined(
                                participantId(BOB),
                                BOB,
                                Role.ATTENDEE,
                                sessionOf(BOB),
                                new LiveStatus(false, true, false, false),
                                NOW)),
                Route.to(
                        Joining::decide,
                        inProgress().under(policy().waitingRoom()),
                        join(BOB),
                        new JoinAnswer.Waiting(participantId(BOB), BOB, Role.ATTENDEE)),
                Route.to(Leaving::decide, meeting, leave(BOB), new Left(JOINED_AT, NOW)),
                Route.to(
                        BeingSeen::decide,
                        meeting,
                        show(BOB, HAND_UP),
                        new LiveStatus(true, true, false, true)),
                Route.toItsEvent(BeingSeen::decide, meeting, react(BOB)));
    }

    private static Stream<Route> lobby() {
        AMeeting meeting = inProgress().waiting(BOB);
        return Stream.of(
                Route.to(Deciding::decide, meeting, admit(ALICE, BOB), Done.DONE),
                Route.to(Deciding::decide, meeting, deny(ALICE, BOB), Done.DONE),
                Route.to(
                        AdmittingAll::decide,
                        meeting,
                        new AdmitAll(ID, BY_ALICE, NOW),
                        new AdmittedAnswer(List.of(BOB), 0)));
    }

    private static Stream<Route> moderation() {
        AMeeting meeting =
                inProgress().joined(BOB).showing(BOB, new Flags(false, true, null, true));
        return Stream.of(
                Route.to(
                        Restraining::decide,
                        meeting,
                        new MuteParticipant(ID, BY_ALICE, NOW, participantId(BOB)),
                        new Restrained(BOB, new LiveStatus(true, true, false, true))),
                Route.to(
                        Restraining::decide,
                        meeting,
                        new StopVideo(ID, BY_ALICE, NOW, participantId(BOB)),
                        new Restrained(BOB, new LiveStatus(false, false, false, true))),
                Route.to(
                        Restraining::decide,
                        meeting,
                        new LowerHand(ID, BY_ALICE, NOW, participantId(BOB)),
                        new Restrained(BOB, new LiveStatus(false, true, false, false))),
                Route.to(
                        Restraining::decide,
                        meeting,
                        new MuteAll(ID, BY_ALICE, NOW),
                        new MutedAnswer(List.of(BOB))),
                Route.to(
                        GivingRoles::decide,
                        meeting,
                        new ChangeRole(ID, BY_ALICE, NOW, participantId(BOB), Role.CO_HOST),
                        BOB),
                Route.to(
                        PuttingOut::decide,
                        meeting,
                        new RemoveParticipant(ID, BY_ALICE, NOW, participantId(BOB), true),
                        BOB),
                Route.to(
                        PuttingOut::decide,
                        inProgress().joined(BOB).banned(BOB),
                        new Unban(ID, BY_ALICE, NOW, BOB),
                        Done.DONE));
    }

    private static Stream<Route> chat() {
        AMeeting silent = inProgress().joined(BOB);
        AMeeting meeting = inProgress().joined(BOB).said(BOB, MESSAGE);
        return Stream.of(
                Route.toItsEvent(Chatting::decide, silent, say(BOB)),
                Route.to(
                        Amending::decide,
                        meeting,
                        new EditMessage(ID, BY_BOB, NOW, MESSAGE, "Hello, all"),
                        Done.DONE),
                Route.to(
                        Amending::decide,
                        meeting,
                        new DeleteMessage(ID, BY_ALICE, NOW, MESSAGE),
                        Done.DONE));
    }

    private static Stream<Route> rooms() {
        AMeeting hall = inProgress().joined(BOB, DAVE);
        AMeeting open = inProgress().joined(ALICE, BOB).rooms(room(BLUE, 5));
        AMeeting inBlue = inProgress().joined(ALICE).rooms(room(BLUE, 5)).assigned(BLUE, ALICE);
        AMeeting limited = inProgress().limitedRoom(room(BLUE, 5), 30);
        return Stream.of(
                Route.to(
                        Opening::decide,
                        hall,
                        openAndSpread(ALICE, plan(BLUE, 1)),
                        new RoomsOpenedAnswer(List.of(1))),
                Route.to(Assigning::decide, open, assign(ALICE, BOB, BLUE), Done.DONE),
                Route.to(
                        Assigning::decide, open, new EnterRoom(ID, BY_ALICE, NOW, BLUE), Done.DONE),
                Route.to(Assigning::decide, inBlue, new LeaveRoom(ID, BY_ALICE, NOW), Done.DONE),
                Route.to(
                        Running::decide,
                        open,
                        new UpdateRoom(ID, BY_ALICE, NOW, BLUE, "Sky", false, null),
                        Done.DONE),
                Route.to(
                        Running::decide,
                        open,
                        new Broadcast(ID, BY_ALICE, NOW, "Hello, rooms"),
                        Done.DONE),
                Route.to(
                        Running::decide,
                        limited,
                        new ExtendRooms(ID, BY_ALICE, NOW, 5),
                        JOINED_AT.plus(Duration.ofMinutes(35))),
                Route.to(Running::decide, open, new CloseRooms(ID, BY_ALICE, NOW), Done.DONE));
    }

    private static Stream<Route> clock() {
        Instant nextDay = NOW.plus(Duration.ofDays(1));
        return Stream.of(
                Route.to(Timekeeping::decide, inProgress(), new KeepTime(ID, nextDay), Done.DONE),
                Route.to(
                        Leaving::decide,
                        inProgress().joined(BOB),
                        new EndSession(
                                ID,
                                NOW,
                                BOB,
                                sessionOf(BOB),
                                NOW,
                                NOW,
                                LeaveReason.CONNECTION_LOST),
                        Done.DONE));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void recordsWhatTheRuleDecidesAndAnswers(Route route) {
        assertThat(route.decided()).isNotEmpty();

        fixture.given(route.given().events())
                .when(route.command())
                .expectSuccessfulHandlerExecution()
                .expectEvents(route.decided().toArray())
                .expectResultMessagePayload(route.answer());
    }

    /** Creating has no meeting to ask about, and is tested apart. */
    @Test
    void coversEveryCommandButTheFirst() {
        Stream<Class<?>> routed =
                Stream.concat(
                        Stream.of(CreateMeeting.class),
                        routes().map(route -> route.command().getClass()));

        assertThat(routed).hasSameElementsAs(commands(MeetingCommand.class).toList());
    }

    @Test
    void findsTheMeetingOfEveryCommand() {
        assertThat(commands(MeetingCommand.class))
                .isNotEmpty()
                .allSatisfy(
                        command ->
                                assertThat(
                                                command.getMethod("meetingId")
                                                        .isAnnotationPresent(
                                                                TargetAggregateIdentifier.class))
                                        .isTrue());
    }

    private static Stream<Class<?>> commands(Class<?> kind) {
        return kind.isSealed()
                ? Arrays.stream(kind.getPermittedSubclasses()).flatMap(MeetingRoutesTest::commands)
                : Stream.of(kind);
    }
}
