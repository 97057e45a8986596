package io.minutebook.infra.webhook;

import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.WebhookId;
import io.minutebook.kernel.WebhookTopic;
import io.minutebook.kernel.event.WebhookEvent.EndpointDisabled;
import io.minutebook.kernel.event.WebhookEvent.EndpointRegistered;
import io.minutebook.kernel.event.WebhookEvent.EndpointUpdated;
import io.minutebook.kernel.event.WebhookEvent.Field;
import io.minutebook.kernel.event.WebhookEvent.SecretRotated;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as planning and sending know it.
 *
 * @param id again, for the index
 * @param shard which of the senders it belongs to
 * @param meetingId null for all meetings
 * @param events null for all
 * @param enabledAt when it was last enabled, disabled or given another address; what failed before
 *     says nothing any more
 * @param previousSecretId signs along until {@code previousUntil}; null where none does
 */
record Endpoint(
        String id,
        long shard,
        @Nullable MeetingId meetingId,
        String url,
        @Nullable List<WebhookTopic> events,
        boolean enabled,
        Instant enabledAt,
        String secretId,
        @Nullable String previousSecretId,
        @Nullable Instant previousUntil) {

    /** How many senders share the webhooks. */
    static final int SHARDS = 16;

    static Endpoint of(EndpointRegistered event) {
        return new Endpoint(
                event.webhookId().value(),
                shardOf(event.webhookId()),
                event.meetingId(),
                event.url(),
                event.events(),
                true,
                event.at(),
                event.secretId(),
                null,
                null);
    }

    static int shardOf(WebhookId webhook) {
        return Math.floorMod(webhook.value().hashCode(), SHARDS);
    }

    WebhookId webhookId() {
        return new WebhookId(id);
    }

    boolean wants(WebhookTopic topic) {
        return events == null || events.contains(topic);
    }

    Endpoint after(EndpointUpdated event) {
        boolean on = event.enabled() == null ? enabled : event.enabled();
        boolean isAfresh = on && !enabled || event.url() != null;
        return new Endpoint(
                id,
                shard,
                meetingId,
                event.url() == null ? url : event.url(),
                event.changed().contains(Field.EVENTS) ? event.events() : events,
                on,
                isAfresh ? event.at() : enabledAt,
                secretId,
                previousSecretId,
                previousUntil);
    }

    Endpoint after(EndpointDisabled event) {
        return new Endpoint(
                id,
                shard,
                meetingId,
                url,
                events,
                false,
                event.at(),
                secretId,
                previousSecretId,
                previousUntil);
    }

    Endpoint after(SecretRotated event) {
        return signedBy(event.secretId(), secretId, event.previousUntil());
    }

    /** Without the secret that signed along. */
    Endpoint withoutPrevious() {
        return signedBy(secretId, null, null);
    }

    private Endpoint signedBy(String current, @Nullable String previous, @Nullable Instant until) {
        return new Endpoint(
                id, shard, meetingId, url, events, enabled, enabledAt, current, previous, until);
    }

    /** The names of the secrets that sign at a time, the current one first. */
    List<String> secretsAt(Instant now) {
        return previousSecretId == null || previousUntil == null || !now.isBefore(previousUntil)
                ? List.of(secretId)
                : List.of(secretId, previousSecretId);
    }

    /** The names of all its secrets. */
    Stream<String> secrets() {
        return Stream.of(secretId, previousSecretId == null ? secretId : previousSecretId)
                .distinct();
    }

    /** Without the address, which may hold what only the receiver should know. */
    @Override
    public String toString() {
        return "Endpoint[" + id + "]";
    }
}
