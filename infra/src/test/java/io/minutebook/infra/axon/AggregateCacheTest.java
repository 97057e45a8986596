package io.minutebook.infra.axon;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.junit.jupiter.api.Test;

class AggregateCacheTest {

    private static final long BYTES_MAX = 1_000_000;

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private long bytes = 9_000;
    private final AggregateCache cache = new AggregateCache(BYTES_MAX, entry -> bytes, registry);

    private static <T> T inUnitOfWork(Supplier<T> work) {
        UnitOfWork<?> unit = DefaultUnitOfWork.startAndGet(new GenericMessage<>("command"));
        try {
            return work.get();
        } finally {
            unit.rollback();
        }
    }

    private void put(String key, Lineage lineage) {
        inUnitOfWork(
                () -> {
                    Lineages.carry(lineage);
                    cache.put(key, "entry of " + key);
                    return key;
                });
    }

    private boolean holds(String key) {
        return inUnitOfWork(() -> cache.<String, String>get(key) != null);
    }

    private static Lineage lineage(String key) {
        return new Lineage(key, 0);
    }

    private double metric(String name, String... tags) {
        return registry.get(name).tags(tags).meter().measure().iterator().next().getValue();
    }

    @Test
    void keepsAsManyAsFit() {
        IntStream.range(0, 1_000).forEach(i -> put("a" + i, lineage("a" + i)));
        long held = IntStream.range(0, 1_000).filter(i -> cache.containsKey("a" + i)).count();
        assertThat(held).isBetween(80L, BYTES_MAX / 10_024);
        assertThat(cache.bytesKept()).isLessThanOrEqualTo(BYTES_MAX);
        assertThat(metric("minutebook.cache.bytes", "cache", "aggregates"))
                .isEqualTo(cache.bytesKept());
        assertThat(metric("cache.size", "cache", "aggregates")).isEqualTo(held);
    }

    @Test
    void keepsNoneThatIsLargerThanAll() {
        bytes = BYTES_MAX;
        put("large", lineage("large"));
        assertThat(holds("large")).isFalse();
        assertThat(cache.bytesKept()).isZero();
    }

    @Test
    void weighsOneAgainOnceItGrew() {
        Lineage lineage = lineage("a");
        put("a", lineage);
        long before = cache.bytesKept();
        bytes = 100_000;
        lineage.loaded(99);
        put("a", lineage);
        assertThat(cache.bytesKept()).isEqualTo(before);
        lineage.loaded(100);
        put("a", lineage);
        assertThat(cache.bytesKept()).isGreaterThan(100_000);
        bytes = 5;
        put("a", lineage("a")); // loaded again
        assertThat(cache.bytesKept()).isLessThan(before);
    }

    @Test
    void countsHitsAndMisses() {
        put("a", lineage("a"));
        assertThat(holds("a")).isTrue();
        assertThat(holds("a")).isTrue();
        assertThat(holds("b")).isFalse();
        assertThat(metric("cache.gets", "cache", "aggregates", "result", "hit")).isEqualTo(2);
        assertThat(metric("cache.gets", "cache", "aggregates", "result", "miss")).isEqualTo(1);
    }

    @Test
    void forgetsWhatMustNotBeDecidedOn() {
        Lineage lineage = lineage("a");
        put("a", lineage);
        lineage.breakOff();
        assertThat(holds("a")).isFalse();
        assertThat(cache.bytesKept()).isZero();
    }
}
