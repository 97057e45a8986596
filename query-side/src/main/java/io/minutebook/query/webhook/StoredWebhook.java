package io.minutebook.query.webhook;

import io.minutebook.kernel.event.WebhookEvent;
import io.minutebook.kernel.event.WebhookEvent.EndpointRegistered;
import io.minutebook.kernel.event.WebhookEvent.EndpointUpdated;
import io.minutebook.kernel.event.WebhookEvent.Field;
import io.minutebook.kernel.log.RecordedEvent;
import io.minutebook.kernel.query.WebhookDetails;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as it is after some event of its stream, with what it is found by.
 *
 * @param seq the sequence of that event
 * @param created when it was registered, in milliseconds
 * @param meetingId null where it is told of all meetings
 */
record StoredWebhook(
        WebhookDetails webhook,
        long seq,
        boolean deleted,
        long created,
        String createdBy,
        @Nullable String meetingId) {

    private static StoredWebhook of(WebhookDetails webhook, long seq, boolean deleted) {
        return new StoredWebhook(
                webhook,
                seq,
                deleted,
                webhook.createdAt().toEpochMilli(),
                webhook.createdBy().value(),
                webhook.meetingId() == null ? null : webhook.meetingId().value());
    }

    /**
     * The webhook after {@code recorded}; the same where it holds that event already.
     *
     * @param before null before the first event
     */
    static StoredWebhook fold(
            @Nullable StoredWebhook before, RecordedEvent recorded, WebhookEvent event) {
        if (before == null) {
            return of(WebhookDetails.of((EndpointRegistered) event), recorded.sequence(), false);
        }
        return recorded.sequence() <= before.seq
                ? before
                : of(
                        after(before.webhook, event),
                        recorded.sequence(),
                        before.deleted || event instanceof WebhookEvent.EndpointDeleted);
    }

    private static WebhookDetails after(WebhookDetails now, WebhookEvent event) {
        return switch (event) {
            case EndpointRegistered registered -> WebhookDetails.of(registered);
            case EndpointUpdated updated -> updated(now, updated);
            case WebhookEvent.EndpointDisabled disabled ->
                    new WebhookDetails(
                            now.webhookId(),
                            now.url(),
                            now.events(),
                            now.meetingId(),
                            now.description(),
                            false,
                            disabled.reason(),
                            now.createdBy(),
                            now.createdAt(),
                            disabled.at(),
                            now.previousSecretUntil());
            case WebhookEvent.SecretRotated rotated ->
                    new WebhookDetails(
                            now.webhookId(),
                            now.url(),
                            now.events(),
                            now.meetingId(),
                            now.description(),
                            now.enabled(),
                            now.disabledReason(),
                            now.createdBy(),
                            now.createdAt(),
                            rotated.at(),
                            rotated.previousUntil());
            case WebhookEvent.EndpointDeleted deleted -> now;
            case WebhookEvent.TestRequested requested -> now;
            case WebhookEvent.RedeliveryRequested requested -> now;
            case WebhookEvent.ReplayRequested requested -> now;
        };
    }

    private static WebhookDetails updated(WebhookDetails now, EndpointUpdated event) {
        boolean enabling = event.changed().contains(Field.ENABLED);
        return new WebhookDetails(
                now.webhookId(),
                event.url() == null ? now.url() : event.url(),
                event.changed().contains(Field.EVENTS) ? event.events() : now.events(),
                now.meetingId(),
                event.changed().contains(Field.DESCRIPTION)
                        ? event.description()
                        : now.description(),
                event.enabled() == null ? now.enabled() : event.enabled(),
                enabling ? null : now.disabledReason(),
                now.createdBy(),
                now.createdAt(),
                event.at(),
                now.previousSecretUntil());
    }
}
