package io.minutebook.api.limit;

import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Mono;

/** Counters in this process: exact while it is the only node. */
public final class LocalCounters implements WindowCounters {

    /** Keys are swept this often, in increments; a sweep looks at each once. */
    private static final long SWEEP_EVERY = 10_000;

    private record Window(Instant end, AtomicLong count) {}

    private final ConcurrentMap<String, Window> windows = new ConcurrentHashMap<>();
    private final AtomicLong increments = new AtomicLong();

    @Override
    public Mono<Long> increment(RateCategory category, String key, Instant windowEnd, Instant now) {
        if (increments.incrementAndGet() % SWEEP_EVERY == 0) {
            windows.values().removeIf(window -> !window.end().isAfter(now));
        }
        return Mono.just(
                windows.compute(
                                category + ":" + key,
                                (ignored, window) ->
                                        window != null && !window.end().isBefore(windowEnd)
                                                ? window
                                                : new Window(windowEnd, new AtomicLong()))
                        .count()
                        .incrementAndGet());
    }
}
