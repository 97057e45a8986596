package io.minutebook.infra.axon;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** How often snapshots are taken and used, and what came in between. */
final class SnapshotMetrics {

    private final Counter taken;
    private final Counter tooLarge;
    private final Counter overtaken;
    private final Counter failed;
    private final Counter dropped;
    private final Counter used;
    private final Counter refused;

    SnapshotMetrics(MeterRegistry registry) {
        this.taken = asked(registry, "taken");
        this.tooLarge = asked(registry, "too_large");
        this.overtaken = asked(registry, "overtaken");
        this.failed = asked(registry, "failed");
        this.dropped = asked(registry, "dropped");
        this.used = loaded(registry, "used");
        this.refused = loaded(registry, "refused");
    }

    private static Counter asked(MeterRegistry registry, String outcome) {
        return Counter.builder("minutebook.snapshots")
                .description("Snapshots that were due, by what came of them")
                .tag("outcome", outcome)
                .register(registry);
    }

    private static Counter loaded(MeterRegistry registry, String outcome) {
        return Counter.builder("minutebook.snapshot.loads")
                .description("Loads of meetings that found a snapshot, by whether it counted")
                .tag("outcome", outcome)
                .register(registry);
    }

    void taken() {
        taken.increment();
    }

    /** More than a document holds. */
    void tooLarge() {
        tooLarge.increment();
    }

    /** Another node was faster. */
    void overtaken() {
        overtaken.increment();
    }

    void failed() {
        failed.increment();
    }

    /** Too many were asked for at once. */
    void dropped() {
        dropped.increment();
    }

    void used() {
        used.increment();
    }

    /** Of another log or version, ahead of the log, damaged, or out of reach. */
    void refused() {
        refused.increment();
    }
}
