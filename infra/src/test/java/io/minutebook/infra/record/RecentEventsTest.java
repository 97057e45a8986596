package io.minutebook.infra.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.kernel.log.RecordedEvent;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecentEventsTest {

    private final RecentEvents recent = new RecentEvents(10, 1_000);

    private void add(long from, long to) {
        add(from, to, 1);
    }

    private void add(long from, long to, long bytes) {
        recent.add(
                LongStream.range(from, to)
                        .mapToObj(ListedHistory::event)
                        .map(event -> new RecentEvents.Sized(event, bytes))
                        .toList());
    }

    private List<Long> after(long after, int limit) {
        return recent.after(after, limit).orElse(List.of()).stream()
                .map(RecordedEvent::position)
                .toList();
    }

    @Test
    void holdsNothingAtFirst() {
        assertThat(recent.after(-1, 10)).isEmpty();
        recent.add(List.of());
        assertThat(recent.after(-1, 10)).isEmpty();
    }

    @Test
    void answersWithWhatFollows() {
        add(5, 9);
        assertThat(after(4, 10)).containsExactly(5L, 6L, 7L, 8L);
        assertThat(after(6, 1)).containsExactly(7L);
    }

    @Test
    void answersNothingWhereItLacksTheNext() {
        add(5, 9);
        assertThat(recent.after(3, 10)).isEmpty();
        assertThat(recent.after(8, 10)).isEmpty();
        assertThat(recent.after(100, 10)).isEmpty();
    }

    @Test
    void keepsTheNewest() {
        add(0, 8);
        add(8, 15);
        assertThat(recent.after(3, 20)).isEmpty();
        assertThat(after(4, 20)).hasSize(10).startsWith(5L).endsWith(14L);
    }

    @Test
    void keepsOfLargeEventsWhatFits() {
        add(0, 8, 300);
        assertThat(recent.after(3, 20)).isEmpty();
        assertThat(after(4, 20)).containsExactly(5L, 6L, 7L);
        assertThat(recent.bytes()).isEqualTo(900);
        add(8, 9, 2_000);
        assertThat(recent.after(7, 20)).isEmpty();
        assertThat(recent.bytes()).isZero();
        add(9, 11);
        assertThat(after(8, 20)).containsExactly(9L, 10L);
        add(20, 21, 7);
        assertThat(recent.bytes()).isEqualTo(7);
    }

    @Test
    void takesEachEventOnce() {
        add(0, 5);
        add(3, 7);
        add(0, 2);
        assertThat(after(-1, 20)).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void startsAnewRatherThanLeavingAGap() {
        add(0, 5);
        add(7, 9);
        assertThat(recent.after(-1, 20)).isEmpty();
        assertThat(after(6, 20)).containsExactly(7L, 8L);
    }
}
