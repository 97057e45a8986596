package io.minutebook.infra.webhook;

import io.minutebook.kernel.log.LogUnavailableException;
import io.minutebook.kernel.store.Batch;
import io.minutebook.kernel.store.DocumentStore;
import io.minutebook.kernel.store.StaleDocumentException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what became of attempts, those of many webhooks in one write. While the store is away
 * they wait, and so in time do those who send.
 */
final class Outcomes implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);
    private static final int TOGETHER_MAX = 500;
    private static final int WAITING_MAX = 5_000;
    private static final long RETRY_MILLIS = 500;

    private final DocumentStore state;
    private final BlockingQueue<Outcome> queue = new ArrayBlockingQueue<>(WAITING_MAX);
    private final Thread thread;
    private volatile boolean closed;

    /** What is to be written of one attempt. */
    @FunctionalInterface
    interface Writing {

        /**
         * @param anew whether what is written about may have changed since it was read
         */
        void addTo(Batch batch, boolean anew);
    }

    private record Outcome(Writing writing, CompletableFuture<Void> durable) {}

    Outcomes(DocumentStore state) {
        this.state = state;
        this.thread = Thread.ofPlatform().name("webhook-outcomes").daemon().start(this::run);
    }

    /**
     * Takes writes, waiting where too many wait already.
     *
     * @return done once they are durable; fails where they cannot be written, and is cancelled
     *     where this was closed before
     */
    CompletableFuture<Void> write(Writing writing) throws InterruptedException {
        Outcome outcome = new Outcome(writing, new CompletableFuture<>());
        queue.put(outcome);
        return outcome.durable();
    }

    private void run() {
        List<Outcome> together = new ArrayList<>();
        try {
            while (!closed || !queue.isEmpty()) {
                Outcome first = queue.poll(RETRY_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    together.add(first);
                    queue.drainTo(together, TOGETHER_MAX - 1);
                    write(together);
                    together.clear();
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            queue.drainTo(together);
            together.forEach(outcome -> outcome.durable().cancel(false));
        }
    }

    /** What cannot be written keeps nothing else from being written. */
    private void write(List<Outcome> together) throws InterruptedException {
        try {
            writeAll(together);
            together.forEach(outcome -> outcome.durable().complete(null));
        } catch (RuntimeException | Error fault) {
            if (together.size() == 1) {
                LOG.error("What became of an attempt cannot be written down", fault);
                together.get(0).durable().completeExceptionally(fault);
                return;
            }
            for (Outcome one : together) {
                write(List.of(one));
            }
        }
    }

    private void writeAll(List<Outcome> together) throws InterruptedException {
        boolean anew = false;
        boolean written = false;
        while (!written) {
            try {
                Batch batch = new Batch();
                for (Outcome outcome : together) {
                    outcome.writing().addTo(batch, anew);
                }
                state.write(batch);
                written = true;
            } catch (StaleDocumentException changed) {
                anew = true;
            } catch (LogUnavailableException outage) {
                LOG.warn("What was sent is not written down yet: {}", outage.getMessage());
                TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
            }
        }
    }

    /** Writes what waits, as long as the store takes it at once. */
    @Override
    public void close() {
        closed = true;
        try {
            if (!thread.join(java.time.Duration.ofSeconds(5))) {
                thread.interrupt();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
