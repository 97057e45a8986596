package io.minutebook.command.webhook;

import io.minutebook.kernel.WebhookId;
import io.minutebook.kernel.WebhookTopic;
import io.minutebook.kernel.event.WebhookEvent;
import io.minutebook.kernel.event.WebhookEvent.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook's rules go by.
 *
 * @param events what it is told of, null for everything
 * @param description null also where it was erased
 */
public record EndpointState(
        WebhookId id,
        String url,
        @Nullable List<WebhookTopic> events,
        @Nullable String description,
        boolean enabled,
        boolean deleted) {

    public static EndpointState of(WebhookEvent.EndpointRegistered registered) {
        return new EndpointState(
                registered.webhookId(),
                registered.url(),
                registered.events(),
                registered.description(),
                true,
                false);
    }

    /** The webhook after {@code event}. */
    public EndpointState after(WebhookEvent event) {
        return switch (event) {
            case WebhookEvent.EndpointRegistered registered -> of(registered);
            case WebhookEvent.EndpointUpdated updated -> updated(updated);
            case WebhookEvent.EndpointDisabled disabled ->
                    new EndpointState(id, url, events, description, false, deleted);
            case WebhookEvent.EndpointDeleted gone ->
                    new EndpointState(id, url, events, description, false, true);
            case WebhookEvent.SecretRotated rotated -> this;
            case WebhookEvent.TestRequested requested -> this;
            case WebhookEvent.RedeliveryRequested requested -> this;
            case WebhookEvent.ReplayRequested requested -> this;
        };
    }

    private EndpointState updated(WebhookEvent.EndpointUpdated update) {
        return new EndpointState(
                id,
                update.url() == null ? url : update.url(),
                update.changed().contains(Field.EVENTS) ? update.events() : events,
                update.changed().contains(Field.DESCRIPTION) ? update.description() : description,
                update.enabled() == null ? enabled : update.enabled(),
                deleted);
    }
}
