package io.minutebook.infra.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.minutebook.kernel.log.LogUnavailableException;
import io.minutebook.kernel.log.RecordedEvent;
import java.util.List;
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
    void areReadOnceHoweverManyAsk() {
        grow(5);
        for (int i = 0; i < 3; i++) {
            assertThat(after(-1, 500)).isEqualTo(range(0, 4));
            assertThat(after(2, 1)).isEqualTo(range(3, 3));
            assertThat(after(4, 500)).isEmpty();
        }
        assertThat(history.reads).hasValue(1);
    }

    @Test
    void areReadAgainOnceTheLogHasGrown() {
        grow(2);
        assertThat(after(-1, 500)).isEqualTo(range(0, 1));
        grow(2);
        assertThat(after(1, 500)).isEqualTo(range(2, 3));
        assertThat(after(-1, 500)).isEqualTo(range(0, 3));
        assertThat(after(3, 500)).isEmpty();
        assertThat(history.reads).hasValue(2);
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
        assertThat(after(9_989, 500)).isEqualTo(range(9_990, 9_999));
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
    void areKeptInBounds() {
        for (int i = 0; i < 30; i++) {
            grow(100);
            assertThat(after(i * 100L - 1, 500)).isEqualTo(range(i * 100L, i * 100L + 99));
        }
        history.reads.set(0);
        assertThat(after(2_999 - NewestEvents.KEPT_MIN, 500)).hasSize(500);
        assertThat(history.reads).hasValue(0);
        assertThat(after(2_999 - 2 * NewestEvents.KEPT_MIN - 1, 500)).hasSize(500);
        assertThat(history.reads).hasValue(1);
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
