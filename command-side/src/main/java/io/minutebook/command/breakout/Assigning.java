package io.minutebook.command.breakout;

import static io.minutebook.command.state.Guards.requireActive;
import static io.minutebook.command.state.Guards.requireLeader;
import static io.minutebook.command.state.Guards.requireMayActOn;
import static io.minutebook.command.state.Guards.requirePresent;
import static io.minutebook.kernel.ErrorCode.BREAKOUT_ROOM_FULL;
import static io.minutebook.kernel.ErrorCode.INSUFFICIENT_PERMISSION;
import static io.minutebook.kernel.ErrorCode.NOT_FOUND;
import static io.minutebook.kernel.ErrorCode.PARTICIPANT_NOT_FOUND;
import static io.minutebook.kernel.Rejection.require;

import io.minutebook.command.policy.Settling;
import io.minutebook.command.state.MeetingState;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.command.BreakoutCommand.AssignToRoom;
import io.minutebook.kernel.command.BreakoutCommand.EnterRoom;
import io.minutebook.kernel.command.BreakoutCommand.LeaveRoom;
import io.minutebook.kernel.event.BreakoutEvent.Assignment;
import io.minutebook.kernel.event.BreakoutEvent.AssignmentType;
import io.minutebook.kernel.event.BreakoutEvent.ParticipantsAssigned;
import io.minutebook.kernel.event.BreakoutEvent.Room;
import io.minutebook.kernel.event.BreakoutEvent.RoomLeft;
import io.minutebook.kernel.event.MeetingEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Going into breakout rooms and back to the hall, by a host's word or one's own choice. Who is put
 * into a room is in it at once, and in no other.
 */
public final class Assigning {

    private Assigning() {}

    public static List<MeetingEvent> decide(MeetingState meeting, AssignToRoom command)
            throws Rejection {
        requireLeader(meeting, command.by().id());
        requireMayActOn(meeting, command.by().id(), command.userId());
        requireActive(meeting);
        require(
                meeting.isPresent(command.userId()),
                PARTICIPANT_NOT_FOUND,
                "They are not in this meeting");
        return moved(
                meeting,
                command.by().id(),
                command.at(),
                command.userId(),
                requireOpen(meeting, command.roomId()),
                command.assignmentType());
    }

    public static List<MeetingEvent> decide(MeetingState meeting, EnterRoom command)
            throws Rejection {
        UserId user = requirePresent(meeting, command.by().id()).userId();
        requireAnyOpen(meeting);
        require(
                meeting.rooms().mayChoose() || meeting.roleOf(user).leads(),
                INSUFFICIENT_PERMISSION,
                "Only hosts choose who goes where");
        return moved(
                meeting,
                user,
                command.at(),
                user,
                requireOpen(meeting, command.roomId()),
                AssignmentType.SELF);
    }

    public static List<MeetingEvent> decide(MeetingState meeting, LeaveRoom command)
            throws Rejection {
        UserId user = requirePresent(meeting, command.by().id()).userId();
        requireAnyOpen(meeting);
        require(
                meeting.rooms().mayReturn() || meeting.roleOf(user).leads(),
                INSUFFICIENT_PERMISSION,
                "Only hosts go back before the rooms close");
        RoomId room = meeting.rooms().of(user).orElse(null);
        return room == null
                ? List.of()
                : List.of(new RoomLeft(meeting.id(), command.at(), user, user, room));
    }

    static void requireAnyOpen(MeetingState meeting) throws Rejection {
        require(meeting.rooms().areOpen(), NOT_FOUND, "No breakout rooms are open");
    }

    static Room requireOpen(MeetingState meeting, RoomId id) throws Rejection {
        return meeting.rooms()
                .find(id)
                .orElseThrow(() -> new Rejection(NOT_FOUND, "No such breakout room is open"));
    }

    private static List<MeetingEvent> moved(
            MeetingState meeting,
            UserId by,
            Instant at,
            UserId user,
            Room room,
            AssignmentType type)
            throws Rejection {
        if (meeting.rooms().of(user).filter(room.roomId()::equals).isPresent()) {
            return List.of();
        }
        require(!meeting.rooms().isFull(room), BREAKOUT_ROOM_FULL, "The breakout room is full");
        List<MeetingEvent> events = new ArrayList<>();
        events.add(
                new ParticipantsAssigned(
                        meeting.id(),
                        at,
                        by,
                        type,
                        List.of(new Assignment(room.roomId(), List.of(user)))));
        events.addAll(Settling.after(meeting, events, by, at));
        return events;
    }
}
