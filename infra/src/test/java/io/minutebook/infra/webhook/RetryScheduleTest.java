package io.minutebook.infra.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.kernel.WebhookId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryScheduleTest {

    private static final WebhookId WEBHOOK = new WebhookId("01HM0000000000000000000006");
    private static final Instant NOW = Instant.parse("2024-01-15T10:00:00Z");

    private final RetrySchedule schedule =
            new RetrySchedule(
                    List.of(Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofHours(24)));

    private Duration pause(int failures, String retryAfter) {
        return Duration.between(
                NOW, schedule.next(WEBHOOK, failures, retryAfter, NOW).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"1, PT5S", "2, PT5M", "3, PT24H"})
    void pausesAsPlannedAndUpToATenthLonger(int failures, Duration planned) {
        assertThat(pause(failures, null))
                .isBetween(planned, planned.plusMillis(planned.toMillis() / 10));
    }

    @Test
    void endsAfterItsLastPause() {
        assertThat(schedule.next(WEBHOOK, 4, null, NOW)).isEmpty();
    }

    @Test
    void keepsWhatOneWebhookMissedInItsOrder() {
        Instant first = schedule.next(WEBHOOK, 2, null, NOW).orElseThrow();
        Instant second = schedule.next(WEBHOOK, 2, null, NOW.plusMillis(1)).orElseThrow();

        assertThat(Duration.between(first, second)).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void spreadsWebhooks() {
        assertThat(
                        IntStream.range(0, 50)
                                .mapToObj(i -> schedule.next(WebhookId.next(), 2, null, NOW))
                                .collect(Collectors.toSet()))
                .hasSizeGreaterThan(40);
    }

    @Test
    void heedsRetryAfterInSecondsAndAsADate() {
        assertThat(pause(1, "120")).isEqualTo(Duration.ofMinutes(2));
        assertThat(pause(1, "Mon, 15 Jan 2024 10:03:00 GMT")).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void neverComesSoonerThanPlanned() {
        assertThat(pause(2, "1")).isGreaterThanOrEqualTo(Duration.ofMinutes(5));
        assertThat(pause(2, "Mon, 15 Jan 2020 10:03:00 GMT"))
                .isGreaterThanOrEqualTo(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999", "99999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT"})
    void waitsADayAtMost(String retryAfter) {
        assertThat(pause(1, retryAfter)).isEqualTo(Duration.ofHours(24));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "1.5", "0x10"})
    void passesOverWhatIsNeither(String retryAfter) {
        assertThat(pause(1, retryAfter)).isLessThan(Duration.ofSeconds(6));
    }
}
