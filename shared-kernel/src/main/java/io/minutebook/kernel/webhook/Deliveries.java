package io.minutebook.kernel.webhook;

import io.minutebook.kernel.DeliveryId;
import io.minutebook.kernel.WebhookId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was planned and sent lately, to be read back. Blocks on storage. */
public interface Deliveries {

    /**
     * Up to {@code limit} deliveries to a webhook, those of the newest events first.
     *
     * @param status null for all
     * @param before only those after this one in that order, null for the first
     */
    List<Delivery> find(
            WebhookId webhook,
            @Nullable DeliveryStatus status,
            @Nullable DeliveryId before,
            int limit);

    Optional<Delivery> get(DeliveryId delivery);

    /**
     * Waits, at most {@code patience}, until what the log holds up to {@code position} is planned.
     */
    void awaitPlanned(long position, Duration patience);
}
