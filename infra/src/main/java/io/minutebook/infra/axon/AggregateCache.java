package io.minutebook.infra.axon;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the aggregates used last, each with its {@link Lineage}; the others, and those whose
 * lineage is broken, are read from the log again.
 */
final class AggregateCache implements Cache {

    private final ConcurrentMap<Object, Kept> entries;

    private record Kept(Object entry, Lineage lineage) {}

    AggregateCache(int max) {
        this.entries = Caffeine.newBuilder().maximumSize(max).<Object, Kept>build().asMap();
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Axon's signature
    public <K, V> @Nullable V get(K key) {
        Kept kept = entries.get(key);
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
        entries.put(key, new Kept(value, lineage));
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
                key, (ignored, kept) -> new Kept(update.apply((V) kept.entry()), kept.lineage()));
    }

    /** Nobody listens to this cache. */
    @Override
    public Registration registerCacheEntryListener(EntryListener listener) {
        return () -> false;
    }
}
