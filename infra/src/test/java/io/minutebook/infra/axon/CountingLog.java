package io.minutebook.infra.axon;

import io.minutebook.infra.eventlog.Commit;
import io.minutebook.infra.eventlog.CommitLog;
import io.minutebook.infra.eventlog.Committed;
import io.minutebook.infra.eventlog.StoredEvent;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** A log that counts what is read of streams. */
record CountingLog(CommitLog log, AtomicLong read) implements CommitLog {

    @Override
    public String id() {
        return log.id();
    }

    @Override
    public CompletableFuture<Committed> append(Commit commit) {
        return log.append(commit);
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
        List<StoredEvent> events = log.readStream(stream, after, limit);
        read.addAndGet(events.size());
        return events;
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
