package io.minutebook.api.limit;

import java.time.Instant;

/** Counts within windows of time. */
public interface WindowCounters {

    /**
     * One more of {@code key} in the window that ends at {@code windowEnd}; answers how many there
     * are.
     *
     * @param now to drop windows that ended before
     */
    long increment(String key, Instant windowEnd, Instant now);
}
