package io.minutebook.query.meeting;

import io.minutebook.kernel.MeetingStatus;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.event.LifecycleEvent.Field;
import io.minutebook.kernel.event.LifecycleEvent.MeetingCreated;
import io.minutebook.kernel.event.LifecycleEvent.MeetingUpdated;
import io.minutebook.kernel.query.MeetingDetails;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A meeting's plan, and how it changes. */
final class Plans {

    private Plans() {}

    static MeetingDetails of(MeetingCreated created) {
        return new MeetingDetails(
                created.meetingId(),
                MeetingStatus.SCHEDULED,
                created.title(),
                created.description(),
                created.scheduledStart(),
                created.scheduledEnd(),
                created.externalId(),
                created.hostUserIds(),
                created.invitedUserIds(),
                created.maxDurationMinutes(),
                created.by(),
                created.at(),
                null,
                null);
    }

    static MeetingDetails updated(MeetingDetails plan, MeetingUpdated change) {
        return new MeetingDetails(
                plan.meetingId(),
                plan.status(),
                change.changed().contains(Field.TITLE) ? change.title() : plan.title(),
                change.changed().contains(Field.DESCRIPTION)
                        ? change.description()
                        : plan.description(),
                change.changed().contains(Field.SCHEDULED_START)
                        ? change.scheduledStart()
                        : plan.scheduledStart(),
                change.changed().contains(Field.SCHEDULED_END)
                        ? change.scheduledEnd()
                        : plan.scheduledEnd(),
                plan.externalId(),
                change.hostUserIds() == null ? plan.hostUserIds() : change.hostUserIds(),
                change.invitedUserIds() == null ? plan.invitedUserIds() : change.invitedUserIds(),
                change.changed().contains(Field.MAX_DURATION_MINUTES)
                        ? change.maxDurationMinutes()
                        : plan.maxDurationMinutes(),
                plan.createdBy(),
                plan.createdAt(),
                plan.startedAt(),
                plan.endedAt());
    }

    static MeetingDetails standing(
            MeetingDetails plan,
            MeetingStatus now,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt) {
        return new MeetingDetails(
                plan.meetingId(),
                now,
                plan.title(),
                plan.description(),
                plan.scheduledStart(),
                plan.scheduledEnd(),
                plan.externalId(),
                plan.hostUserIds(),
                plan.invitedUserIds(),
                plan.maxDurationMinutes(),
                plan.createdBy(),
                plan.createdAt(),
                startedAt,
                endedAt);
    }

    static Map<String, Role> hosts(UserId creator, List<UserId> others) {
        Map<String, Role> roles = new LinkedHashMap<>();
        roles.put(creator.value(), Role.HOST);
        others.forEach(user -> roles.put(user.value(), Role.HOST));
        return roles;
    }
}
