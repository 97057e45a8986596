package io.minutebook.kernel.command;

import io.minutebook.kernel.Caller;
import io.minutebook.kernel.LiveStatus;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.ParticipantId;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.UserId;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * A host's hand on other people. Rejected with {@code INSUFFICIENT_PERMISSION} where the caller is
 * none, or acts on a host and is but a co-host; with {@code PARTICIPANT_NOT_FOUND} where there is
 * no such person to act on. What is already as asked is answered alike and leaves no trace.
 */
public sealed interface ModerationCommand<R> extends MeetingCommand<R> {

    /** Takes something from somebody present that they can take up again, where they may. */
    sealed interface Restraint extends ModerationCommand<Restrained> {
        ParticipantId participantId();

        @Override
        Caller by();
    }

    record MuteParticipant(
            @TargetAggregateIdentifier MeetingId meetingId,
            Caller by,
            Instant at,
            ParticipantId participantId)
            implements Restraint {}

    record StopVideo(
            @TargetAggregateIdentifier MeetingId meetingId,
            Caller by,
            Instant at,
            ParticipantId participantId)
            implements Restraint {}

    record LowerHand(
            @TargetAggregateIdentifier MeetingId meetingId,
            Caller by,
            Instant at,
            ParticipantId participantId)
            implements Restraint {}

    /**
     * @param status theirs from here on
     */
    record Restrained(UserId userId, LiveStatus status) {}

    /** Mutes everybody present but hosts and co-hosts. */
    record MuteAll(@TargetAggregateIdentifier MeetingId meetingId, Caller by, Instant at)
            implements ModerationCommand<MutedAnswer> {}

    /**
     * @param userIds who was muted by this; not those who were before
     */
    record MutedAnswer(List<UserId> userIds) {}

    /**
     * Gives somebody another role; who waits and becomes a co-host or host is let in. Hosts only,
     * and never their own: {@code INSUFFICIENT_PERMISSION}. Rejected with {@code CONFLICT} where
     * somebody banned or blocked would run the meeting.
     */
    record ChangeRole(
            @TargetAggregateIdentifier MeetingId meetingId,
            Caller by,
            Instant at,
            ParticipantId participantId,
            Role role)
            implements ModerationCommand<UserId> {}

    /**
     * Puts somebody out who is present, waits, was admitted or, for a ban, was ever there. Rejected
     * with {@code CONFLICT} where it is the caller, or a host or co-host is to be banned.
     *
     * @param ban whether they may not come back
     */
    record RemoveParticipant(
            @TargetAggregateIdentifier MeetingId meetingId,
            Caller by,
            Instant at,
            ParticipantId participantId,
            boolean ban)
            implements ModerationCommand<UserId> {}

    /**
     * Lets somebody banned come through the checks again.
     *
     * @param userId null for what can be no user's
     */
    record Unban(
            @TargetAggregateIdentifier MeetingId meetingId,
            Caller by,
            Instant at,
            @Nullable UserId userId)
            implements ModerationCommand<Done> {}
}
