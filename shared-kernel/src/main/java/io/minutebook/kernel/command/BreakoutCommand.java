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
     * @param reuseLastAssignment first puts those present into the rooms that stand where the ones
     *     they were last in stood, counted from the first, as far as capacity goes
     */
    record OpenRooms(
            @TargetAggregateIdentifier MeetingId meetingId,
            Caller by,
            Instant at,
            List<RoomPlan> rooms,
            boolean autoAssign,
            boolean allowParticipantsToChoose,
            boolean allowParticipantsToReturn,
            @Nullable Integer timeLimitMinutes,
            boolean reuseLastAssignment)
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
     * Puts somebody present into a room at once; a host only by a host. Rejected with {@code
     * PARTICIPANT_NOT_FOUND}, {@code NOT_FOUND} (no such room open), {@code BREAKOUT_ROOM_FULL}.
     */
    record AssignToRoom(
            @TargetAggregateIdentifier MeetingId meetingId,
            Caller by,
            Instant at,
            UserId userId,
            RoomId roomId,
            AssignmentType assignmentType)
            implements BreakoutCommand<Done> {}

    /**
     * Goes into a room. Rejected with {@code NOT_FOUND} (no such room open), {@code
     * INSUFFICIENT_PERMISSION} (choosing is not allowed, and the caller is no host), {@code
     * BREAKOUT_ROOM_FULL}.
     */
    record EnterRoom(
            @TargetAggregateIdentifier MeetingId meetingId, Caller by, Instant at, RoomId roomId)
            implements BreakoutCommand<Done> {}

    /**
     * Goes back to the hall. Rejected with {@code NOT_FOUND} (no rooms open), {@code
     * INSUFFICIENT_PERMISSION} (returning is not allowed, and the caller is no host).
     */
    record LeaveRoom(@TargetAggregateIdentifier MeetingId meetingId, Caller by, Instant at)
            implements BreakoutCommand<Done> {}

    /**
     * Renames a room, or changes how many it takes; who is inside stays. Rejected with {@code
     * NOT_FOUND}.
     *
     * @param name null where it stays
     * @param resized whether {@code capacity} says anything
     * @param capacity 1 to 1,000, null for no bound
     */
    record UpdateRoom(
            @TargetAggregateIdentifier MeetingId meetingId,
            Caller by,
            Instant at,
            RoomId roomId,
            @Nullable String name,
            boolean resized,
            @Nullable Integer capacity)
            implements BreakoutCommand<Done> {}

    /** Says something to all rooms. Rejected with {@code NOT_FOUND} where none are open. */
    record Broadcast(
            @TargetAggregateIdentifier MeetingId meetingId, Caller by, Instant at, String content)
            implements BreakoutCommand<Done> {}

    /**
     * Moves the limit of the open rooms. Rejected with {@code NOT_FOUND} where none are open,
     * {@code CONFLICT} where they have no limit.
     *
     * @param minutes 1 to 1,440
     */
    record ExtendRooms(
            @TargetAggregateIdentifier MeetingId meetingId, Caller by, Instant at, int minutes)
            implements BreakoutCommand<Instant> {}

    /** Closes all rooms; everybody is back in the hall. Where none are open nothing happens. */
    record CloseRooms(@TargetAggregateIdentifier MeetingId meetingId, Caller by, Instant at)
            implements BreakoutCommand<Done> {}
}
