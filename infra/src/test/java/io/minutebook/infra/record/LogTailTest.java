package io.minutebook.infra.record;

import static java.lang.Thread.State.BLOCKED;
import static java.lang.Thread.State.WAITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minutebook.kernel.log.EventTail.Subscription;
import io.minutebook.kernel.log.LogUnavailableException;
import io.minutebook.kernel.log.RecordedEvent;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogTailTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ListedHistory history = new ListedHistory();
    private final LogTail tail = new LogTail(history);
    private final Queue<Long> seen = new ConcurrentLinkedQueue<>();
    private final Consumer<List<RecordedEvent>> keep =
            batch -> batch.forEach(event -> seen.add(event.position()));

    @AfterEach
    void close() {
        tail.close();
    }

    private void sees(long count) {
        await().atMost(PATIENCE).until(() -> seen.size() >= count);
    }

    @Test
    void handsOnWhatIsThereAndWhatComes() {
        history.grow(1_700);
        Subscription subscription = tail.follow("test", -1, keep);
        sees(1_700);
        history.grow(3);
        tail.wake();
        sees(1_703);
        assertThat(seen).containsExactlyElementsOf(LongStream.range(0, 1_703).boxed().toList());
        await().atMost(PATIENCE).until(() -> subscription.position() == 1_702);
    }

    @Test
    void startsAfterThePositionAskedFor() {
        history.grow(10);
        tail.follow("test", 6, keep);
        sees(3);
        assertThat(seen).containsExactly(7L, 8L, 9L);
    }

    @Test
    void missesNoWake() {
        tail.follow("test", -1, keep);
        for (int i = 1; i <= 2_000; i++) {
            history.grow(1);
            tail.wake();
        }
        sees(2_000);
        assertThat(seen).containsExactlyElementsOf(LongStream.range(0, 2_000).boxed().toList());
    }

    @Test
    void delaysNobodyForAFollowerThatIsSlow() {
        CountDownLatch held = new CountDownLatch(1);
        history.grow(1);
        tail.follow("slow", -1, batch -> untilOpen(held));
        tail.follow("test", -1, keep);
        sees(1);
        history.grow(1);
        tail.wake();
        sees(2);
        held.countDown();
    }

    private static void untilOpen(CountDownLatch held) {
        try {
            held.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void stopsVisiblyWhereAFollowerFails() {
        history.grow(5);
        IllegalStateException fault = new IllegalStateException("injected");
        Subscription failing =
                tail.follow(
                        "failing",
                        1,
                        batch -> {
                            throw fault;
                        });
        await().atMost(PATIENCE).until(() -> tail.failures().containsKey("failing"));
        assertThat(tail.failures()).containsEntry("failing", fault);
        assertThat(failing.position()).isEqualTo(1);
        tail.follow("test", -1, keep);
        sees(5);
        assertThat(tail.failures()).doesNotContainKey("test");
    }

    @Test
    void tellsWhoeverMindsThatTheirEventsCannotBeRead() {
        CountDownLatch told = new CountDownLatch(1);
        history.grow(1);
        history.whileReading =
                () -> {
                    throw new IllegalStateException("of a newer version");
                };
        tail.follow("test", -1, Duration.ZERO, keep, told::countDown);
        await().atMost(PATIENCE).until(() -> told.getCount() == 0);
        assertThat(seen).isEmpty();
        assertThat(tail.failures()).containsKey("test");
    }

    /** Whoever is told may wait for others, who may wait for the subscription to end. */
    @Test
    void tellsOfAFaultOnAThreadThatNobodyWaitsFor() {
        CountDownLatch closed = new CountDownLatch(1);
        AtomicBoolean wasTold = new AtomicBoolean();
        history.grow(1);
        AtomicReference<Subscription> subscription = new AtomicReference<>();
        subscription.set(
                tail.follow(
                        "test",
                        -1,
                        Duration.ZERO,
                        batch -> {
                            await().until(() -> subscription.get() != null);
                            throw new IllegalStateException("injected");
                        },
                        () -> {
                            untilOpen(closed);
                            wasTold.set(true);
                        }));
        await().until(() -> tail.failures().containsKey("test"));
        subscription.get().close();
        closed.countDown();
        await().atMost(PATIENCE).untilTrue(wasTold);
    }

    /** In an outage each read takes seconds: they must not be waited for one after the other. */
    @Test
    void closesThemAllTogether() {
        CountDownLatch mayFail = new CountDownLatch(1);
        history.grow(1);
        history.unavailable = true;
        history.whileFailing = () -> untilOpen(mayFail);
        for (int i = 0; i < 4; i++) {
            tail.follow("outage" + i, -1, keep);
        }
        await().until(() -> history.failedReads.get() == 1 && followersThat(BLOCKED) == 3);
        Thread close = Thread.ofPlatform().start(tail::close);
        await().until(() -> close.getState() == WAITING);
        mayFail.countDown();
        await().until(() -> !close.isAlive());
        assertThat(history.failedReads).hasValue(1);
    }

    private static long followersThat(Thread.State state) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("tail-outage"))
                .filter(thread -> thread.getState() == state)
                .count();
    }

    @Test
    void stopsVisiblyOnAnErrorToo() {
        history.grow(1);
        tail.follow(
                "failing",
                -1,
                batch -> {
                    throw new NoClassDefFoundError("injected");
                });
        await().atMost(PATIENCE).until(() -> tail.failures().containsKey("failing"));
    }

    @Test
    void triesAgainAfterAnOutageOfTheLog() {
        history.grow(3);
        history.unavailable = true;
        tail.follow("test", -1, keep);
        await().atMost(PATIENCE).until(() -> history.failedReads.get() >= 2);
        assertThat(tail.failures()).isEmpty();
        history.unavailable = false;
        sees(3); // without another wake
        assertThat(seen).containsExactly(0L, 1L, 2L);
    }

    @Test
    void handsABatchAgainWhoseFollowerMetAnOutage() {
        history.grow(2);
        AtomicInteger tries = new AtomicInteger();
        tail.follow(
                "test",
                -1,
                batch -> {
                    if (tries.incrementAndGet() < 3) {
                        throw new LogUnavailableException("injected", new IllegalStateException());
                    }
                    keep.accept(batch);
                });
        sees(2);
        assertThat(seen).containsExactly(0L, 1L);
        assertThat(tail.failures()).isEmpty();
    }

    @Test
    void doesNotCallAFollowerOnceClosed() {
        AtomicBoolean running = new AtomicBoolean();
        CountDownLatch began = new CountDownLatch(1);
        AtomicBoolean ranAfter = new AtomicBoolean();
        AtomicBoolean closed = new AtomicBoolean();
        history.grow(2_000);
        Subscription subscription =
                tail.follow(
                        "test",
                        -1,
                        batch -> {
                            running.set(true);
                            ranAfter.compareAndSet(false, closed.get());
                            began.countDown();
                            keep.accept(batch);
                            running.set(false);
                        });
        untilOpen(began);
        subscription.close();
        assertThat(running).isFalse();
        closed.set(true);
        long handed = seen.size();
        history.grow(1);
        tail.wake();
        assertThat(subscription.position()).isEqualTo(handed - 1);
        assertThat(ranAfter).isFalse();
    }
}
