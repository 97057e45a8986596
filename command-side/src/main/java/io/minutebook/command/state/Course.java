package io.minutebook.command.state;

import io.minutebook.kernel.MeetingStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a meeting is on its way, and when it ends by itself.
 *
 * @param startedAt null until it started
 * @param maxDurationMinutes how long it may go on, null for no bound
 * @param lastLeftAt when the last of those who went did, the start where nobody went yet; null
 *     unless in progress. Leaves are not always recorded in their order: that of a lost connection
 *     is known later
 */
public record Course(
        MeetingStatus status,
        @Nullable Instant startedAt,
        @Nullable Integer maxDurationMinutes,
        @Nullable Instant lastLeftAt) {

    /** A meeting in which nobody is present for this long ends. */
    public static final Duration IDLE_MAX = Duration.ofMinutes(15);

    static Course scheduled(@Nullable Integer maxDurationMinutes) {
        return new Course(MeetingStatus.SCHEDULED, null, maxDurationMinutes, null);
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

    Course bounded(@Nullable Integer minutes) {
        return new Course(status, startedAt, minutes, lastLeftAt);
    }

    Course started(Instant at) {
        return new Course(MeetingStatus.IN_PROGRESS, at, maxDurationMinutes, at);
    }

    Course over(MeetingStatus how) {
        return new Course(how, startedAt, maxDurationMinutes, null);
    }

    Course left(Instant at) {
        return lastLeftAt == null || !at.isAfter(lastLeftAt)
                ? this
                : new Course(status, startedAt, maxDurationMinutes, at);
    }
}
