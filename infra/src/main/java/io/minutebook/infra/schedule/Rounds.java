package io.minutebook.infra.schedule;

import io.minutebook.kernel.log.LogUnavailableException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rounds of work on one thread, one at a time; they outlive whatever goes wrong in one of them. */
public final class Rounds implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final String name;
    private final ScheduledExecutorService thread;

    /**
     * @param name of the thread, and of the work where something is to be told of it
     */
    public Rounds(String name) {
        this.name = name;
        this.thread =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name(name).daemon().factory());
    }

    /** Has rounds begin {@code pause} from now, and {@code pause} after each ended. */
    public void every(Duration pause, Runnable round) {
        thread.scheduleWithFixedDelay(
                () -> outliving(round), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Has one round more begin as soon as may be; none once this is closed. */
    public void soon(Runnable round) {
        try {
            thread.execute(() -> outliving(round));
        } catch (RejectedExecutionException closed) {
            LOG.debug("{} is over", name);
        }
    }

    /** An exception would end the schedule for good. */
    private void outliving(Runnable round) {
        try {
            round.run();
        } catch (LogUnavailableException outage) {
            LOG.warn("{} waits for the store: {}", name, outage.getMessage());
        } catch (RuntimeException | Error fault) {
            LOG.error("{} missed a round", name, fault);
        }
    }

    /** Ends them; returns once the one under way has ended. */
    @Override
    public void close() {
        thread.close();
    }
}
