package io.minutebook.api.meeting;

import io.minutebook.api.Chars;
import io.minutebook.api.policy.PolicyRequest;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.command.LifecycleCommand.MeetingPlan;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A meeting to be created. */
record MeetingRequest(
        @NotBlank @Chars(max = TITLE_CHARS_MAX) String title,
        @Nullable @Chars(max = DESCRIPTION_CHARS_MAX) String description,
        @Nullable Instant scheduledStart,
        @Nullable Instant scheduledEnd,
        @Nullable
                @Pattern(
                        regexp = "[\\x21-\\x7e]{1,128}",
                        message = "must be 1 to 128 visible ASCII characters")
                String externalId,
        @Nullable @Size(max = HOSTS_MAX) List<@NotNull UserId> hostUserIds,
        @Nullable @Size(max = INVITED_MAX) List<@NotNull UserId> invitedUserIds,
        @Nullable @Min(1) @Max(MINUTES_MAX) Integer maxDurationMinutes,
        @Nullable @Valid PolicyRequest policy) {

    static final int TITLE_CHARS_MAX = 200;
    static final int DESCRIPTION_CHARS_MAX = 2_000;
    static final int HOSTS_MAX = 50;
    static final int INVITED_MAX = 500;
    static final long MINUTES_MAX = 10_080;

    @AssertTrue(message = "must be after scheduled_start")
    public boolean isScheduledEnd() {
        return scheduledStart == null
                || scheduledEnd == null
                || scheduledEnd.isAfter(scheduledStart);
    }

    MeetingPlan plan() {
        return new MeetingPlan(
                title,
                description,
                truncated(scheduledStart),
                truncated(scheduledEnd),
                distinct(hostUserIds),
                distinct(invitedUserIds),
                maxDurationMinutes);
    }

    /** Times are kept in milliseconds. */
    static @Nullable Instant truncated(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MILLIS);
    }

    static List<UserId> distinct(@Nullable List<UserId> users) {
        return users == null ? List.of() : users.stream().distinct().toList();
    }
}
