package io.minutebook.kernel.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.minutebook.kernel.EndReason;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.UserId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A meeting's way from its creation to its end. */
public sealed interface LifecycleEvent extends MeetingEvent {

    /**
     * @param externalId the caller's own name for it, unique per creator
     * @param hostUserIds hosts beside the creator
     */
    record MeetingCreated(
            MeetingId meetingId,
            Instant at,
            UserId by,
            @Nullable @Personal String title,
            @Nullable @Personal String description,
            @Nullable Instant scheduledStart,
            @Nullable Instant scheduledEnd,
            @Nullable String externalId,
            List<UserId> hostUserIds,
            List<UserId> invitedUserIds,
            @Nullable Integer maxDurationMinutes)
            implements LifecycleEvent {}

    /**
     * Holds only what changed: a component not among {@code changed} says nothing, one among it and
     * null was cleared.
     */
    record MeetingUpdated(
            MeetingId meetingId,
            Instant at,
            UserId by,
            Set<Field> changed,
            @Nullable @Personal String title,
            @Nullable @Personal String description,
            @Nullable Instant scheduledStart,
            @Nullable Instant scheduledEnd,
            @Nullable List<UserId> hostUserIds,
            @Nullable List<UserId> invitedUserIds,
            @Nullable Integer maxDurationMinutes)
            implements LifecycleEvent {

        /** Sorts {@code changed}, so that the same change is stored in the same bytes. */
        public MeetingUpdated {
            changed = Collections.unmodifiableSortedSet(new TreeSet<>(changed));
        }
    }

    record MeetingCancelled(MeetingId meetingId, Instant at, UserId by) implements LifecycleEvent {}

    record MeetingStarted(MeetingId meetingId, Instant at, UserId by) implements LifecycleEvent {}

    /**
     * Closes every session and every breakout room.
     *
     * @param participantCount distinct people who ever joined
     */
    record MeetingEnded(
            MeetingId meetingId,
            Instant at,
            @Nullable UserId by,
            EndReason reason,
            Instant startedAt,
            int participantCount)
            implements LifecycleEvent {}

    /** What of a meeting can be changed after its creation. */
    enum Field {
        @JsonProperty("title")
        TITLE,
        @JsonProperty("description")
        DESCRIPTION,
        @JsonProperty("scheduled_start")
        SCHEDULED_START,
        @JsonProperty("scheduled_end")
        SCHEDULED_END,
        @JsonProperty("host_user_ids")
        HOST_USER_IDS,
        @JsonProperty("invited_user_ids")
        INVITED_USER_IDS,
        @JsonProperty("max_duration_minutes")
        MAX_DURATION_MINUTES
    }
}
