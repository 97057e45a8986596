package io.minutebook.kernel.command;

import io.minutebook.kernel.Caller;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.RoomSettings;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.event.BreakoutEvent.AssignmentType;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** A host's decisions about breakout rooms. */
public sealed interface BreakoutCommand<R> extends MeetingCommand<R> {

    /**
     * Opens 1 to 50 rooms. Rejected with {@code CONFLICT} while rooms are open.
     *
     * @param autoAssign spreads those present, hosts spared, evenly within capacity
     * @param timeLimitMinutes null for no limit
     */
    record OpenRooms(
            @TargetAggregateIdentifier MeetingId meetingId,
            Caller by,
            Instant at,
            List<RoomPlan> rooms,
            boolean autoAssign,
            boolean allowParticipantsToChoose,
            boolean allowParticipantsToReturn,
            @Nullable Integer timeLimitMinutes)
            implements BreakoutCommand<RoomsOpenedAnswer> {}

    /**
     * @param capacity 1 to 1,000, null for no bound
     */
    record RoomPlan(
            RoomId roomId,
            String name,
            @Nullable String description,
            @Nullable Integer capacity,
            RoomSettings settings) {}

    /** Who is in each new room, in the order of the rooms. */
    record RoomsOpenedAnswer(List<Integer> currentParticipants) {}

    /**
     * Puts somebody present into a room at once. Rejected with {@code PARTICIPANT_NOT_FOUND},
     * {@code NOT_FOUND} (no such room open), {@code BREAKOUT_ROOM_FULL}.
     */
    record AssignToRoom(
            @TargetAggregateIdentifier MeetingId meetingId,
            Caller by,
            Instant at,
            UserId userId,
            RoomId roomId,
            AssignmentType assignmentType)
            implements BreakoutCommand<Done> {}
}
