package io.minutebook.infra.webhook;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;

/**
 * Bounds how many attempts are under way. Webhooks whose last attempt failed have a bound of their
 * own, and an attempt that lasts counts against that one too: however many of them hang, they keep
 * nobody else waiting for longer than an attempt counts as sound, as long as there is room for both
 * together.
 */
final class Slots {

    /** For so long an attempt counts as sound. */
    static final Duration SOUND = Duration.ofSeconds(1);

    private final Semaphore all;
    private final Semaphore sound;
    private final FailingSlots failing;
    private final Scheduler scheduler;

    /** May fall below none: who has a slot already is not to wait for another. */
    private static final class FailingSlots extends Semaphore {

        FailingSlots(int slots) {
            super(slots, true);
        }

        void takeAnyhow() {
            reducePermits(1);
        }
    }

    /**
     * @param max of all together, at least 2
     */
    Slots(int max, Scheduler scheduler) {
        this.all = new Semaphore(max, true);
        this.failing = new FailingSlots(max / 2);
        this.sound = new Semaphore(max - max / 2, true);
        this.scheduler = scheduler;
    }

    /** Waits for a slot; what is returned gives it back, once. */
    Runnable take(boolean isFailing) throws InterruptedException {
        Semaphore part = isFailing ? failing : sound;
        part.acquire();
        try {
            all.acquire();
        } catch (InterruptedException interrupted) {
            part.release();
            throw interrupted;
        }
        return isFailing ? this::giveBackFailing : new SoundSlot();
    }

    private void giveBackFailing() {
        all.release();
        failing.release();
    }

    /** One that becomes one of the failing where it is not given back in time. */
    private final class SoundSlot implements Runnable {

        private final AtomicInteger changes = new AtomicInteger();
        private final Disposable moving =
                scheduler.schedule(this::move, SOUND.toMillis(), TimeUnit.MILLISECONDS);

        private void move() {
            if (changes.compareAndSet(0, 1)) {
                failing.takeAnyhow();
                sound.release();
            }
        }

        @Override
        public void run() {
            moving.dispose();
            if (changes.compareAndSet(0, 2)) {
                all.release();
                sound.release();
            } else {
                giveBackFailing();
            }
        }
    }
}
