package io.minutebook.infra.node;

import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.log.LogUnavailableException;
import io.minutebook.kernel.node.Lease;
import io.minutebook.kernel.node.Work;
import io.minutebook.kernel.store.Batch;
import io.minutebook.kernel.store.CollectionSpec;
import io.minutebook.kernel.store.Document;
import io.minutebook.kernel.store.DocumentStore;
import io.minutebook.kernel.store.StaleDocumentException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One piece of work and a document that says whose it is. The document is only ever replaced in the
 * version that was read, so one of several takers gets it.
 */
final class StoredLease implements Lease {

    static final CollectionSpec LEASES = new CollectionSpec("leases", List.of());

    private static final Logger LOG = LoggerFactory.getLogger(StoredLease.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);
    private static final String NOBODY = "";

    private final String name;
    private final Work work;
    private final String self;
    private final DocumentStore state;
    private final ExecutorService threads;
    private final LongSupplier nanos;
    private final Consumer<StoredLease> onClose;

    /** Held while the work begins or ends. */
    private final ReentrantLock turn = new ReentrantLock();

    private volatile Stage stage = Stage.IDLE;
    private volatile long confirmedAt;
    private volatile boolean closed;
    private long version;

    /** Counts takings, so that a beginning that comes too late is told from the next one. */
    private volatile long term;

    private @Nullable Long pauseUntil;

    private enum Stage {
        IDLE,
        HELD,
        ENDING
    }

    private record Holder(String node) {}

    StoredLease(
            String name,
            Work work,
            String self,
            DocumentStore state,
            ExecutorService threads,
            LongSupplier nanos,
            Consumer<StoredLease> onClose) {
        this.name = name;
        this.work = work;
        this.self = self;
        this.state = state;
        this.threads = threads;
        this.nanos = nanos;
        this.onClose = onClose;
    }

    String name() {
        return name;
    }

    @Override
    public boolean isHeld() {
        return stage == Stage.HELD
                && nanos.getAsLong() - confirmedAt < Register.SILENCE_MAX.toNanos();
    }

    /**
     * Looks whose the work is, and takes it or lets it go.
     *
     * @param document as it was read after this node's note was renewed
     * @param beatAt when that renewal began
     * @param lapsed whether others may have taken this node for gone before it
     */
    synchronized void look(
            @Nullable Document document, Register register, long beatAt, boolean lapsed) {
        if (closed || stage == Stage.ENDING) {
            return;
        }
        String holder =
                document == null
                        ? NOBODY
                        : Json.COMPACT.readValue(document.json(), Holder.class).node();
        long read = document == null ? 0 : document.version();
        boolean isMine = holder.equals(self);
        boolean isChosen = register.chosenFor(name).filter(self::equals).isPresent();
        if (stage == Stage.IDLE) {
            if ((isMine || isChosen && !register.isAlive(holder)) && !isPausing()) {
                take(read, beatAt);
            }
        } else if (!isMine || lapsed && !replace(read, self)) {
            end(false);
        } else if (!isChosen) {
            version = lapsed ? version : read;
            end(true);
        } else {
            version = lapsed ? version : read;
            confirmedAt = beatAt;
        }
    }

    private boolean isPausing() {
        return pauseUntil != null && nanos.getAsLong() - pauseUntil < 0;
    }

    private void take(long read, long beatAt) {
        if (!replace(read, self)) {
            return;
        }
        confirmedAt = beatAt;
        stage = Stage.HELD;
        long taken = ++term;
        threads.execute(() -> begin(taken));
    }

    private boolean replace(long read, String node) {
        try {
            state.write(
                    new Batch()
                            .replace(
                                    LEASES.name(),
                                    name,
                                    read,
                                    Json.COMPACT.writeValueAsString(new Holder(node))));
            version = read + 1;
            return true;
        } catch (StaleDocumentException anotherWasFaster) {
            return false;
        }
    }

    private void begin(long taken) {
        turn.lock();
        try {
            if (stage == Stage.HELD && term == taken) {
                work.begin();
            }
        } catch (RuntimeException fault) { // else the work would be held and nobody do it
            LOG.error("{} could not begin", name, fault);
            pauseUntil = nanos.getAsLong() + PAUSE_AFTER_FAILURE.toNanos();
            threads.execute(() -> endNow(true));
        } finally {
            turn.unlock();
        }
    }

    private void end(boolean giveBack) {
        stage = Stage.ENDING;
        threads.execute(() -> ended(giveBack));
    }

    private void endNow(boolean giveBack) {
        synchronized (this) {
            if (stage != Stage.HELD) {
                return;
            }
            stage = Stage.ENDING;
        }
        ended(giveBack);
    }

    private void ended(boolean giveBack) {
        turn.lock();
        try {
            work.end();
        } catch (RuntimeException fault) {
            LOG.error("{} did not end well", name, fault);
        } finally {
            turn.unlock();
            over(giveBack);
        }
    }

    private synchronized void over(boolean giveBack) {
        try {
            if (giveBack) {
                release();
            }
        } finally {
            stage = Stage.IDLE;
            notifyAll();
        }
    }

    /** What cannot be given back is taken over once this node is gone. */
    private void release() {
        try {
            replace(version, NOBODY);
        } catch (LogUnavailableException outage) {
            LOG.warn("{} is not given back: {}", name, outage.getMessage());
        }
    }

    @Override
    public void close() {
        closed = true;
        endNow(true);
        awaitEnd();
        onClose.accept(this);
    }

    /** An end may be under way elsewhere, or about to be. */
    private synchronized void awaitEnd() {
        try {
            while (stage == Stage.ENDING) {
                wait();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
