package io.minutebook.infra.webhook;

import io.minutebook.api.webhook.WebhookBodies;
import io.minutebook.api.webhook.WebhookSecrets;
import io.minutebook.kernel.DeliveryId;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.WebhookId;
import io.minutebook.kernel.WebhookTopic;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.WebhookEvent;
import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.log.RecordedEvent;
import io.minutebook.kernel.store.Batch;
import io.minutebook.kernel.store.Document;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a stretch of the log has done, gathered into one write: deliveries, and webhooks as they
 * then are. Where the write fails, the directory it moved on is of no more use.
 */
final class Plan {

    private final DeliveryBook book;
    private final Directory directory;
    private final Instant now;
    private final Batch batch = new Batch();
    private final Set<WebhookId> touched = new LinkedHashSet<>();
    private final Set<String> askedAgain = new HashSet<>();
    private int writes;
    private boolean replaying;

    Plan(DeliveryBook book, Directory directory, Instant now) {
        this.book = book;
        this.directory = directory;
        this.now = now;
    }

    int writes() {
        return writes;
    }

    /** Whether a stretch of the log is to be sent again. */
    boolean isReplaying() {
        return replaying;
    }

    boolean isEmpty() {
        return batch.isEmpty();
    }

    void take(RecordedEvent recorded) {
        switch (recorded.event()) {
            case MeetingEvent event ->
                    WebhookBodies.topicOf(event).ifPresent(topic -> tell(recorded, event, topic));
            case WebhookEvent event -> take(recorded, event);
        }
    }

    private void tell(RecordedEvent recorded, MeetingEvent event, WebhookTopic topic) {
        for (Endpoint endpoint : directory.told(event.meetingId(), topic)) {
            put(
                    StoredDelivery.planned(
                            EventDeliveries.id(endpoint.webhookId(), recorded),
                            endpoint.webhookId(),
                            recorded.position(),
                            topic.wireName(),
                            event.meetingId(),
                            now));
        }
    }

    private void put(StoredDelivery delivery) {
        batch.put(DeliveryBook.DELIVERIES, delivery.id(), delivery.json());
        touch(new WebhookId(delivery.webhook()));
    }

    private void touch(WebhookId webhook) {
        touched.add(webhook);
        writes++;
    }

    private void take(RecordedEvent recorded, WebhookEvent event) {
        switch (event) {
            case WebhookEvent.EndpointRegistered registered -> put(Endpoint.of(registered));
            case WebhookEvent.EndpointUpdated updated ->
                    known(event).ifPresent(endpoint -> put(endpoint.after(updated)));
            case WebhookEvent.EndpointDisabled disabled ->
                    known(event).ifPresent(endpoint -> put(endpoint.after(disabled)));
            case WebhookEvent.SecretRotated rotated ->
                    known(event).ifPresent(endpoint -> signedBy(endpoint, endpoint.after(rotated)));
            case WebhookEvent.EndpointDeleted deleted -> known(event).ifPresent(this::delete);
            case WebhookEvent.TestRequested test ->
                    known(event).ifPresent(endpoint -> test(endpoint, test, recorded));
            case WebhookEvent.RedeliveryRequested again -> again(again.deliveryId(), event);
            case WebhookEvent.ReplayRequested replay -> replay(replay, recorded);
        }
    }

    private Optional<Endpoint> known(WebhookEvent event) {
        return directory.find(event.webhookId());
    }

    private void put(Endpoint endpoint) {
        directory.put(endpoint);
        batch.put(DeliveryBook.ENDPOINTS, endpoint.id(), Json.COMPACT.writeValueAsString(endpoint));
        touch(endpoint.webhookId());
    }

    private void signedBy(Endpoint before, Endpoint after) {
        put(after);
        before.secrets()
                .filter(secret -> after.secrets().noneMatch(secret::equals))
                .forEach(this::forgetSecret);
    }

    private void forgetSecret(String id) {
        batch.delete(WebhookSecrets.SECRETS.name(), id);
    }

    /** What still waits is dropped by the sender; what is over goes with time. */
    private void delete(Endpoint endpoint) {
        directory.remove(endpoint.webhookId());
        batch.delete(DeliveryBook.ENDPOINTS, endpoint.id());
        batch.delete(DeliveryBook.HEALTH, endpoint.id());
        endpoint.secrets().forEach(this::forgetSecret);
        touch(endpoint.webhookId());
    }

