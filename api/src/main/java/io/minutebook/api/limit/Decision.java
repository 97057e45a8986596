package io.minutebook.api.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Whether one more is within the limit.
 *
 * @param limited whether anything is counted at all; if not, the rest means nothing
 * @param remaining how many more are, after this one
 * @param resetAt when the window ends
 */
public record Decision(
        boolean limited,
        boolean allowed,
        long limit,
        long remaining,
        Duration window,
        Instant resetAt) {

    /** What a refused client is told: the limit, the window in seconds, and when it ends. */
    public Map<String, Object> details() {
        return Map.of("limit", limit, "window", window.toSeconds(), "reset_at", resetAt);
    }
}
