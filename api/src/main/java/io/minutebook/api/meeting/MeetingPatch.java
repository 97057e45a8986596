package io.minutebook.api.meeting;

import io.minutebook.api.Chars;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.command.LifecycleCommand.PlanChange;
import io.minutebook.kernel.event.LifecycleEvent.Field;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of a meeting is to change. A component that is null was absent and stays; an empty one was
 * null in JSON and is cleared.
 */
record MeetingPatch(
        @Nullable Optional<@Chars(min = 1, max = MeetingRequest.TITLE_CHARS_MAX) String> title,
        @Nullable Optional<@Chars(max = MeetingRequest.DESCRIPTION_CHARS_MAX) String> description,
        @Nullable Optional<Instant> scheduledStart,
        @Nullable Optional<Instant> scheduledEnd,
        @Nullable Optional<@Size(max = MeetingRequest.HOSTS_MAX) List<@NotNull UserId>> hostUserIds,
        @Nullable Optional<@Size(max = MeetingRequest.INVITED_MAX) List<@NotNull UserId>>
                invitedUserIds,
        @Nullable Optional<@Min(1) @Max(MeetingRequest.MINUTES_MAX) Integer> maxDurationMinutes) {

    @AssertTrue(message = "cannot be cleared")
    public boolean isTitle() {
        return title == null || title.filter(text -> !text.isBlank()).isPresent();
    }

    @AssertTrue(message = "must be after scheduled_start")
    public boolean isScheduledEnd() {
        Instant start = value(scheduledStart);
        Instant end = value(scheduledEnd);
        return start == null || end == null || end.isAfter(start);
    }

    Set<Field> changed() {
        Map<Field, @Nullable Optional<?>> fields = new EnumMap<>(Field.class);
        fields.put(Field.TITLE, title);
        fields.put(Field.DESCRIPTION, description);
        fields.put(Field.SCHEDULED_START, scheduledStart);
        fields.put(Field.SCHEDULED_END, scheduledEnd);
        fields.put(Field.HOST_USER_IDS, hostUserIds);
        fields.put(Field.INVITED_USER_IDS, invitedUserIds);
        fields.put(Field.MAX_DURATION_MINUTES, maxDurationMinutes);
        fields.values().removeIf(java.util.Objects::isNull);
        return Set.copyOf(fields.keySet());
    }

    PlanChange change() {
        List<UserId> hosts = value(hostUserIds);
        List<UserId> invited = value(invitedUserIds);
        return new PlanChange(
                value(title),
                value(description),
                MeetingRequest.truncated(value(scheduledStart)),
                MeetingRequest.truncated(value(scheduledEnd)),
                hosts == null ? null : MeetingRequest.distinct(hosts),
                invited == null ? null : MeetingRequest.distinct(invited),
                value(maxDurationMinutes));
    }

    private static <T> @Nullable T value(@Nullable Optional<T> field) {
        return field == null ? null : field.orElse(null);
    }
}
