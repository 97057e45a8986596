package io.minutebook.infra.axon;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the aggregates used last, each with its {@link Lineage}, as many as fit; the others, and
 * those whose lineage is broken, are read from the log again.
 */
final class AggregateCache implements Cache {

    private static final String NAME = "aggregates";

    /** The cache's and Axon's own objects around an aggregate. */
    private static final long AROUND = 1_024;

    /** An aggregate is weighed again once it took in so many events: that looks at all it holds. */
    private static final long WEIGHED_EVERY = 100;

    private final com.github.benmanes.caffeine.cache.Cache<Object, Kept> cache;
    private final ConcurrentMap<Object, Kept> entries;
    private final ToLongFunction<Object> bytes;

    /**
     * @param weighedAt the last event that it held when it was weighed
     */
    private record Kept(Object entry, Lineage lineage, long bytes, long weighedAt) {}

    /**
     * @param bytesMax of all aggregates kept
     * @param bytes what one takes
     */
    AggregateCache(long bytesMax, ToLongFunction<Object> bytes, MeterRegistry registry) {
        this.bytes = bytes;
        this.cache =
                Caffeine.newBuilder()
                        .maximumWeight(bytesMax)
                        .weigher((Object key, Kept kept) -> (int) kept.bytes())
                        .executor(Runnable::run)
                        .recordStats()
                        .build();
        this.entries = cache.asMap();
        CaffeineCacheMetrics.monitor(registry, cache, NAME);
        Gauge.builder("minutebook.cache.bytes", this, AggregateCache::bytesKept)
                .description("What a cache holds, in bytes, estimated")
                .tag("cache", NAME)
                .register(registry);
    }

    /** What is kept takes so much. */
    long bytesKept() {
        return cache.policy()
                .eviction()
                .map(Policy.Eviction::weightedSize)
                .map(java.util.OptionalLong::orElseThrow)
                .orElseThrow();
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Axon's signature
    public <K, V> @Nullable V get(K key) {
        Kept kept = cache.getIfPresent(key); // counted as hit or miss
        if (kept == null) {
            return null;
        }
        if (kept.lineage().isBroken()) {
            entries.remove(key, kept);
            return null;
        }
        Lineages.carry(kept.lineage());
        return (V) kept.entry();
    }

    /**
     * Keeps what the current unit of work decides on; one that has loaded nothing is creating it.
     */
    @Override
    public void put(Object key, Object value) {
        Lineage lineage = Lineages.carried();
        if (lineage == null) {
            lineage = new Lineage(key.toString(), -1);
            Lineages.carry(lineage);
        }
        entries.put(key, weighed(entries.get(key), value, lineage));
    }

    private Kept weighed(@Nullable Kept before, Object value, Lineage lineage) {
        long last = lineage.lastSequence();
        return before != null
                        && before.lineage() == lineage
                        && last - before.weighedAt() < WEIGHED_EVERY
                ? new Kept(value, lineage, before.bytes(), before.weighedAt())
                : new Kept(value, lineage, measured(value), last);
    }

    private long measured(Object value) {
        return Math.min(AROUND + bytes.applyAsLong(value), Integer.MAX_VALUE);
    }

    @Override
    public boolean putIfAbsent(Object key, Object value) {
        if (entries.containsKey(key)) {
            return false;
        }
        put(key, value);
        return true;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Axon's signature
    public <T> T computeIfAbsent(Object key, Supplier<T> made) {
        T kept = this.<Object, T>get(key);
        if (kept != null) {
            return kept;
        }
        T value = made.get();
        put(key, value);
        return value;
    }

    @Override
    public boolean remove(Object key) {
        return entries.remove(key) != null;
    }

    @Override
    public void removeAll() {
        entries.clear();
    }

    @Override
    public boolean containsKey(Object key) {
        return entries.containsKey(key);
    }

    @Override
    @SuppressWarnings("unchecked") // Axon's signature
    public <V> void computeIfPresent(Object key, UnaryOperator<V> update) {
        entries.computeIfPresent(
                key,
                (ignored, kept) -> weighed(kept, update.apply((V) kept.entry()), kept.lineage()));
    }

    /** Nobody listens to this cache. */
    @Override
    public Registration registerCacheEntryListener(EntryListener listener) {
        return () -> false;
    }
}