    private void test(Endpoint endpoint, WebhookEvent.TestRequested test, RecordedEvent recorded) {
        put(
                StoredDelivery.planned(
                        test.deliveryId(),
                        test.webhookId(),
                        recorded.position(),
                        WebhookBodies.TEST,
                        endpoint.meetingId(),
                        now));
    }

    private void again(DeliveryId delivery, WebhookEvent event) {
        book.state()
                .get(DeliveryBook.DELIVERIES, delivery.value())
                .filter(
                        found ->
                                StoredDelivery.read(found.json())
                                        .webhook()
                                        .equals(event.webhookId().value()))
                .ifPresent(this::again);
    }

    /** Asked for twice in one stretch it is sent once; one that waits in line, in its turn. */
    private void again(Document document) {
        StoredDelivery before = StoredDelivery.read(document.json());
        if (before.isIn(StoredDelivery.LINE) || !askedAgain.add(document.id())) {
            return;
        }
        StoredDelivery delivery = before.again(now);
        batch.replace(DeliveryBook.DELIVERIES, delivery.id(), document.version(), delivery.json());
        touch(new WebhookId(delivery.webhook()));
    }

    private void replay(WebhookEvent.ReplayRequested request, RecordedEvent recorded) {
        DeliveryBook.Replay replay =
                new DeliveryBook.Replay(
                        request.webhookId().value(),
                        request.from(),
                        request.to(),
                        null,
                        recorded.position(),
                        now.toEpochMilli());
        batch.put(
                DeliveryBook.REPLAYS, recorded.eventId(), Json.COMPACT.writeValueAsString(replay));
        touch(request.webhookId());
        replaying = true;
    }

    /** One event that is sent to one webhook once more, whatever became of it before. */
    void replay(RecordedEvent recorded, Endpoint endpoint, Instant asked) {
        if (!(recorded.event() instanceof MeetingEvent event)
                || endpoint.meetingId() != null
                        && !endpoint.meetingId().equals(event.meetingId())) {
            return;
        }
        Optional<WebhookTopic> topic = WebhookBodies.topicOf(event).filter(endpoint::wants);
        if (topic.isPresent()) {
            replay(recorded, event.meetingId(), topic.get(), endpoint, asked);
        }
    }

    private void replay(
            RecordedEvent recorded,
            MeetingId meeting,
            WebhookTopic topic,
            Endpoint endpoint,
            Instant asked) {
        DeliveryId id = EventDeliveries.id(endpoint.webhookId(), recorded);
        Document before = book.state().get(DeliveryBook.DELIVERIES, id.value()).orElse(null);
        StoredDelivery delivery =
                before == null
                        ? StoredDelivery.planned(
                                id,
                                endpoint.webhookId(),
                                recorded.position(),
                                topic.wireName(),
                                meeting,
                                now)
                        : StoredDelivery.read(before.json());
        if (before != null && delivery.isIn(StoredDelivery.LINE)) {
            return; // it is sent in its turn
        }
        batch.replace(
                DeliveryBook.DELIVERIES,
                id.value(),
                before == null ? 0 : before.version(),
                delivery.again(asked).json());
        touch(endpoint.webhookId());
    }

    /** What it writes, and that {@code number} is the write it did so with. */
    Batch batch(long number) {
        String news = Json.COMPACT.writeValueAsString(new DeliveryBook.News(number));
        touched.forEach(webhook -> batch.put(DeliveryBook.NEWS, webhook.value(), news));
        return batch;
    }

    /** For what is written along. */
    Batch batch() {
        return batch;
    }

    /**
     * Forgets secrets that no longer sign, and what nothing was done about for too long; true where
     * there may be more of that.
     */
    boolean tidy(Instant untouchedSince, int limit) {
        for (Endpoint endpoint : directory.all()) {
            Endpoint tidied = endpoint.tidied(now);
            if (!tidied.equals(endpoint)) {
                signedBy(endpoint, tidied);
            }
        }
        List<StoredDelivery> old = book.untouchedSince(untouchedSince, limit);
        old.forEach(delivery -> batch.delete(DeliveryBook.DELIVERIES, delivery.id()));
        return old.size() == limit;
    }
}
