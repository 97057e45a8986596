package io.minutebook.kernel.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.RoomSettings;
import io.minutebook.kernel.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rooms beside the hall, and who is in them. */
public sealed interface BreakoutEvent extends MeetingEvent {

    /**
     * Rooms are open from here on, empty.
     *
     * @param roomTexts names and descriptions, in the order of {@code rooms}
     * @param timeLimitMinutes after which they close by themselves, null for no limit
     */
    record RoomsOpened(
            MeetingId meetingId,
            Instant at,
            UserId by,
            List<Room> rooms,
            boolean allowParticipantsToChoose,
            boolean allowParticipantsToReturn,
            @Nullable Integer timeLimitMinutes,
            @Nullable @Personal List<RoomText> roomTexts)
            implements BreakoutEvent {}

    /**
     * @param capacity people at once, null for no bound
     */
    record Room(RoomId roomId, @Nullable Integer capacity, RoomSettings settings) {}

    record RoomText(String name, @Nullable String description) {}

    /** People are in these rooms from here on, and in no other. */
    record ParticipantsAssigned(
            MeetingId meetingId,
            Instant at,
            UserId by,
            AssignmentType assignmentType,
            List<Assignment> assignments)
            implements BreakoutEvent {
        @Override
        public @Nullable UserId subject() {
            return assignments.size() == 1 && assignments.get(0).userIds().size() == 1
                    ? assignments.get(0).userIds().get(0)
                    : null;
        }
    }

    record Assignment(RoomId roomId, List<UserId> userIds) {}

    /** How somebody came into a room. */
    enum AssignmentType {
        /** By a host. */
        @JsonProperty("manual")
        MANUAL,
        /** Spread over the rooms when they opened. */
        @JsonProperty("auto")
        AUTO,
        /** By their own choice. */
        @JsonProperty("self")
        SELF
    }

    /** Somebody is back in the hall. */
    record RoomLeft(MeetingId meetingId, Instant at, UserId by, UserId userId, RoomId roomId)
            implements BreakoutEvent {
        @Override
        public UserId subject() {
            return userId;
        }
    }

    /**
     * @param capacity from here on, null for no bound
     * @param roomText name and description from here on, null where they stay; a description that
     *     is null stays too
     */
    record RoomUpdated(
            MeetingId meetingId,
            Instant at,
            UserId by,
            RoomId roomId,
            @Nullable Integer capacity,
            @Nullable @Personal RoomText roomText)
            implements BreakoutEvent {}

    /** A host's line to every room. */
    record RoomsBroadcast(
            MeetingId meetingId, Instant at, UserId by, @Nullable @Personal String content)
            implements BreakoutEvent {}

    /** The limit of the open rooms moved. */
    record RoomsExtended(MeetingId meetingId, Instant at, UserId by, int minutes)
            implements BreakoutEvent {}

    /**
     * Word that the rooms are about to close by themselves; {@code by} is null, it comes of the
     * limit.
     */
    record RoomsClosingSoon(MeetingId meetingId, Instant at, @Nullable UserId by, Instant closesAt)
            implements BreakoutEvent {}

    /**
     * All rooms are closed and everybody is in the hall; {@code by} is null where the limit was
     * reached.
     */
    record RoomsClosed(MeetingId meetingId, Instant at, @Nullable UserId by)
            implements BreakoutEvent {}
}
