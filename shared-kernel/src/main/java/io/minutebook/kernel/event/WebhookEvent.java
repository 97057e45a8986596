package io.minutebook.kernel.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.minutebook.kernel.DeliveryId;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.WebhookId;
import io.minutebook.kernel.WebhookTopic;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where word of meetings is sent, and what was asked of it. Secrets are kept outside the record,
 * which only names them.
 */
public sealed interface WebhookEvent extends RecordEvent {

    WebhookId webhookId();

    @Override
    default String stream() {
        return webhookId().toString();
    }

    /**
     * @param meetingId the one meeting it is told of, null for all
     * @param events what it is told of, null for everything
     * @param secretId names the secret that signs
     */
    record EndpointRegistered(
            WebhookId webhookId,
            Instant at,
            UserId by,
            @Nullable MeetingId meetingId,
            String url,
            @Nullable List<WebhookTopic> events,
            @Nullable @Personal String description,
            String secretId)
            implements WebhookEvent {}

    /**
     * Holds only what changed: a component not among {@code changed} says nothing, one among it and
     * null was cleared.
     */
    record EndpointUpdated(
            WebhookId webhookId,
            Instant at,
            UserId by,
            Set<Field> changed,
            @Nullable String url,
            @Nullable List<WebhookTopic> events,
            @Nullable Boolean enabled,
            @Nullable @Personal String description)
            implements WebhookEvent {

        /** Sorts {@code changed}, so that the same change is stored in the same bytes. */
        public EndpointUpdated {
            changed = Collections.unmodifiableSortedSet(new TreeSet<>(changed));
        }
    }

    /** Nothing more is sent, until somebody enables it; {@code by} is null, it comes of answers. */
    record EndpointDisabled(
            WebhookId webhookId, Instant at, @Nullable UserId by, DisableReason reason)
            implements WebhookEvent {}

    record EndpointDeleted(WebhookId webhookId, Instant at, UserId by) implements WebhookEvent {}

    /**
     * @param secretId names the secret that signs from here on
     * @param previousUntil until when the one before signs along
     */
    record SecretRotated(
            WebhookId webhookId, Instant at, UserId by, String secretId, Instant previousUntil)
            implements WebhookEvent {}

    /** Somebody wants to see whether anything arrives. */
    record TestRequested(WebhookId webhookId, Instant at, UserId by, DeliveryId deliveryId)
            implements WebhookEvent {}

    /** Somebody wants something sent once more. */
    record RedeliveryRequested(WebhookId webhookId, Instant at, UserId by, DeliveryId deliveryId)
            implements WebhookEvent {}

    /**
     * Somebody wants everything sent once more that was recorded in a stretch of time.
     *
     * @param from inclusive
     * @param to exclusive
     */
    record ReplayRequested(WebhookId webhookId, Instant at, UserId by, Instant from, Instant to)
            implements WebhookEvent {}

    /** What of a webhook can be changed. */
    enum Field {
        @JsonProperty("url")
        URL,
        @JsonProperty("events")
        EVENTS,
        @JsonProperty("enabled")
        ENABLED,
        @JsonProperty("description")
        DESCRIPTION
    }

    /** Why nothing more is sent. */
    enum DisableReason {
        /** It answered 410. */
        @JsonProperty("gone")
        GONE,
        /** Nothing but failure for days. */
        @JsonProperty("failing")
        FAILING
    }
}
