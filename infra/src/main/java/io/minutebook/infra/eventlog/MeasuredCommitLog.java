package io.minutebook.infra.eventlog;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.CompletableFuture;

/** A log that tells how long its appends take and where its head is. */
public final class MeasuredCommitLog extends ForwardingCommitLog {

    private final MeterRegistry registry;
    private final Timer appended;
    private final Timer failed;

    public MeasuredCommitLog(CommitLog log, MeterRegistry registry) {
        super(log);
        this.registry = registry;
        this.appended = timer("durable");
        this.failed = timer("refused");
        Gauge.builder("minutebook.log.head", log, CommitLog::head)
                .description("Position of the log's last event")
                .register(registry);
    }

    private Timer timer(String outcome) {
        return Timer.builder("minutebook.log.append")
                .description("From the append of a commit to its durability or refusal")
                .tag("outcome", outcome)
                .publishPercentileHistogram()
                .register(registry);
    }

    @Override
    public CompletableFuture<Committed> append(Commit commit) {
        Timer.Sample sample = Timer.start(registry);
        return super.append(commit)
                .whenComplete(
                        (committed, failure) -> sample.stop(failure == null ? appended : failed));
    }
}
