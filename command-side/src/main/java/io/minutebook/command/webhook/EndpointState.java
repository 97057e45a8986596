package io.minutebook.command.webhook;

import io.minutebook.kernel.WebhookId;
import io.minutebook.kernel.WebhookTopic;
import io.minutebook.kernel.event.WebhookEvent;
import io.minutebook.kernel.event.WebhookEvent.Field;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook's rules go by.
 *
 * @param events what it is told of, null for everything
 * @param description null also where it was erased
 * @param alongUntil until when each secret before the current one signs along
 */
public record EndpointState(
        WebhookId id,
        String url,
        @Nullable List<WebhookTopic> events,
        @Nullable String description,
        boolean enabled,
        boolean deleted,
        List<Instant> alongUntil) {

    public static EndpointState of(WebhookEvent.EndpointRegistered registered) {
        return new EndpointState(
                registered.webhookId(),
                registered.url(),
                registered.events(),
                registered.description(),
                true,
                false,
                List.of());
    }

    /** The webhook after {@code event}. */
    public EndpointState after(WebhookEvent event) {
        return switch (event) {
            case WebhookEvent.EndpointRegistered registered -> of(registered);
            case WebhookEvent.EndpointUpdated updated -> updated(updated);
            case WebhookEvent.EndpointDisabled disabled ->
                    new EndpointState(id, url, events, description, false, deleted, alongUntil);
            case WebhookEvent.EndpointDeleted gone ->
                    new EndpointState(id, url, events, description, false, true, alongUntil);
            case WebhookEvent.SecretRotated rotated -> rotated(rotated);
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
                deleted,
                alongUntil);
    }

    private EndpointState rotated(WebhookEvent.SecretRotated rotated) {
        List<Instant> along =
                Stream.concat(
                                alongUntil.stream().filter(rotated.at()::isBefore),
                                Stream.of(rotated.previousUntil()))
                        .toList();
        return new EndpointState(id, url, events, description, enabled, deleted, along);
    }

    /** How many secrets sign along at a time. */
    long signingAlong(Instant now) {
        return alongUntil.stream().filter(now::isBefore).count();
    }
}
