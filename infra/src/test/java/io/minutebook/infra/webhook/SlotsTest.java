package io.minutebook.infra.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.test.scheduler.VirtualTimeScheduler;

class SlotsTest {

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final Slots slots = new Slots(8, time);
    private final List<Thread> waiting = new ArrayList<>();

    @AfterEach
    void interrupt() {
        waiting.forEach(Thread::interrupt);
    }

    /**
     * Takes one on a thread of its own, which then waits, where it has to, as those who send do.
     */
    private CompletableFuture<Runnable> take(boolean isFailing) {
        CompletableFuture<Runnable> taken = new CompletableFuture<>();
        waiting.add(
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        taken.complete(slots.take(isFailing));
                                    } catch (InterruptedException over) {
                                        taken.cancel(false);
                                    }
                                }));
        return taken;
    }

    private Runnable taken(boolean isFailing) {
        return take(isFailing).join();
    }

    /** One for which there is no room yet. */
    private CompletableFuture<Runnable> waits(boolean isFailing) {
        CompletableFuture<Runnable> taken = take(isFailing);
        Thread last = waiting.get(waiting.size() - 1);
        await().until(() -> last.getState() == Thread.State.WAITING);
        assertThat(taken).isNotDone();
        return taken;
    }

    private void isTaken(CompletableFuture<Runnable> slot) {
        await().until(slot::isDone);
    }

    @Test
    void whoeverHangsLeavesTheirSlotToSoundOnesAfterASecond() {
        for (int i = 0; i < 4; i++) {
            taken(false);
        }
        CompletableFuture<Runnable> sound = waits(false);

        time.advanceTimeBy(Slots.SOUND);

        isTaken(sound);
        isTaken(take(false));
    }

    @Test
    void thatIsSoThoughThoseThatFailHaveTakenAllOfTheirs() {
        for (int i = 0; i < 4; i++) {
            taken(true);
        }
        taken(false);
        taken(false);
        time.advanceTimeBy(Slots.SOUND);
        taken(false);
        taken(false);

        CompletableFuture<Runnable> ninth = waits(false); // all together are bounded still
        time.advanceTimeBy(Slots.SOUND);
        assertThat(ninth).isNotDone();
    }

    @Test
    void whatHangsKeepsThoseThatFailWaiting() {
        List<Runnable> hanging = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            hanging.add(taken(false));
        }
        time.advanceTimeBy(Slots.SOUND);
        CompletableFuture<Runnable> failing = waits(true);

        hanging.get(0).run();
        isTaken(failing);
        waits(true);
    }

    @Test
    void whatIsGivenBackInTimeIsNeverMoved() {
        for (int round = 0; round < 20; round++) {
            taken(false).run();
            taken(true).run();
            time.advanceTimeBy(Slots.SOUND);
        }
        for (int i = 0; i < 4; i++) {
            taken(false);
            taken(true);
        }
        waits(false);
        waits(true);
    }

    @Test
    void whatWasMovedIsGivenBackInFull() {
        for (int round = 0; round < 20; round++) {
            Runnable slot = taken(false);
            time.advanceTimeBy(Slots.SOUND);
            slot.run();
        }
        for (int i = 0; i < 4; i++) {
            taken(false);
            taken(true);
        }
        waits(false);
        waits(true);
    }
}
