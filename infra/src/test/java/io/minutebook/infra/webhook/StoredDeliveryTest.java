package io.minutebook.infra.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.kernel.DeliveryId;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.WebhookId;
import io.minutebook.kernel.webhook.Delivery;
import io.minutebook.kernel.webhook.Delivery.Attempt;
import io.minutebook.kernel.webhook.DeliveryStatus;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StoredDeliveryTest {

    private static final Instant NOW = Instant.parse("2024-01-15T10:00:00Z");

    private final StoredDelivery planned =
            StoredDelivery.planned(
                    DeliveryId.next(),
                    WebhookId.next(),
                    42,
                    "meeting.started",
                    MeetingId.next(),
                    NOW);

    private static Attempt attempt(int number) {
        return new Attempt(NOW, 500, number, "the status is no success", "");
    }

    @Test
    void readsBackAsItWasWritten() {
        assertThat(StoredDelivery.read(planned.json())).isEqualTo(planned);
        StoredDelivery over = planned.over(DeliveryStatus.SUCCEEDED, attempt(1), NOW);
        assertThat(StoredDelivery.read(over.json())).isEqualTo(over);
        assertThat(over.json()).doesNotContain("lane", "place");
    }

    @Test
    void waitsInTheOrderOfTheLogUntilItFails() {
        assertThat(planned.lane()).isEqualTo(StoredDelivery.LINE);
        StoredDelivery later =
                StoredDelivery.planned(
                        DeliveryId.next(), WebhookId.next(), 43, "meeting.ended", null, NOW);
        assertThat(planned.place()).isLessThan(later.place());
    }

    @Test
    void leavesTheLineWhenItFails() {
        StoredDelivery retried = planned.retriedAt(NOW.plusSeconds(5), attempt(1), NOW);

        assertThat(retried.lane()).isEqualTo(StoredDelivery.SIDE);
        assertThat(retried.failures()).isEqualTo(1);
        assertThat(retried.place())
                .isGreaterThanOrEqualTo(StoredDelivery.placesFrom(NOW.plusSeconds(5)))
                .isLessThan(StoredDelivery.placesFrom(NOW.plusSeconds(5).plusMillis(1)));
        assertThat(retried.shown().nextAttemptAt()).isEqualTo(NOW.plusSeconds(5));
    }

    @Test
    void beginsItsScheduleAnewWhenItIsAskedForAgain() {
        StoredDelivery failed =
                planned.retriedAt(NOW, attempt(1), NOW)
                        .over(DeliveryStatus.FAILED, attempt(2), NOW);
        assertThat(failed.shown().status()).isEqualTo(DeliveryStatus.FAILED);

        StoredDelivery again = failed.again(NOW.plusSeconds(60));

        assertThat(again.failures()).isZero();
        assertThat(again.attempts()).hasSize(2);
        assertThat(again.shown().status()).isEqualTo(DeliveryStatus.PENDING);
    }

    @Test
    void keepsItsLastAttempts() {
        StoredDelivery now = planned;
        for (int number : IntStream.range(0, 30).toArray()) {
            now = now.retriedAt(NOW, attempt(number), NOW);
        }

        assertThat(now.attempts()).hasSize(Delivery.ATTEMPTS_MAX);
        assertThat(now.attempts().get(0).milliseconds()).isEqualTo(10);
    }
}
