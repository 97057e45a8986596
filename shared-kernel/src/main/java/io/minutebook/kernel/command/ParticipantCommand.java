package io.minutebook.kernel.command;

import io.minutebook.kernel.Caller;
import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.Flags;
import io.minutebook.kernel.LiveStatus;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.ParticipantId;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.event.ParticipantEvent.ReactionSent;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Intentions of people about their own presence. */
public sealed interface ParticipantCommand<R> extends MeetingCommand<R> {

    /**
     * Opens a session. Rejected, in this order, with {@code MEETING_ENDED}, {@code
     * MEETING_NOT_ACTIVE}, {@code USER_BLOCKED}, {@code DOMAIN_NOT_ALLOWED}, {@code
     * ANONYMOUS_NOT_ALLOWED}, {@code JOIN_DENIED}, {@code MEETING_LOCKED}, {@code
     * PASSWORD_REQUIRED}, {@code MAX_PARTICIPANTS_REACHED}.
     *
     * @param participantId taken where the person has none in this meeting yet
     * @param provenPasswordId names the password the caller was found to know, null where they gave
     *     none or a wrong one
     */
    record JoinMeeting(
            @TargetAggregateIdentifier MeetingId meetingId,
            Caller by,
            Instant at,
            ParticipantId participantId,
            ConnectionId connectionId,
            boolean joinMuted,
            boolean joinWithoutVideo,
            @Nullable String deviceType,
            @Nullable String browserInfo,
            @Nullable String provenPasswordId)
            implements ParticipantCommand<JoinAnswer> {}

    /** What a join came to. */
    sealed interface JoinAnswer {

        ParticipantId participantId();

        UserId userId();

        Role role();

        record Joined(
                ParticipantId participantId,
                UserId userId,
                Role role,
                ConnectionId connectionId,
                LiveStatus status,
                Instant joinedAt)
                implements JoinAnswer {}

        /** They wait for a host to decide. */
        record Waiting(ParticipantId participantId, UserId userId, Role role)
                implements JoinAnswer {}
    }

    /**
     * Closes the caller's sessions, or one of them.
     *
     * @param connectionId null for all of them
     */
    record LeaveMeeting(
            @TargetAggregateIdentifier MeetingId meetingId,
            Caller by,
            Instant at,
            @Nullable ConnectionId connectionId)
            implements ParticipantCommand<Left> {}

    /**
     * @param joinedAt when the presence that ended, or goes on through another session, began
     */
    record Left(Instant joinedAt, Instant leftAt) {}

    /**
     * Changes the caller's own live status. Rejected with {@code SCREEN_SHARE_DISABLED}, {@code
     * CAMERA_DISABLED}.
     *
     * @param isInWaitingRoom cannot be changed here: {@code INSUFFICIENT_PERMISSION} where it
     *     differs; null says nothing
     */
    record UpdateStatus(
            @TargetAggregateIdentifier MeetingId meetingId,
            Caller by,
            Instant at,
            Flags flags,
            @Nullable Boolean isInWaitingRoom)
            implements ParticipantCommand<LiveStatus> {}

    /** Shows a reaction to all; {@code duration} in seconds, 1 to 60. */
    record SendReaction(
            @TargetAggregateIdentifier MeetingId meetingId,
            Caller by,
            Instant at,
            String reactionType,
            int duration)
            implements ParticipantCommand<ReactionSent> {}
}
