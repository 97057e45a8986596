package io.minutebook.infra.eventlog.mongo;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Pauses that grow, until a time is over. */
final class Patience {

    private static final long FIRST_MILLIS = 10;
    private static final long LONGEST_MILLIS = 500;

    private final long until;
    private long next = FIRST_MILLIS;

    Patience(Duration span) {
        this.until = System.nanoTime() + span.toNanos();
    }

    /** Waits a little; false, at once, where the time is over. */
    boolean pause() {
        if (System.nanoTime() - until >= 0) {
            return false;
        }
        try {
            TimeUnit.MILLISECONDS.sleep(next);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
        next = Math.min(2 * next, LONGEST_MILLIS);
        return true;
    }
}
