package io.minutebook.kernel.command;

import io.minutebook.kernel.Caller;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.Policy;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.event.LifecycleEvent.Field;
import io.minutebook.kernel.event.LifecycleEvent.MeetingEnded;
import io.minutebook.kernel.event.LifecycleEvent.MeetingStarted;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Intentions about a meeting's way from creation to end. */
public sealed interface LifecycleCommand<R> extends MeetingCommand<R> {

    /**
     * Creates a scheduled meeting. Answered with its id, which is another's where the caller's
     * {@code externalId} was used before (the log then refuses the commit).
     *
     * @param policy null for the default
     * @param passwordId names the password given with {@code policy}, null where none was
     */
    record CreateMeeting(
            @TargetAggregateIdentifier MeetingId meetingId,
            Caller by,
            Instant at,
            MeetingPlan plan,
            @Nullable String externalId,
            @Nullable Policy policy,
            @Nullable String passwordId)
            implements LifecycleCommand<MeetingId> {}

    /** What is planned of a meeting. At most 50 further hosts and 500 invited. */
    record MeetingPlan(
            String title,
            @Nullable String description,
            @Nullable Instant scheduledStart,
            @Nullable Instant scheduledEnd,
            List<UserId> hostUserIds,
            List<UserId> invitedUserIds,
            @Nullable Integer maxDurationMinutes) {}

    /**
     * Changes the fields named in {@code changed} to what {@code plan} says of them. Hosts only,
     * and of hosts not co-hosts where {@code host_user_ids} changes, nor so that the caller is one
     * no longer. Rejected with {@code VALIDATION_FAILED} where the end would not be after the
     * start, with {@code CONFLICT} where somebody blocked would be host, and once started for all
     * but title and description; ended and cancelled meetings keep those two open too.
     *
     * @param plan its components that are not in {@code changed} mean nothing
     */
    record UpdateMeeting(
            @TargetAggregateIdentifier MeetingId meetingId,
            Caller by,
            Instant at,
            Set<Field> changed,
            PlanChange plan)
            implements LifecycleCommand<Done> {}

    /** New values of changed fields. */
    record PlanChange(
            @Nullable String title,
            @Nullable String description,
            @Nullable Instant scheduledStart,
            @Nullable Instant scheduledEnd,
            @Nullable List<UserId> hostUserIds,
            @Nullable List<UserId> invitedUserIds,
            @Nullable Integer maxDurationMinutes) {}

    /**
     * Cancels a scheduled meeting, else {@code CONFLICT}. Hosts only; cancelling again answers the
     * same.
     */
    record CancelMeeting(@TargetAggregateIdentifier MeetingId meetingId, Caller by, Instant at)
            implements LifecycleCommand<Done> {}

    /**
     * Rejected with {@code MEETING_ALREADY_ACTIVE}, {@code MEETING_ENDED}, {@code
     * MEETING_NOT_STARTABLE}.
     */
    record StartMeeting(@TargetAggregateIdentifier MeetingId meetingId, Caller by, Instant at)
            implements LifecycleCommand<MeetingStarted> {}

    /** Rejected with {@code MEETING_NOT_ACTIVE}, {@code MEETING_ENDED}. */
    record EndMeeting(@TargetAggregateIdentifier MeetingId meetingId, Caller by, Instant at)
            implements LifecycleCommand<MeetingEnded> {}
}
