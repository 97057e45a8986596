package io.minutebook.infra.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.kernel.UserId;
import io.minutebook.kernel.WebhookId;
import io.minutebook.kernel.event.WebhookEvent.EndpointRegistered;
import io.minutebook.kernel.event.WebhookEvent.SecretRotated;
import io.minutebook.kernel.json.Json;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EndpointTest {

    private static final WebhookId ID = new WebhookId("01HM0000000000000000000006");
    private static final Instant NOON = Instant.parse("2024-01-15T12:00:00Z");
    private static final UserId ALICE = new UserId("alice");

    private final Endpoint registered =
            Endpoint.of(
                    new EndpointRegistered(
                            ID, NOON, ALICE, null, "https://example.com", null, null, "first"));

    private static SecretRotated rotated(String secret, Instant at) {
        return new SecretRotated(ID, at, ALICE, secret, at.plus(Duration.ofHours(24)));
    }

    private static Instant hour(int hours) {
        return NOON.plus(Duration.ofHours(hours));
    }

    @Test
    void everyFormerSecretSignsUntilItsOwnEnd() {
        Endpoint twice =
                registered.after(rotated("second", hour(1))).after(rotated("third", hour(2)));

        assertThat(twice.secretsAt(hour(3))).containsExactly("third", "second", "first");
        assertThat(twice.secretsAt(hour(25).minusMillis(1)))
                .containsExactly("third", "second", "first");
        assertThat(twice.secretsAt(hour(25))).containsExactly("third", "second");
        assertThat(twice.secretsAt(hour(26))).containsExactly("third");
        assertThat(twice.tidied(hour(25)).secrets()).containsExactly("third", "second");
        assertThat(twice.tidied(hour(24))).isEqualTo(twice);
        assertThat(twice.after(rotated("fourth", hour(25))).secrets())
                .containsExactly("fourth", "third", "second");
    }

    @Test
    void readsBackAsItWasWritten() {
        Endpoint rotated = registered.after(rotated("second", hour(1)));

        assertThat(read(Json.COMPACT.writeValueAsString(registered))).isEqualTo(registered);
        assertThat(read(Json.COMPACT.writeValueAsString(rotated))).isEqualTo(rotated);
    }

    @Test
    void readsWhatWasWrittenWhenOneSecretCouldSignAlong() {
        Endpoint before =
                read(
                        """
                        {"id":"01HM0000000000000000000006","shard":6,"url":"https://example.com",
                         "enabled":true,"enabled_at":"2024-01-15T12:00:00Z","secret_id":"second",
                         "previous_secret_id":"first","previous_until":"2024-01-16T13:00:00Z"}
                        """);

        assertThat(before.secretsAt(hour(24))).containsExactly("second", "first");
        assertThat(before.secretsAt(hour(25))).containsExactly("second");
    }

    private static Endpoint read(String json) {
        return Json.COMPACT.readValue(json, Endpoint.class);
    }
}
