package io.minutebook.api.limit;

import io.minutebook.kernel.ErrorCode;
import io.minutebook.kernel.Rejection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Fixed windows aligned to the clock, per category and key. */
public final class RateLimiter {

    private static final Decision UNLIMITED =
            new Decision(false, true, 0, 0, Duration.ZERO, Instant.EPOCH);

    private final Map<RateCategory, Limit> limits = new EnumMap<>(RateCategory.class);
    private final WindowCounters counters;
    private final Clock clock;

    /**
     * @throws IllegalArgumentException where a limit is malformed
     */
    public RateLimiter(RateLimitProperties properties, WindowCounters counters, Clock clock) {
        for (RateCategory category : RateCategory.values()) {
            properties.of(category).ifPresent(limit -> limits.put(category, limit));
        }
        this.counters = counters;
        this.clock = clock;
    }

    /** Counts one more of {@code key}, a user id or an address. */
    public Mono<Decision> take(RateCategory category, String key) {
        @Nullable Limit limit = limits.get(category);
        if (limit == null) {
            return Mono.just(UNLIMITED);
        }
        return Mono.defer(
                () -> {
                    Instant now = clock.instant();
                    long length = limit.window().toMillis();
                    Instant end = Instant.ofEpochMilli((now.toEpochMilli() / length + 1) * length);
                    return counters.increment(category, key, end, now)
                            .map(count -> decision(limit, count, end));
                });
    }

    /**
     * Counts one more of {@code key}; fails with {@code RATE_LIMIT_EXCEEDED} where it is one too
     * many.
     */
    public Mono<Void> require(RateCategory category, String key) {
        return take(category, key)
                .flatMap(
                        decision ->
                                decision.allowed() ? Mono.empty() : Mono.error(refusal(decision)));
    }

    /** What is answered to one too many. */
    static Rejection refusal(Decision decision) {
        return new Rejection(
                ErrorCode.RATE_LIMIT_EXCEEDED, "Rate limit exceeded", decision.details());
    }

    private static Decision decision(Limit limit, long count, Instant end) {
        return new Decision(
                true,
                count <= limit.count(),
                limit.count(),
                Math.max(0, limit.count() - count),
                limit.window(),
                end);
    }
}
