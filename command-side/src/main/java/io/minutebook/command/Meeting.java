package io.minutebook.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.minutebook.command.breakout.Assigning;
import io.minutebook.command.breakout.Opening;
import io.minutebook.command.breakout.Running;
import io.minutebook.command.chat.Amending;
import io.minutebook.command.chat.Chatting;
import io.minutebook.command.clock.Timekeeping;
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
import io.minutebook.kernel.LiveStatus;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.command.BreakoutCommand.AssignToRoom;
import io.minutebook.kernel.command.BreakoutCommand.Broadcast;
import io.minutebook.kernel.command.BreakoutCommand.CloseRooms;
import io.minutebook.kernel.command.BreakoutCommand.EnterRoom;
import io.minutebook.kernel.command.BreakoutCommand.ExtendRooms;
import io.minutebook.kernel.command.BreakoutCommand.LeaveRoom;
import io.minutebook.kernel.command.BreakoutCommand.OpenRooms;
import io.minutebook.kernel.command.BreakoutCommand.RoomsOpenedAnswer;
import io.minutebook.kernel.command.BreakoutCommand.UpdateRoom;
import io.minutebook.kernel.command.ChatCommand.DeleteMessage;
import io.minutebook.kernel.command.ChatCommand.EditMessage;
import io.minutebook.kernel.command.ChatCommand.SendMessage;
import io.minutebook.kernel.command.Done;
import io.minutebook.kernel.command.LifecycleCommand.CancelMeeting;
import io.minutebook.kernel.command.LifecycleCommand.CreateMeeting;
import io.minutebook.kernel.command.LifecycleCommand.EndMeeting;
import io.minutebook.kernel.command.LifecycleCommand.StartMeeting;
import io.minutebook.kernel.command.LifecycleCommand.UpdateMeeting;
import io.minutebook.kernel.command.LobbyCommand.Admit;
import io.minutebook.kernel.command.LobbyCommand.AdmitAll;
import io.minutebook.kernel.command.LobbyCommand.AdmittedAnswer;
import io.minutebook.kernel.command.LobbyCommand.Deny;
import io.minutebook.kernel.command.ModerationCommand.ChangeRole;
import io.minutebook.kernel.command.ModerationCommand.LowerHand;
import io.minutebook.kernel.command.ModerationCommand.MuteAll;
import io.minutebook.kernel.command.ModerationCommand.MuteParticipant;
import io.minutebook.kernel.command.ModerationCommand.MutedAnswer;
import io.minutebook.kernel.command.ModerationCommand.RemoveParticipant;
import io.minutebook.kernel.command.ModerationCommand.Restrained;
import io.minutebook.kernel.command.ModerationCommand.Restraint;
import io.minutebook.kernel.command.ModerationCommand.StopVideo;
import io.minutebook.kernel.command.ModerationCommand.Unban;
import io.minutebook.kernel.command.ParticipantCommand.JoinAnswer;
import io.minutebook.kernel.command.ParticipantCommand.JoinMeeting;
import io.minutebook.kernel.command.ParticipantCommand.LeaveMeeting;
import io.minutebook.kernel.command.ParticipantCommand.Left;
import io.minutebook.kernel.command.ParticipantCommand.SendReaction;
import io.minutebook.kernel.command.ParticipantCommand.UpdateStatus;
import io.minutebook.kernel.command.PolicyCommand.ApplyPolicy;
import io.minutebook.kernel.command.SystemCommand.EndSession;
import io.minutebook.kernel.command.SystemCommand.KeepTime;
import io.minutebook.kernel.event.ChatEvent.MessageSent;
import io.minutebook.kernel.event.LifecycleEvent.MeetingCreated;
import io.minutebook.kernel.event.LifecycleEvent.MeetingEnded;
import io.minutebook.kernel.event.LifecycleEvent.MeetingStarted;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.ParticipantEvent.ReactionSent;
import java.time.Instant;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * The aggregate of a meeting: one consistency boundary, since its rules share presence, policy and
 * roles. It decides nothing itself. A rule refuses before anything is applied, so a refusal leaves
 * no trace.
 */
public final class Meeting {

    @AggregateIdentifier private @Nullable MeetingId id;
    private @Nullable MeetingState state;

    /** For Axon, which fills it from events. */
    @SuppressWarnings("unused")
    private Meeting() {}

    private Meeting(MeetingState state) {
        this.id = state.id();
        this.state = state;
    }

    /** A meeting as earlier events left it, to go on from there. */
    public static Meeting restored(MeetingState state) {
        return new Meeting(state);
    }

    /** What it takes of the heap, see {@link MeetingState#estimatedBytes}. */
    public long estimatedBytes() {
        return state == null ? 0 : state.estimatedBytes();
    }

    @CommandHandler
    public Meeting(CreateMeeting command) throws Rejection {
        record(Lifecycle.decide(command));
    }

    @CommandHandler
    Done handle(UpdateMeeting command) throws Rejection {
        return record(Lifecycle.decide(state(), command));
    }

    @CommandHandler
    Done handle(CancelMeeting command) throws Rejection {
        return record(Lifecycle.decide(state(), command));
    }

