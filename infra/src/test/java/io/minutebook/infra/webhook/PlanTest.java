package io.minutebook.infra.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.infra.record.Events;
import io.minutebook.infra.store.SqliteDocumentStore;
import io.minutebook.infra.store.SqliteDocumentStore.Durability;
import io.minutebook.kernel.DeliveryId;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.WebhookId;
import io.minutebook.kernel.event.RecordEvent;
import io.minutebook.kernel.event.WebhookEvent.EndpointRegistered;
import io.minutebook.kernel.event.WebhookEvent.RedeliveryRequested;
import io.minutebook.kernel.log.RecordedEvent;
import io.minutebook.kernel.store.Batch;
import io.minutebook.kernel.store.DocumentStore;
import io.minutebook.kernel.webhook.Delivery.Attempt;
import io.minutebook.kernel.webhook.DeliveryStatus;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the planner makes of what is asked for, depending on how a delivery stands. */
class PlanTest {

    private static final WebhookId WEBHOOK = WebhookId.next();
    private static final UserId ALICE = new UserId("alice");
    private static final Instant NOW = Instant.parse("2024-01-15T10:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);

    @TempDir Path folder;
    private final Directory directory = new Directory();
    private final RecordedEvent started = recorded(1, Events.started("01HXYZ123456789ABCDEFGHJKM"));
    private final DeliveryId id = EventDeliveries.id(WEBHOOK, started);
    private final StoredDelivery inLine =
            StoredDelivery.planned(
                    id,
                    WEBHOOK,
                    1,
                    "meeting.started",
                    new MeetingId("01HXYZ123456789ABCDEFGHJKM"),
                    NOW);
    private DocumentStore store;
    private DeliveryBook book;

    @BeforeEach
    void open() {
        store = SqliteDocumentStore.open(folder.resolve("state.db"), Durability.NORMAL);
        book = new DeliveryBook(store);
        directory.put(
                Endpoint.of(
                        new EndpointRegistered(
                                WEBHOOK,
                                NOW,
                                ALICE,
                                null,
                                "https://example.com",
                                null,
                                null,
                                "secret-1")));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static RecordedEvent recorded(long position, RecordEvent event) {
        return new RecordedEvent(position, 0, "event-" + position, NOW, event, false);
    }

    private StoredDelivery redelivered(StoredDelivery before) {
        put(before);
        Plan plan = new Plan(book, directory, LATER);
        plan.take(recorded(2, new RedeliveryRequested(WEBHOOK, LATER, ALICE, id)));
        store.write(plan.batch(1));
        return book.delivery(id.value()).orElseThrow().delivery();
    }

    private StoredDelivery replayed(StoredDelivery before) {
        put(before);
        Plan plan = new Plan(book, directory, LATER);
        plan.replay(started, directory.find(WEBHOOK).orElseThrow(), LATER);
        store.write(plan.batch(1));
        return book.delivery(id.value()).orElseThrow().delivery();
    }

    private void put(StoredDelivery delivery) {
        store.write(new Batch().put(DeliveryBook.DELIVERIES, delivery.id(), delivery.json()));
    }

    private static Attempt attempt() {
        return new Attempt(NOW, 500, 1, "the status is no success", "");
    }

    @Test
    void whatWaitsInLineKeepsItsPlace() {
        assertThat(redelivered(inLine)).isEqualTo(inLine);
        assertThat(replayed(inLine)).isEqualTo(inLine);
    }

    @Test
    void whatIsOverOrWaitsToBeRetriedIsSentAtOnce() {
        StoredDelivery retried = inLine.retriedAt(NOW.plusSeconds(3_600), attempt(), NOW);
        StoredDelivery over = inLine.over(DeliveryStatus.SUCCEEDED, attempt(), NOW);

        assertThat(redelivered(retried)).isEqualTo(retried.again(LATER));
        assertThat(redelivered(over)).isEqualTo(over.again(LATER));
        assertThat(replayed(retried)).isEqualTo(retried.again(LATER));
        assertThat(replayed(over)).isEqualTo(over.again(LATER));
    }
}
