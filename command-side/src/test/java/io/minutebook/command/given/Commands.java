package io.minutebook.command.given;

import static io.minutebook.command.given.AMeeting.ID;
import static io.minutebook.command.given.AMeeting.participantId;

import io.minutebook.kernel.Caller;
import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.Flags;
import io.minutebook.kernel.MessageId;
import io.minutebook.kernel.MessageType;
import io.minutebook.kernel.ParticipantId;
import io.minutebook.kernel.Policy;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.RoomSettings;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.command.BreakoutCommand.AssignToRoom;
import io.minutebook.kernel.command.BreakoutCommand.OpenRooms;
import io.minutebook.kernel.command.BreakoutCommand.RoomPlan;
import io.minutebook.kernel.command.ChatCommand.MessageBody;
import io.minutebook.kernel.command.ChatCommand.SendMessage;
import io.minutebook.kernel.command.LifecycleCommand.CancelMeeting;
import io.minutebook.kernel.command.LifecycleCommand.CreateMeeting;
import io.minutebook.kernel.command.LifecycleCommand.EndMeeting;
import io.minutebook.kernel.command.LifecycleCommand.MeetingPlan;
import io.minutebook.kernel.command.LifecycleCommand.StartMeeting;
import io.minutebook.kernel.command.LobbyCommand.Admit;
import io.minutebook.kernel.command.LobbyCommand.Deny;
import io.minutebook.kernel.command.ParticipantCommand.JoinMeeting;
import io.minutebook.kernel.command.ParticipantCommand.LeaveMeeting;
import io.minutebook.kernel.command.ParticipantCommand.SendReaction;
import io.minutebook.kernel.command.ParticipantCommand.UpdateStatus;
import io.minutebook.kernel.command.PolicyCommand.ApplyPolicy;
import io.minutebook.kernel.event.BreakoutEvent.AssignmentType;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Commands to {@link AMeeting}, as short as tests want them. */
public final class Commands {

    /** When every command is sent. */
    public static final Instant NOW = Instant.parse("2024-01-15T10:30:00Z");

    public static final MessageId MESSAGE = new MessageId("01HM0000000000000000000009");

    private static final MeetingPlan PLAN =
            new MeetingPlan(
                    "Board meeting", null, null, null, List.of(Cast.HANNA), List.of(), null);

    private Commands() {}

    public static CreateMeeting create(UserId by) {
        return create(by, null, null);
    }

    public static CreateMeeting create(UserId by, Policy policy, String passwordId) {
        return new CreateMeeting(ID, Caller.of(by), NOW, PLAN, null, policy, passwordId);
    }

    public static StartMeeting start(UserId by) {
        return new StartMeeting(ID, Caller.of(by), NOW);
    }

    public static EndMeeting end(UserId by) {
        return new EndMeeting(ID, Caller.of(by), NOW);
    }

    public static CancelMeeting cancel(UserId by) {
        return new CancelMeeting(ID, Caller.of(by), NOW);
    }

    /** By the session that the fixture's people join with. */
    public static JoinMeeting join(UserId by) {
        return Join.by(by).command();
    }

    public static LeaveMeeting leave(UserId by) {
        return leave(by, null);
    }

    public static LeaveMeeting leave(UserId by, ConnectionId session) {
        return new LeaveMeeting(ID, Caller.of(by), NOW, session);
    }

    public static UpdateStatus show(UserId by, Flags flags) {
        return show(by, flags, null);
    }

    public static UpdateStatus show(UserId by, Flags flags, Boolean inWaitingRoom) {
        return new UpdateStatus(ID, Caller.of(by), NOW, flags, inWaitingRoom);
    }

    public static SendReaction react(UserId by) {
        return new SendReaction(ID, Caller.of(by), NOW, "thumbs_up", 3);
    }

    public static Admit admit(UserId by, UserId user) {
        return admit(by, participantId(user));
    }

    public static Admit admit(UserId by, ParticipantId participant) {
        return new Admit(ID, Caller.of(by), NOW, participant);
    }

    public static Deny deny(UserId by, UserId user) {
        return new Deny(ID, Caller.of(by), NOW, participantId(user));
    }

    public static ApplyPolicy apply(UserId by, PolicyBuilder policy) {
        return apply(by, policy, null);
    }

    public static ApplyPolicy apply(UserId by, PolicyBuilder policy, String passwordId) {
        return new ApplyPolicy(ID, Caller.of(by), NOW, policy.build(), passwordId);
    }

    /** To everybody, or to the room the sender is in. */
    public static SendMessage say(UserId by) {
        return say(by, null);
    }

    /** To {@code recipient} alone. */
    public static SendMessage say(UserId by, UserId recipient) {
        return say(
                by, recipient, new MessageBody(MessageType.TEXT, "Hello", null, null, null, null));
    }

    public static SendMessage say(UserId by, UserId recipient, MessageBody body) {
        return new SendMessage(ID, Caller.of(by), NOW, MESSAGE, recipient, body);
    }

    /** Opens rooms that people are neither spread over nor may choose. */
    public static OpenRooms open(UserId by, RoomPlan... rooms) {
        return open(by, false, rooms);
    }

    /** Opens rooms and spreads people over them. */
    public static OpenRooms openAndSpread(UserId by, RoomPlan... rooms) {
        return open(by, true, rooms);
    }

    private static OpenRooms open(UserId by, boolean spread, RoomPlan... rooms) {
        return new OpenRooms(
                ID, Caller.of(by), NOW, Arrays.asList(rooms), spread, true, false, 30, false);
    }

    public static RoomPlan plan(RoomId id, Integer capacity) {
        return new RoomPlan(id, "Blue", "Planning", capacity, RoomSettings.DEFAULT);
    }

    public static AssignToRoom assign(UserId by, UserId user, RoomId room) {
        return new AssignToRoom(ID, Caller.of(by), NOW, user, room, AssignmentType.MANUAL);
    }
}
