package io.minutebook.kernel.query;

import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.MeetingStatus;
import io.minutebook.kernel.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A meeting as planned and as it stands. */
public record MeetingDetails(
        MeetingId meetingId,
        MeetingStatus status,
        @Nullable String title,
        @Nullable String description,
        @Nullable Instant scheduledStart,
        @Nullable Instant scheduledEnd,
        @Nullable String externalId,
        List<UserId> hostUserIds,
        List<UserId> invitedUserIds,
        @Nullable Integer maxDurationMinutes,
        UserId createdBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {}
