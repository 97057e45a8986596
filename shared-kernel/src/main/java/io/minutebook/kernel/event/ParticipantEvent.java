package io.minutebook.kernel.event;

import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.Flags;
import io.minutebook.kernel.LeaveReason;
import io.minutebook.kernel.LiveStatus;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.ParticipantId;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** People coming, going and being seen. */
public sealed interface ParticipantEvent extends MeetingEvent {

    /**
     * A person is present from here on, with their first open session.
     *
     * @param returning whether they were present before
     */
    record ParticipantJoined(
            MeetingId meetingId,
            Instant at,
            UserId by,
            ParticipantId participantId,
            UserId userId,
            Role role,
            ConnectionId connectionId,
            boolean isMuted,
            boolean isVideoEnabled,
            boolean returning,
            @Nullable @Personal String userName,
            @Nullable @Personal String email,
            @Nullable @Personal String deviceType,
            @Nullable @Personal String browserInfo)
            implements ParticipantEvent {}

    /** A further session of somebody present. */
    record SessionOpened(
            MeetingId meetingId,
            Instant at,
            UserId by,
            ParticipantId participantId,
            UserId userId,
            ConnectionId connectionId,
            @Nullable @Personal String deviceType,
            @Nullable @Personal String browserInfo)
            implements ParticipantEvent {}

    /** One session of somebody who stays present through another. */
    record SessionClosed(
            MeetingId meetingId,
            Instant at,
            @Nullable UserId by,
            ParticipantId participantId,
            UserId userId,
            ConnectionId connectionId,
            LeaveReason reason)
            implements ParticipantEvent {
        @Override
        public UserId subject() {
            return userId;
        }
    }

    /**
     * A person is no longer present; all their sessions are closed and they are in no breakout
     * room.
     */
    record ParticipantLeft(
            MeetingId meetingId,
            Instant at,
            @Nullable UserId by,
            ParticipantId participantId,
            UserId userId,
            LeaveReason reason,
            Instant joinedAt)
            implements ParticipantEvent {
        @Override
        public UserId subject() {
            return userId;
        }
    }

    /**
     * The live status of one or more people changed in the same way.
     *
     * @param flags those that changed
     * @param status all flags afterwards, where it is about one person; null where about many
     */
    record StatusChanged(
            MeetingId meetingId,
            Instant at,
            UserId by,
            List<UserId> userIds,
            Flags flags,
            @Nullable LiveStatus status)
            implements ParticipantEvent {
        @Override
        public @Nullable UserId subject() {
            return userIds.size() == 1 ? userIds.get(0) : null;
        }
    }

    /**
     * People were put out of the meeting, or out of its waiting room; those present are no longer.
     */
    record ParticipantRemoved(
            MeetingId meetingId, Instant at, UserId by, List<UserId> userIds, boolean banned)
            implements ParticipantEvent {
        @Override
        public @Nullable UserId subject() {
            return userIds.size() == 1 ? userIds.get(0) : null;
        }
    }

    record ParticipantUnbanned(MeetingId meetingId, Instant at, UserId by, UserId userId)
            implements ParticipantEvent {
        @Override
        public UserId subject() {
            return userId;
        }
    }

    record RoleChanged(MeetingId meetingId, Instant at, UserId by, UserId userId, Role role)
            implements ParticipantEvent {
        @Override
        public UserId subject() {
            return userId;
        }
    }

    /**
     * @param reactionType 1 to 32 of {@code a-z 0-9 _}
     * @param duration how long to show it, in seconds
     */
    record ReactionSent(
            MeetingId meetingId, Instant at, UserId by, String reactionType, int duration)
            implements ParticipantEvent {}
}
