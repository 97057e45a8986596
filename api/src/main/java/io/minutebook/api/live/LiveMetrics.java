package io.minutebook.api.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts of the live edge. */
public final class LiveMetrics {

    private final MeterRegistry registry;
    private final AtomicInteger open;
    private final Counter sent;
    private final Counter received;

    public LiveMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.open = registry.gauge("minutebook.sockets.open", new AtomicInteger());
        this.sent = registry.counter("minutebook.frames", "direction", "out");
        this.received = registry.counter("minutebook.frames", "direction", "in");
    }

    void opened() {
        open.incrementAndGet();
    }

    void closed() {
        open.decrementAndGet();
    }

    void sent() {
        sent.increment();
    }

    void received() {
        received.increment();
    }

    void dropped(CloseCode code) {
        registry.counter("minutebook.sockets.dropped", "reason", code.reason()).increment();
    }
}
