package io.minutebook.api.meeting;

import java.time.Duration;
import java.time.Instant;

/** How long something took, in whole minutes and seconds, rounded down. */
public record Durations(long durationMinutes, long durationSeconds) {

    public static Durations between(Instant from, Instant to) {
        Duration length = Duration.between(from, to);
        return new Durations(length.toMinutes(), length.toSeconds());
    }
}
