package io.minutebook.infra.webhook;

import java.util.concurrent.Semaphore;

/**
 * Bounds how many attempts are under way. Webhooks whose last attempt failed have a bound of their
 * own: however many of them hang, they keep nobody waiting but each other.
 */
final class Slots {

    private final Semaphore sound;
    private final Semaphore failing;

    /**
     * @param max of both together, at least 2
     */
    Slots(int max) {
        this.failing = new Semaphore(max / 2, true);
        this.sound = new Semaphore(max - max / 2, true);
    }

    /** Waits for a slot; what is returned gives it back. */
    Runnable take(boolean isFailing) throws InterruptedException {
        Semaphore slots = isFailing ? failing : sound;
        slots.acquire();
        return slots::release;
    }
}
