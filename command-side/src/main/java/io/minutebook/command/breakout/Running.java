package io.minutebook.command.breakout;

import static io.minutebook.command.breakout.Assigning.requireAnyOpen;
import static io.minutebook.command.breakout.Assigning.requireOpen;
import static io.minutebook.command.state.Guards.requireActive;
import static io.minutebook.command.state.Guards.requireLeader;
import static io.minutebook.kernel.ErrorCode.CONFLICT;
import static io.minutebook.kernel.Rejection.require;

import io.minutebook.command.state.MeetingState;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.command.BreakoutCommand.Broadcast;
import io.minutebook.kernel.command.BreakoutCommand.CloseRooms;
import io.minutebook.kernel.command.BreakoutCommand.ExtendRooms;
import io.minutebook.kernel.command.BreakoutCommand.UpdateRoom;
import io.minutebook.kernel.event.BreakoutEvent.Room;
import io.minutebook.kernel.event.BreakoutEvent.RoomText;
import io.minutebook.kernel.event.BreakoutEvent.RoomUpdated;
import io.minutebook.kernel.event.BreakoutEvent.RoomsBroadcast;
import io.minutebook.kernel.event.BreakoutEvent.RoomsClosed;
import io.minutebook.kernel.event.BreakoutEvent.RoomsExtended;
import io.minutebook.kernel.event.MeetingEvent;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What hosts do with breakout rooms while they are open. */
public final class Running {

    private Running() {}

    public static List<MeetingEvent> decide(MeetingState meeting, UpdateRoom command)
            throws Rejection {
        requireLeader(meeting, command.by().id());
        requireActive(meeting);
        Room room = requireOpen(meeting, command.roomId());
        @Nullable Integer capacity = command.resized() ? command.capacity() : room.capacity();
        String name = command.name();
        if (name == null && Objects.equals(capacity, room.capacity())) {
            return List.of();
        }
        return List.of(
                new RoomUpdated(
                        meeting.id(),
                        command.at(),
                        command.by().id(),
                        room.roomId(),
                        capacity,
                        name == null ? null : new RoomText(name, null)));
    }

    public static List<MeetingEvent> decide(MeetingState meeting, Broadcast command)
            throws Rejection {
        requireLeader(meeting, command.by().id());
        requireActive(meeting);
        requireAnyOpen(meeting);
        return List.of(
                new RoomsBroadcast(
                        meeting.id(), command.at(), command.by().id(), command.content()));
    }

    public static List<MeetingEvent> decide(MeetingState meeting, ExtendRooms command)
            throws Rejection {
        requireLeader(meeting, command.by().id());
        requireActive(meeting);
        requireAnyOpen(meeting);
        require(meeting.rooms().closesAt() != null, CONFLICT, "The rooms have no limit");
        return List.of(
                new RoomsExtended(
                        meeting.id(), command.at(), command.by().id(), command.minutes()));
    }

    /** When the rooms close, once the events are part of {@code meeting}. */
    public static Instant answer(MeetingState meeting) {
        Instant closesAt = meeting.rooms().closesAt();
        if (closesAt == null) {
            throw new IllegalStateException("what was extended has a limit");
        }
        return closesAt;
    }

    public static List<MeetingEvent> decide(MeetingState meeting, CloseRooms command)
            throws Rejection {
        requireLeader(meeting, command.by().id());
        requireActive(meeting);
        return meeting.rooms().areOpen()
                ? List.of(new RoomsClosed(meeting.id(), command.at(), command.by().id()))
                : List.of();
    }
}
