package io.minutebook.infra.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** What is measured of sending. */
final class WebhookMetrics {

    private final MeterRegistry registry;
    private final AtomicInteger pending;

    WebhookMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.pending = registry.gauge("minutebook.webhook.pending", new AtomicInteger());
    }

    /**
     * @param outcome {@code succeeded}, {@code retried}, {@code failed}
     */
    void attempt(String outcome, Duration took) {
        Timer.builder("minutebook.webhook.attempts")
                .description("Attempts to send word to a webhook")
                .tag("outcome", outcome)
                .publishPercentileHistogram()
                .register(registry)
                .record(took);
    }

    /** So many more, or fewer, are known to wait. */
    void waiting(int more) {
        pending.addAndGet(more);
    }
}
