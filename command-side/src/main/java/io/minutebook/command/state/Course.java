package io.minutebook.command.state;

import io.minutebook.kernel.MeetingStatus;
import io.minutebook.kernel.event.LifecycleEvent.Field;
import io.minutebook.kernel.event.LifecycleEvent.MeetingUpdated;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far a meeting is on its way, and when it ends by itself.
 *
 * @param planned when it is to be
 * @param startedAt null until it started
 * @param maxDurationMinutes how long it may go on, null for no bound
 * @param lastLeftAt when the last of those who went did, the start where nobody went yet; null
 *     unless in progress. Leaves are not always recorded in their order: that of a lost connection
 *     is known later
 */
public record Course(
        MeetingStatus status,
        Planned planned,
        @Nullable Instant startedAt,
        @Nullable Integer maxDurationMinutes,
        @Nullable Instant lastLeftAt) {

    /** A meeting in which nobody is present for this long ends. */
    public static final Duration IDLE_MAX = Duration.ofMinutes(15);

    /** When a meeting is to be, as far as anybody said. */
    public record Planned(@Nullable Instant start, @Nullable Instant end) {

        /** Whether it ends after it starts, where both are known. */
        public boolean isSound() {
            return start == null || end == null || end.isAfter(start);
        }

        /** With new times for those that are among {@code fields}. */
        public Planned changed(
                Set<Field> fields, @Nullable Instant newStart, @Nullable Instant newEnd) {
            return new Planned(
                    fields.contains(Field.SCHEDULED_START) ? newStart : start,
                    fields.contains(Field.SCHEDULED_END) ? newEnd : end);
        }
    }

    static Course scheduled(Planned planned, @Nullable Integer maxDurationMinutes) {
        return new Course(MeetingStatus.SCHEDULED, planned, null, maxDurationMinutes, null);
    }

    /** When the longest time it may go on is over, empty where there is no bound. */
    public Optional<Instant> maxDurationEnd() {
        return startedAt == null || maxDurationMinutes == null
                ? Optional.empty()
                : Optional.of(startedAt.plus(Duration.ofMinutes(maxDurationMinutes)));
    }

    /** When a meeting that nobody is present in has been empty for too long. */
    Optional<Instant> idleEnd() {
        return Optional.ofNullable(lastLeftAt).map(since -> since.plus(IDLE_MAX));
    }

    Course after(MeetingUpdated updated) {
        return new Course(
                status,
                planned.changed(
                        updated.changed(), updated.scheduledStart(), updated.scheduledEnd()),
                startedAt,
                updated.changed().contains(Field.MAX_DURATION_MINUTES)
                        ? updated.maxDurationMinutes()
                        : maxDurationMinutes,
                lastLeftAt);
    }

    Course started(Instant at) {
        return new Course(MeetingStatus.IN_PROGRESS, planned, at, maxDurationMinutes, at);
    }

    Course over(MeetingStatus how) {
        return new Course(how, planned, startedAt, maxDurationMinutes, null);
    }

    Course left(Instant at) {
        return lastLeftAt == null || !at.isAfter(lastLeftAt)
                ? this
                : new Course(status, planned, startedAt, maxDurationMinutes, at);
    }
}
