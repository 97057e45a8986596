package io.minutebook.infra.eventlog;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A log that leaves to another one what it does not do itself. */
public abstract class ForwardingCommitLog implements CommitLog {

    private final CommitLog log;

    protected ForwardingCommitLog(CommitLog log) {
        this.log = log;
    }

    @Override
    public String id() {
        return log.id();
    }

    @Override
    public CompletableFuture<Committed> append(Commit commit) {
        return log.append(commit);
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
