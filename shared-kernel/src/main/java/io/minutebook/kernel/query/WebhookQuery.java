package io.minutebook.kernel.query;

import io.minutebook.kernel.Caller;
import io.minutebook.kernel.DeliveryId;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.WebhookId;
import io.minutebook.kernel.command.Done;
import io.minutebook.kernel.webhook.Delivery;
import io.minutebook.kernel.webhook.DeliveryStatus;
import org.jspecify.annotations.Nullable;

/**
 * A question about webhooks: for those with {@code webhooks:manage}, and for hosts of the meeting
 * that a webhook is told of. Rejected with {@code NOT_FOUND}, and with {@code
 * INSUFFICIENT_PERMISSION} where the caller may not know.
 *
 * @param <R> what it is answered with
 */
public sealed interface WebhookQuery<R> extends Query<R> {

    /** Several registrations at one time may come to a few more. */
    int WEBHOOKS_OF_MEETING_MAX = 20;

    int WEBHOOKS_OF_ALL_MAX = 10_000;

    /**
     * Whether the caller may register a webhook of a meeting, or of all. Rejected with {@code
     * MEETING_NOT_FOUND} too, with {@code MEETING_ENDED} where it has ended, with {@code
     * MEETING_NOT_ACTIVE} where it was cancelled, and with {@code CONFLICT} where there are {@value
     * #WEBHOOKS_OF_MEETING_MAX} of the meeting, or {@value #WEBHOOKS_OF_ALL_MAX} in all, already.
     *
     * @param meetingId null for all
     */
    record MayRegister(@Nullable MeetingId meetingId, Caller by) implements WebhookQuery<Done> {}

    record GetWebhook(WebhookId webhookId, Caller by) implements WebhookQuery<WebhookDetails> {}

    /**
     * Webhooks, latest first: of a meeting; or all for those with {@code webhooks:manage}, and for
     * others those they registered. Waits up to 2 s for the list to hold what was acknowledged.
     *
     * @param meetingId null for no one meeting
     * @param limit 1 to 200
     * @param cursor from the page before; {@code VALIDATION_FAILED} where it is none
     */
    record FindWebhooks(
            Caller by, @Nullable MeetingId meetingId, int limit, @Nullable String cursor)
            implements WebhookQuery<Page<WebhookDetails>> {}

    /**
     * What was sent lately, of the newest events first.
     *
     * @param status null for all
     * @param limit 1 to 200
     * @param cursor from the page before; {@code VALIDATION_FAILED} where it is none
     */
    record FindDeliveries(
            WebhookId webhookId,
            Caller by,
            @Nullable DeliveryStatus status,
            int limit,
            @Nullable String cursor)
            implements WebhookQuery<Page<Delivery>> {}

    record GetDelivery(WebhookId webhookId, Caller by, DeliveryId deliveryId)
            implements WebhookQuery<Delivery> {}
}
