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
 * @param emptySince since when nobody is present; null while somebody is, and unless in progress
 */
public record Course(
        MeetingStatus status,
        @Nullable Instant startedAt,
        @Nullable Integer maxDurationMinutes,
        @Nullable Instant emptySince) {

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

    /** When nobody will have been present for too long, empty while somebody is. */
    public Optional<Instant> idleEnd() {
        return Optional.ofNullable(emptySince).map(since -> since.plus(IDLE_MAX));
    }

    Course bounded(@Nullable Integer minutes) {
        return new Course(status, startedAt, minutes, emptySince);
    }

    Course started(Instant at) {
        return new Course(MeetingStatus.IN_PROGRESS, at, maxDurationMinutes, at);
    }

    Course over(MeetingStatus how) {
        return new Course(how, startedAt, maxDurationMinutes, null);
    }

    Course empty(@Nullable Instant since) {
        return new Course(status, startedAt, maxDurationMinutes, since);
    }
}
