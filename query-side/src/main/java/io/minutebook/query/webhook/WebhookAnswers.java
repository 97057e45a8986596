package io.minutebook.query.webhook;

import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.command.Done;
import io.minutebook.kernel.query.WebhookQuery;

/** Every question about webhooks, and who answers it. */
public final class WebhookAnswers {

    private final Webhooks webhooks;
    private final WebhookList list;
    private final DeliveryReader deliveries;

    public WebhookAnswers(Webhooks webhooks, WebhookList list, DeliveryReader deliveries) {
        this.webhooks = webhooks;
        this.list = list;
        this.deliveries = deliveries;
    }

    /** The answer, of the type that the question declares. */
    public Object answer(WebhookQuery<?> query) throws Rejection {
        return switch (query) {
            case WebhookQuery.MayRegister q -> {
                webhooks.requireManager(q.meetingId(), q.by());
                webhooks.requireNotOver(q.meetingId());
                list.requireRoom(q.meetingId());
                yield Done.DONE;
            }
            case WebhookQuery.GetWebhook q -> webhooks.now(q.webhookId(), q.by());
            case WebhookQuery.FindWebhooks q -> list.find(q);
            case WebhookQuery.FindDeliveries q -> deliveries.find(q);
            case WebhookQuery.GetDelivery q -> deliveries.get(q);
        };
    }
}
