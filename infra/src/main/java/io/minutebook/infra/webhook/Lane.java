package io.minutebook.infra.webhook;

import io.minutebook.kernel.log.LogUnavailableException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends, one after the other, what waits in one lane of one webhook; on a thread while any does.
 */
final class Lane {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final String name;
    private final Round round;
    private final Runnable failed;
    private boolean running;
    private boolean again;

    /** Sends what there is. */
    interface Round {
        void run() throws InterruptedException;
    }

    /**
     * @param failed told where a round was broken off, so that somebody pokes it again later
     */
    Lane(String name, Round round, Runnable failed) {
        this.name = name;
        this.round = round;
        this.failed = failed;
    }

    /** There may be something to send. */
    synchronized void poke() {
        again = true;
        if (!running) {
            running = true;
            Thread.ofVirtual().name("webhook-" + name).start(this::run);
        }
    }

    private synchronized boolean goesOn() {
        running = again;
        again = false;
        notifyAll();
        return running;
    }

    private void run() {
        while (goesOn()) {
            try {
                round.run();
            } catch (LogUnavailableException outage) {
                LOG.warn("Webhook {} waits for the store: {}", name, outage.getMessage());
                failed.run();
            } catch (InterruptedException interrupted) {
                failed.run();
            } catch (RuntimeException fault) { // else it would never be sent to again
                LOG.error("Webhook {} missed a round", name, fault);
                failed.run();
            }
        }
    }

    /** Waits, at most {@code patience}, until no round is under way. */
    synchronized void awaitIdle(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            for (long left = patience.toMillis(); running && left > 0; ) {
                wait(left);
                left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