    @CommandHandler
    MeetingStarted handle(StartMeeting command) throws Rejection {
        return only(Lifecycle.decide(state(), command), MeetingStarted.class);
    }

    @CommandHandler
    MeetingEnded handle(EndMeeting command) throws Rejection {
        return only(Lifecycle.decide(state(), command), MeetingEnded.class);
    }

    @CommandHandler
    JoinAnswer handle(JoinMeeting command) throws Rejection {
        record(Joining.decide(state(), command));
        return Joining.answer(state(), command);
    }

    @CommandHandler
    Left handle(LeaveMeeting command) throws Rejection {
        MeetingState before = state();
        record(Leaving.decide(before, command));
        return Leaving.answer(before, command);
    }

    @CommandHandler
    LiveStatus handle(UpdateStatus command) throws Rejection {
        record(BeingSeen.decide(state(), command));
        return state().people().find(command.by().id()).orElseThrow().status();
    }

    @CommandHandler
    ReactionSent handle(SendReaction command) throws Rejection {
        return only(BeingSeen.decide(state(), command), ReactionSent.class);
    }

    @CommandHandler
    Done handle(Admit command) throws Rejection {
        return record(Deciding.decide(state(), command));
    }

    @CommandHandler
    Done handle(Deny command) throws Rejection {
        return record(Deciding.decide(state(), command));
    }

    @CommandHandler
    AdmittedAnswer handle(AdmitAll command) throws Rejection {
        MeetingState before = state();
        record(AdmittingAll.decide(before, command));
        return AdmittingAll.answer(before);
    }

    @CommandHandler
    Restrained handle(MuteParticipant command) throws Rejection {
        return restrain(command);
    }

    @CommandHandler
    Restrained handle(StopVideo command) throws Rejection {
        return restrain(command);
    }

    @CommandHandler
    Restrained handle(LowerHand command) throws Rejection {
        return restrain(command);
    }

    private Restrained restrain(Restraint command) throws Rejection {
        record(Restraining.decide(state(), command));
        return Restraining.answer(state(), command);
    }

    @CommandHandler
    MutedAnswer handle(MuteAll command) throws Rejection {
        MeetingState before = state();
        record(Restraining.decide(before, command));
        return Restraining.answer(before);
    }

    @CommandHandler
    UserId handle(ChangeRole command) throws Rejection {
        record(GivingRoles.decide(state(), command));
        return GivingRoles.answer(state(), command);
    }

    @CommandHandler
    UserId handle(RemoveParticipant command) throws Rejection {
        record(PuttingOut.decide(state(), command));
        return PuttingOut.answer(state(), command);
    }

    @CommandHandler
    Done handle(Unban command) throws Rejection {
        return record(PuttingOut.decide(state(), command));
    }

    @CommandHandler
    Done handle(ApplyPolicy command) throws Rejection {
        return record(Policing.decide(state(), command));
    }

    @CommandHandler
    MessageSent handle(SendMessage command) throws Rejection {
        return only(Chatting.decide(state(), command), MessageSent.class);
    }

    @CommandHandler
    Done handle(EditMessage command) throws Rejection {
        return record(Amending.decide(state(), command));
    }

    @CommandHandler
    Done handle(DeleteMessage command) throws Rejection {
        return record(Amending.decide(state(), command));
    }

    @CommandHandler
    RoomsOpenedAnswer handle(OpenRooms command) throws Rejection {
        record(Opening.decide(state(), command));
        return Opening.answer(state());
    }

    @CommandHandler
    Done handle(AssignToRoom command) throws Rejection {
        return record(Assigning.decide(state(), command));
    }

    @CommandHandler
    Done handle(EnterRoom command) throws Rejection {
        return record(Assigning.decide(state(), command));
    }

    @CommandHandler
    Done handle(LeaveRoom command) throws Rejection {
        return record(Assigning.decide(state(), command));
    }

    @CommandHandler
    Done handle(UpdateRoom command) throws Rejection {
        return record(Running.decide(state(), command));
    }

    @CommandHandler
    Done handle(Broadcast command) throws Rejection {
        return record(Running.decide(state(), command));
    }

    @CommandHandler
    Instant handle(ExtendRooms command) throws Rejection {
        record(Running.decide(state(), command));
        return Running.answer(state());
    }

    @CommandHandler
    Done handle(CloseRooms command) throws Rejection {
        return record(Running.decide(state(), command));
    }

    @CommandHandler
    Done handle(KeepTime command) {
        return record(Timekeeping.decide(state(), command));
    }

    @CommandHandler
    Done handle(EndSession command) {
        return record(Leaving.decide(state(), command));
    }

    @EventSourcingHandler
    void on(MeetingEvent event) {
        id = event.meetingId();
        state =
                event instanceof MeetingCreated created
                        ? MeetingState.of(created)
                        : state().after(event);
    }

    private MeetingState state() {
        if (state == null) {
            throw new IllegalStateException("a meeting's first event is its creation");
        }
        return state;
    }

    private static Done record(List<MeetingEvent> events) {
        events.forEach(event -> apply(event));
        return Done.DONE;
    }

    private static <E extends MeetingEvent> E only(List<MeetingEvent> events, Class<E> type) {
        record(events);
        return type.cast(events.get(0));
    }
}
