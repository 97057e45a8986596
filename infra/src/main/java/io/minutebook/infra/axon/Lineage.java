package io.minutebook.infra.axon;

import io.minutebook.infra.eventlog.Commit;
import io.minutebook.infra.eventlog.CommitLog;
import io.minutebook.infra.eventlog.Committed;
import io.minutebook.infra.eventlog.SequenceClashException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The commits of one aggregate instance, from when it was loaded. The instance runs ahead of the
 * store: it holds events that are still being written. Once one of its commits fails it holds what
 * never happened, and nothing decided on it counts any longer.
 */
final class Lineage {

    private static final CompletableFuture<?> NOTHING = CompletableFuture.completedFuture(null);

    private final String stream;
    private long covered;
    private CompletableFuture<?> newest = NOTHING;
    private long lastSequence;
    private int underWay;
    private boolean broken;

    /**
     * @param lastSequence of the events in the snapshot that the instance starts from, -1 for none
     */
    Lineage(String stream, long lastSequence) {
        this.stream = stream;
        this.covered = lastSequence;
        this.lastSequence = lastSequence;
    }

    String stream() {
        return stream;
    }

    /** The last event that the instance holds. */
    synchronized long lastSequence() {
        return lastSequence;
    }

    /** The instance was loaded from one event more. */
    synchronized void loaded(long sequence) {
        lastSequence = sequence;
    }

    /** Whether a snapshot is due with the event {@code sequence}; said once each time one is. */
    synchronized boolean isSnapshotDue(long sequence) {
        boolean due = SnapshotInterval.isOver(covered, sequence);
        if (due) {
            covered = sequence;
        }
        return due;
    }

    synchronized boolean isBroken() {
        return broken;
    }

    /** The instance is not what the store holds: nothing more may be decided on it. */
    synchronized void breakOff() {
        broken = true;
    }

    /** The newest commit of this instance; those before it are durable once it is. */
    synchronized CompletableFuture<?> newest() {
        return newest;
    }

    /**
     * Appends a commit decided on this instance.
     *
     * @param started told, with this, before
     * @param settled told, with this, whenever none is under way any longer
     */
    synchronized CompletableFuture<Committed> append(
            CommitLog log, Commit commit, Consumer<Lineage> started, Consumer<Lineage> settled) {
        if (broken) {
            return CompletableFuture.failedFuture(
                    new SequenceClashException("an earlier commit of the stream failed"));
        }
        underWay++;
        started.accept(this);
        lastSequence += commit.events().size();
        CompletableFuture<Committed> durable =
                log.append(commit)
                        .whenComplete((committed, failure) -> settle(failure != null, settled));
        newest = durable;
        return durable;
    }

    /**
     * Runs before the log forgets the commit: whoever appends at this moment either waits here and
     * then finds the lineage broken, or has appended already and shares the commit's fate.
     */
    private synchronized void settle(boolean failed, Consumer<Lineage> settled) {
        broken |= failed;
        underWay--;
        if (underWay == 0) {
            settled.accept(this);
        }
    }
}
