package io.minutebook.command.breakout;

import static io.minutebook.command.state.Guards.requireActive;
import static io.minutebook.command.state.Guards.requireLeader;
import static io.minutebook.kernel.ErrorCode.BREAKOUT_ROOM_FULL;
import static io.minutebook.kernel.ErrorCode.NOT_FOUND;
import static io.minutebook.kernel.ErrorCode.PARTICIPANT_NOT_FOUND;
import static io.minutebook.kernel.Rejection.require;

import io.minutebook.command.state.MeetingState;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.command.BreakoutCommand.AssignToRoom;
import io.minutebook.kernel.event.BreakoutEvent.Assignment;
import io.minutebook.kernel.event.BreakoutEvent.ParticipantsAssigned;
import io.minutebook.kernel.event.BreakoutEvent.Room;
import io.minutebook.kernel.event.MeetingEvent;
import java.util.List;

/** Putting somebody into a breakout room; they leave the one they were in. */
public final class Assigning {

    private Assigning() {}

    public static List<MeetingEvent> decide(MeetingState meeting, AssignToRoom command)
            throws Rejection {
        requireLeader(meeting, command.by().id());
        requireActive(meeting);
        require(
                meeting.isPresent(command.userId()),
                PARTICIPANT_NOT_FOUND,
                "They are not in this meeting");
        RoomId id = command.roomId();
        Room room =
                meeting.rooms()
                        .find(id)
                        .orElseThrow(
                                () -> new Rejection(NOT_FOUND, "No such breakout room is open"));
        if (meeting.rooms().of(command.userId()).filter(id::equals).isPresent()) {
            return List.of();
        }
        require(!meeting.rooms().isFull(room), BREAKOUT_ROOM_FULL, "The breakout room is full");
        return List.of(
                new ParticipantsAssigned(
                        meeting.id(),
                        command.at(),
                        command.by().id(),
                        command.assignmentType(),
                        List.of(new Assignment(id, List.of(command.userId())))));
    }
}
