package io.minutebook.infra.webhook;

import io.minutebook.kernel.WebhookId;
import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.store.Batch;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** For how long there has been nothing but failure at one webhook. */
final class Failing {

    /** After so long a webhook is disabled. */
    private static final Duration PATIENCE = Duration.ofDays(5);

    /** One that takes longer to answer waits with those that fail. */
    private static final Duration SLOW = Duration.ofSeconds(3);

    private final WebhookId webhook;
    private final DeliveryBook book;
    private boolean known;
    private boolean slow;
    private @Nullable Instant since;

    Failing(WebhookId webhook, DeliveryBook book) {
        this.webhook = webhook;
        this.book = book;
    }

    /** Whether the last attempt failed, or took long. Blocks on storage the first time. */
    synchronized boolean isTroubled() {
        learn();
        return slow || since != null;
    }

    private void learn() {
        if (!known) {
            since = book.health(webhook).failingSince();
            known = true;
        }
    }

    /**
     * Takes a result in, and adds what is to be written of it.
     *
     * @param enabledAt what failed before then does not count
     */
    synchronized void take(Attempts.Result result, Instant enabledAt, Instant now, Batch batch) {
        learn();
        slow = result.took().compareTo(SLOW) > 0;
        Instant before = since;
        if (result.succeeded()) {
            since = null;
        } else if (before == null || before.isBefore(enabledAt)) {
            since = now;
        }
        if (since == before) {
            return;
        }
        if (since == null) {
            batch.delete(DeliveryBook.HEALTH, webhook.value());
        } else {
            batch.put(
                    DeliveryBook.HEALTH,
                    webhook.value(),
                    Json.COMPACT.writeValueAsString(new DeliveryBook.Health(since)));
        }
    }

    /** Whether there was nothing but failure for so long that it is time to stop. */
    synchronized boolean isHopeless(Instant now) {
        return since != null && !now.isBefore(since.plus(PATIENCE));
    }
}
