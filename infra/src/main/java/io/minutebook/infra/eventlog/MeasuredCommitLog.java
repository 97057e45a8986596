package io.minutebook.infra.eventlog;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A log that tells how long its appends take and where its head is. */
public final class MeasuredCommitLog implements CommitLog {

    private final CommitLog log;
    private final MeterRegistry registry;
    private final Timer appended;
    private final Timer failed;

    public MeasuredCommitLog(CommitLog log, MeterRegistry registry) {
        this.log = log;
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
        return log.append(commit)
                .whenComplete(
                        (committed, failure) -> sample.stop(failure == null ? appended : failed));
    }

    @Override
    public String id() {
        return log.id();
    }

    @Override
    public boolean isShared() {
        return log.isShared();
    }

    @Override
    public long head() {
        return log.head();
    }

    @Override
    public long lastSequence(String stream) {
        return log.lastSequence(stream);
    }

    @Override
    public List<StoredEvent> readAll(long after, int limit) {
        return log.readAll(after, limit);
    }

    @Override
    public List<StoredEvent> readStream(String stream, long after, int limit) {
        return log.readStream(stream, after, limit);
    }

    @Override
    public Optional<StoredEvent> holderOf(String claim) {
        return log.holderOf(claim);
    }

    @Override
    public void onGrowth(Runnable wake) {
        log.onGrowth(wake);
    }

    @Override
    public void close() {
        log.close();
    }
}
