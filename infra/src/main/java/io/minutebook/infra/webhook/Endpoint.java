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
import java.util.ArrayList;
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
 * @param previousSecretId with {@code previousUntil} in documents of when only one could sign
 *     along; read into {@code former}
 * @param former secrets that sign along, the latest first
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
        @Nullable Instant previousUntil,
        List<Former> former) {

    /** How many senders share the webhooks. */
    static final int SHARDS = 16;

    /** A secret that signs along until then. */
    record Former(String secretId, Instant until) {}

    Endpoint {
        if (former == null) { // as in those documents
            former =
                    previousSecretId == null || previousUntil == null
                            ? List.of()
                            : List.of(new Former(previousSecretId, previousUntil));
        }
        previousSecretId = null;
        previousUntil = null;
    }

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
                null,
                List.of());
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
                null,
                null,
                former);
    }

    Endpoint after(EndpointDisabled event) {
        return new Endpoint(
                id, shard, meetingId, url, events, false, event.at(), secretId, null, null, former);
    }

    Endpoint after(SecretRotated event) {
        List<Former> along = new ArrayList<>();
        along.add(new Former(secretId, event.previousUntil()));
        along.addAll(signingAt(event.at()));
        return signedBy(event.secretId(), along);
    }

    /** Without the secrets that no longer sign along. */
    Endpoint tidied(Instant now) {
        return signedBy(secretId, signingAt(now));
    }

    private Endpoint signedBy(String current, List<Former> along) {
        return new Endpoint(
                id, shard, meetingId, url, events, enabled, enabledAt, current, null, null, along);
    }

    private List<Former> signingAt(Instant now) {
        return former.stream().filter(one -> now.isBefore(one.until())).toList();
    }

    /** The names of the secrets that sign at a time, the current one first. */
    List<String> secretsAt(Instant now) {
        return Stream.concat(Stream.of(secretId), signingAt(now).stream().map(Former::secretId))
                .toList();
    }

    /** The names of all its secrets. */
    Stream<String> secrets() {
        return Stream.concat(Stream.of(secretId), former.stream().map(Former::secretId));
    }

    /** Without the address, which may hold what only the receiver should know. */
    @Override
    public String toString() {
        return "Endpoint[" + id + "]";
    }
}
