package io.minutebook.kernel.command;

import io.minutebook.kernel.Caller;
import io.minutebook.kernel.DeliveryId;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.WebhookId;
import io.minutebook.kernel.WebhookTopic;
import io.minutebook.kernel.event.WebhookEvent.DisableReason;
import io.minutebook.kernel.event.WebhookEvent.Field;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * An intention about one webhook. Whether the caller may manage it depends on a meeting, and was
 * asked before. All but a registration are rejected with {@code NOT_FOUND} where it was deleted.
 */
public sealed interface WebhookCommand<R> extends Command<R> {

    WebhookId webhookId();

    /**
     * @param meetingId the one meeting it is told of, null for all
     * @param url checked before
     * @param events what it is told of, null for everything
     * @param secretId names the secret that signs, which the caller has stored
     */
    record RegisterEndpoint(
            @TargetAggregateIdentifier WebhookId webhookId,
            Caller by,
            Instant at,
            @Nullable MeetingId meetingId,
            String url,
            @Nullable List<WebhookTopic> events,
            @Nullable String description,
            String secretId)
            implements WebhookCommand<WebhookId> {}

    /**
     * Changes the fields named in {@code changed}; enabling what answers had disabled starts
     * afresh.
     */
    record UpdateEndpoint(
            @TargetAggregateIdentifier WebhookId webhookId,
            Caller by,
            Instant at,
            Set<Field> changed,
            @Nullable String url,
            @Nullable List<WebhookTopic> events,
            @Nullable Boolean enabled,
            @Nullable String description)
            implements WebhookCommand<Done> {}

    record DeleteEndpoint(@TargetAggregateIdentifier WebhookId webhookId, Caller by, Instant at)
            implements WebhookCommand<Done> {}

    /**
     * @param secretId names the new secret, which the caller has stored
     * @param previousUntil until when the one before signs along
     */
    record RotateSecret(
            @TargetAggregateIdentifier WebhookId webhookId,
            Caller by,
            Instant at,
            String secretId,
            Instant previousUntil)
            implements WebhookCommand<Done> {}

    /** Has something sent. Rejected with {@code CONFLICT} where the webhook is disabled. */
    sealed interface Sending extends WebhookCommand<Done> {

        @Override
        Caller by();
    }

    record RequestTest(
            @TargetAggregateIdentifier WebhookId webhookId,
            Caller by,
            Instant at,
            DeliveryId deliveryId)
            implements Sending {}

    record RequestRedelivery(
            @TargetAggregateIdentifier WebhookId webhookId,
            Caller by,
            Instant at,
            DeliveryId deliveryId)
            implements Sending {}

    /**
     * @param from inclusive
     * @param to exclusive
     */
    record RequestReplay(
            @TargetAggregateIdentifier WebhookId webhookId,
            Caller by,
            Instant at,
            Instant from,
            Instant to)
            implements Sending {}

    /** What the system itself does on account of answers; nothing where it is disabled already. */
    record DisableEndpoint(
            @TargetAggregateIdentifier WebhookId webhookId, Instant at, DisableReason reason)
            implements WebhookCommand<Done> {
        @Override
        public @Nullable Caller by() {
            return null;
        }
    }
}
