package io.minutebook.infra.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.minutebook.kernel.log.LogUnavailableException;
import io.minutebook.kernel.log.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class NewestEventsTest {

    private final ListedHistory history = new ListedHistory();
    private final NewestEvents newest = new NewestEvents(history);

    private void grow(int count) {
        history.grow(count);
        newest.grown();
    }

    private List<Long> after(long position, int limit) {
        return newest.after(position, limit).stream().map(RecordedEvent::position).toList();
    }

    private static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    @Test
    void areLookedForOnceHoweverManyAsk() {
        grow(5);
        assertThat(after(-1, 500)).isEqualTo(range(0, 4));
        for (int i = 0; i < 3; i++) {
            assertThat(after(4, 500)).isEmpty();
        }
        assertThat(history.reads).hasValue(1);
    }

    @Test
    void areAskedForByThoseBehindWithoutLookingForMore() {
        grow(5);
        assertThat(after(-1, 500)).isEqualTo(range(0, 4));
        history.grow(2); // not told of yet
        assertThat(after(1, 500)).isEqualTo(range(2, 4));
        assertThat(after(2, 1)).isEqualTo(range(3, 3));
    }

    @Test
    void areReadAgainOnceTheLogHasGrown() {
        grow(2);
        assertThat(after(-1, 500)).isEqualTo(range(0, 1));
        grow(2);
        assertThat(after(1, 500)).isEqualTo(range(2, 3));
        assertThat(after(-1, 500)).isEqualTo(range(0, 3));
        assertThat(after(3, 500)).isEmpty();
    }

    @Test
    void missNothingThatCameWhileTheyWereRead() {
        grow(1);
        history.whileReading =
                () -> {
                    history.whileReading = () -> {};
                    grow(1);
                };
        assertThat(after(-1, 500)).isEqualTo(range(0, 0));
        assertThat(after(0, 500)).isEqualTo(range(1, 1));
    }

    @Test
    void goOnWhereAPageWasFull() {
        grow(5);
        assertThat(after(-1, 3)).isEqualTo(range(0, 2));
        assertThat(after(2, 3)).isEqualTo(range(3, 4));
    }

    @Test
    void areLeftAloneByThoseFarBehind() {
        grow(10_000);
        assertThat(after(9_989, 500)).isEqualTo(range(9_990, 9_999));
        assertThat(after(-1, 4)).isEqualTo(range(0, 3));
        assertThat(after(3, 4)).isEqualTo(range(4, 7));
        history.reads.set(0);
        assertThat(after(9_999, 500)).isEmpty();
        assertThat(history.reads).hasValue(0);
    }

    @Test
    void areFollowedFromFurtherOnToo() {
        grow(3);
        assertThat(after(-1, 500)).isEqualTo(range(0, 2));
        grow(7);
        assertThat(after(7, 500)).isEqualTo(range(8, 9));
        assertThat(after(2, 500)).isEqualTo(range(3, 9));
    }

    @Test
    void areNotReadOneAfterTheOtherByThoseWhoWaitedWhileThatFailed() throws Exception {
        grow(1);
        history.unavailable = true;
        CountDownLatch mayFail = new CountDownLatch(1);
        history.whileFailing = () -> await().until(() -> mayFail.getCount() == 0);
        Queue<Throwable> told = new ConcurrentLinkedQueue<>();
        List<Thread> askers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Thread asker = Thread.ofPlatform().start(() -> told.add(failureOf(-1)));
            askers.add(asker);
            await().until(
                            () ->
                                    history.failedReads.get() == 1
                                            && (asker.equals(askers.get(0))
                                                    || asker.getState() == Thread.State.BLOCKED));
        }
        mayFail.countDown();
        for (Thread asker : askers) {
            asker.join();
        }
        assertThat(told).hasSize(5).hasOnlyElementsOfType(LogUnavailableException.class);
        assertThat(history.failedReads).hasValue(1);
        assertThat(failureOf(-1)).isInstanceOf(LogUnavailableException.class);
        assertThat(history.failedReads).as("who asks later looks").hasValue(2);
    }

    private Throwable failureOf(long position) {
        return catchThrowable(() -> newest.after(position, 500));
    }

    @Test
    void areReadAgainAfterAnOutage() {
        grow(1);
        history.unavailable = true;
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(LogUnavailableException.class)
                    .isThrownBy(() -> newest.after(-1, 500));
        }
        history.unavailable = false;
        assertThat(after(-1, 500)).isEqualTo(range(0, 0));
    }
}
