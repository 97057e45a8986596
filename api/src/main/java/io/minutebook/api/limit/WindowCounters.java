package io.minutebook.api.limit;

import java.time.Instant;
import reactor.core.publisher.Mono;

/** Counts within windows of time. */
public interface WindowCounters {

    /**
     * One more of {@code key} in the window that ends at {@code windowEnd}; answers how many there
     * are. Never blocks its caller.
     *
     * @param now to drop windows that ended before
     */
    Mono<Long> increment(RateCategory category, String key, Instant windowEnd, Instant now);
}
