package io.minutebook.infra.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.minutebook.infra.eventlog.MovedClock;
import io.minutebook.infra.store.SqliteDocumentStore;
import io.minutebook.infra.store.SqliteDocumentStore.Durability;
import io.minutebook.kernel.DeliveryId;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.WebhookId;
import io.minutebook.kernel.event.WebhookEvent.DisableReason;
import io.minutebook.kernel.event.WebhookEvent.EndpointRegistered;
import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.store.Batch;
import io.minutebook.kernel.webhook.Delivery.Attempt;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one webhook is sent, and when, whatever happens at the same time. */
class PumpTest {

    private static final WebhookId WEBHOOK = WebhookId.next();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir Path folder;
    private final MovedClock clock = new MovedClock();
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final List<DisableReason> disabled = new CopyOnWriteArrayList<>();
    private volatile Pump.Trial receiver = (delivery, endpoint) -> answered(200);
    private WatchedStore store;
    private DeliveryBook book;
    private Outcomes outcomes;
    private Pump pump;

    @BeforeEach
    void open() {
        store =
                new WatchedStore(
                        SqliteDocumentStore.open(folder.resolve("state.db"), Durability.NORMAL));
        book = new DeliveryBook(store);
        outcomes = new Outcomes(store);
        pump = pump();
        put(
                Endpoint.of(
                        new EndpointRegistered(
                                WEBHOOK,
                                clock.instant(),
                                new UserId("alice"),
                                null,
                                "https://example.com",
                                null,
                                null,
                                "secret-1")));
    }

    private Pump pump() {
        return new Pump(
                WEBHOOK,
                new Pump.Sending(
                        book,
                        (delivery, endpoint) -> {
                            sent.add(delivery.id());
                            return receiver.send(delivery, endpoint);
                        },
                        outcomes,
                        new RetrySchedule(List.of(Duration.ofSeconds(5), Duration.ofMinutes(5))),
                        new Slots(10),
                        (webhook, reason) -> disabled.add(reason),
                        new WebhookMetrics(new SimpleMeterRegistry()),
                        clock),
                () -> true);
    }

    @AfterEach
    void close() {
        store.release();
        pump.awaitIdle(PATIENCE);
        outcomes.close();
        store.close();
    }

    private Attempts.Result answered(int status) {
        return new Attempts.Result(
                new Attempt(clock.instant(), status, 1, status == 200 ? null : "no", ""),
                status == 200,
                status == 410,
                null);
    }

    private void put(Endpoint endpoint) {
        store.writeNow(
                new Batch()
                        .put(
                                DeliveryBook.ENDPOINTS,
                                endpoint.id(),
                                Json.COMPACT.writeValueAsString(endpoint)));
    }

    private String planned(long position) {
        StoredDelivery delivery =
                StoredDelivery.planned(
                        DeliveryId.next(),
                        WEBHOOK,
                        position,
                        "meeting.started",
                        null,
                        clock.instant());
        put(delivery);
        return delivery.id();
    }

    private void put(StoredDelivery delivery) {
        store.writeNow(new Batch().put(DeliveryBook.DELIVERIES, delivery.id(), delivery.json()));
    }

    private StoredDelivery stored(String id) {
        return StoredDelivery.read(store.get(DeliveryBook.DELIVERIES, id).orElseThrow().json());
    }

    private void pokesAndWaits() {
        pump.poke();
        pump.awaitIdle(PATIENCE);
    }

    private void passes(Duration time) {
        clock.move(time);
        pump.pokeIfDue(clock.instant());
        pump.awaitIdle(PATIENCE);
    }

    @Test
    void aRetryIsNotForgottenByWhoeverLooksBeforeItIsWrittenDown() {
        receiver = (delivery, endpoint) -> answered(500);
        String id = planned(1);
        store.hold();
        pump.poke();
        await().until(() -> store.heldWrites.get() == 1);
        int before = store.finds.get();
        pump.poke(); // there is news; the side lane finds nothing that waits
        await().until(() -> store.finds.get() >= before + 2);

        store.release();
        pump.awaitIdle(PATIENCE);
        passes(Duration.ofSeconds(6));

        assertThat(sent).containsExactly(id, id);
    }

    @Test
    void aRetryThatIsDueLaterPutsOffNone() {
        receiver = (delivery, endpoint) -> answered(500);
        String later = planned(1);
        pokesAndWaits();
        passes(Duration.ofSeconds(6)); // its next is in five minutes
        String sooner = planned(2);
        store.hold();
        pump.poke();
        await().until(() -> store.heldWrites.get() == 1);
        int before = store.finds.get();
        pump.poke();
        await().until(() -> store.finds.get() >= before + 2);

        store.release();
        pump.awaitIdle(PATIENCE);
        passes(Duration.ofSeconds(6));

        assertThat(sent).containsExactly(later, later, sooner, sooner);
    }
}
