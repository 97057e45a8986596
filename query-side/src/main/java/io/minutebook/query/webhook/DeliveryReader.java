package io.minutebook.query.webhook;

import io.minutebook.kernel.DeliveryId;
import io.minutebook.kernel.ErrorCode;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.query.Page;
import io.minutebook.kernel.query.WebhookQuery.FindDeliveries;
import io.minutebook.kernel.query.WebhookQuery.GetDelivery;
import io.minutebook.kernel.webhook.Deliveries;
import io.minutebook.kernel.webhook.Delivery;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was sent lately. */
public final class DeliveryReader {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Webhooks webhooks;
    private final Deliveries deliveries;

    public DeliveryReader(Webhooks webhooks, Deliveries deliveries) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
    }

    /**
     * A page of what was sent to a webhook; waits up to 2 s for what was asked to be sent. The
     * cursor is the last delivery's id.
     */
    Page<Delivery> find(FindDeliveries query) throws Rejection {
        webhooks.now(query.webhookId(), query.by());
        DeliveryId before = cursor(query.cursor());
        deliveries.awaitPlanned(webhooks.lastPosition(query.webhookId()), PATIENCE);
        List<Delivery> found =
                deliveries.find(query.webhookId(), query.status(), before, query.limit() + 1);
        return found.size() <= query.limit()
                ? new Page<>(found, null)
                : new Page<>(
                        found.subList(0, query.limit()),
                        found.get(query.limit() - 1).deliveryId().value());
    }

    /** One delivery of a webhook, as {@link #find} waits. */
    Delivery get(GetDelivery query) throws Rejection {
        webhooks.now(query.webhookId(), query.by());
        deliveries.awaitPlanned(webhooks.lastPosition(query.webhookId()), PATIENCE);
        return deliveries
                .get(query.deliveryId())
                .filter(found -> found.webhookId().equals(query.webhookId()))
                .orElseThrow(() -> new Rejection(ErrorCode.NOT_FOUND, "There is no such delivery"));
    }

    private static @Nullable DeliveryId cursor(@Nullable String text) throws Rejection {
        if (text == null) {
            return null;
        }
        return DeliveryId.parse(text)
                .orElseThrow(
                        () ->
                                new Rejection(
                                        ErrorCode.VALIDATION_FAILED,
                                        "The cursor is not one of ours",
                                        Map.of("cursor", "is not a cursor")));
    }
}
