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
import io.minutebook.kernel.event.WebhookEvent.EndpointUpdated;
import io.minutebook.kernel.event.WebhookEvent.Field;
import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.log.LogUnavailableException;
import io.minutebook.kernel.store.Batch;
import io.minutebook.kernel.webhook.Delivery.Attempt;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.scheduler.Schedulers;

/** What one webhook is sent, and when, whatever happens at the same time. */
class PumpTest {

    private static final WebhookId WEBHOOK = WebhookId.next();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir Path folder;
    private final MovedClock clock = new MovedClock();
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final List<DisableReason> disabled = new CopyOnWriteArrayList<>();
    private volatile boolean disables = true;
    private volatile Pump.Trial receiver = (delivery, endpoint) -> answered(200);
    private final Endpoint endpoint =
            Endpoint.of(
                    new EndpointRegistered(
                            WEBHOOK,
                            clock.instant(),
                            new UserId("alice"),
                            null,
                            "https://example.com",
                            null,
                            null,
                            "secret-1"));
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
        put(endpoint);
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
                        new Slots(10, Schedulers.parallel()),
                        (webhook, reason) -> disabled.add(reason) && disables,
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

    private List<Integer> statuses(String id) {
        return stored(id).attempts().stream().map(Attempt::status).toList();
    }

    @Test
    void whatIsAskedForAgainDuringARetryIsSentAfterIt() {
        receiver = (delivery, to) -> answered(500);
        String id = planned(1);
        pokesAndWaits();
        receiver =
                (delivery, to) -> {
                    put(stored(id).again(clock.instant()));
                    receiver = (again, there) -> answered(200);
                    return answered(503);
                };
        passes(Duration.ofSeconds(6));

        assertThat(sent).containsExactly(id, id, id);
        assertThat(statuses(id)).containsExactly(500, 503, 200);
        assertThat(stored(id).status()).isEqualTo("succeeded");
    }

    @Test
    void whatIsAskedForAgainWhileItWaitsBehindAnotherIsSentOnce() {
        receiver = (delivery, to) -> answered(500);
        String first = planned(1);
        String second = planned(2);
        pokesAndWaits();
        receiver =
                (delivery, to) -> {
                    put(stored(second).again(clock.instant().minusSeconds(1)));
                    receiver = (next, there) -> answered(200);
                    return answered(200);
                };
        passes(Duration.ofSeconds(6));

        assertThat(sent).containsExactly(first, second, first, second);
        assertThat(statuses(second)).containsExactly(500, 200);
    }

    @Test
    void anOutcomeThatWasWrittenThoughNobodyCouldTellIsNotWrittenTwice() {
        String id = planned(1);
        store.before =
                batch -> {
                    store.before = later -> {};
                    store.writeNow(batch);
                    throw new LogUnavailableException("lies", new IllegalStateException());
                };
        pokesAndWaits();

        assertThat(sent).containsExactly(id);
        assertThat(statuses(id)).containsExactly(200);
        assertThat(stored(id).lane()).isNull();
    }

    @Test
    void nothingMoreIsSentToWhoeverIsGoneThoughThatIsNotKnownYet() {
        receiver = (delivery, to) -> answered(500);
        String waiting = planned(1);
        pokesAndWaits();
        receiver = (delivery, to) -> answered(410);
        String gone = planned(2);
        String behind = planned(3);
        pokesAndWaits();
        pokesAndWaits(); // there is news of something else
        passes(Duration.ofMinutes(1));

        assertThat(sent).containsExactly(waiting, gone);
        assertThat(disabled).containsExactly(DisableReason.GONE);

        receiver = (delivery, to) -> answered(200);
        clock.move(Duration.ofSeconds(1));
        put(endpoint.after(enabling(false)));
        pokesAndWaits();
        assertThat(sent).hasSize(2);
        clock.move(Duration.ofSeconds(1));
        put(endpoint.after(enabling(false)).after(enabling(true)));
        pokesAndWaits();
        assertThat(sent).hasSize(4).contains(behind);
        assertThat(stored(waiting).status()).isEqualTo("succeeded");
        assertThat(stored(behind).status()).isEqualTo("succeeded");
    }

    private EndpointUpdated enabling(boolean enabled) {
        return new EndpointUpdated(
                WEBHOOK,
                clock.instant(),
                new UserId("alice"),
                Set.of(Field.ENABLED),
                null,
                null,
                enabled,
                null);
    }

    @Test
    void whoeverCannotBeDisabledYetIsSentNothingAndDisabledLater() {
        disables = false;
        receiver = (delivery, to) -> answered(410);
        String gone = planned(1);
        planned(2);
        pokesAndWaits();
        disables = true;
        int before = disabled.size();
        passes(Duration.ofSeconds(3));

        assertThat(sent).containsExactly(gone);
        assertThat(disabled).hasSizeGreaterThan(before);
        int asked = disabled.size();
        pokesAndWaits();
        assertThat(disabled).hasSize(asked);
    }

    @Test
    void nothingMoreIsSentAfterFiveDaysOfFailure() {
        receiver = (delivery, to) -> answered(500);
        String first = planned(1);
        pokesAndWaits();
        store.writeNow(new Batch().delete(DeliveryBook.DELIVERIES, first));
        clock.move(Duration.ofDays(5));
        String last = planned(2);
        planned(3);
        pokesAndWaits();
        pokesAndWaits();

        assertThat(disabled).containsExactly(DisableReason.FAILING);
        assertThat(sent).containsExactly(first, last);
    }

    @Test
    void anotherAddressBeginsAfresh() {
        receiver = (delivery, to) -> answered(500);
        planned(1);
        pokesAndWaits();
        clock.move(Duration.ofDays(5));
        put(
                endpoint.after(
                        new EndpointUpdated(
                                WEBHOOK,
                                clock.instant(),
                                new UserId("alice"),
                                Set.of(Field.URL),
                                "https://other.example.com",
                                null,
                                null,
                                null)));
        pokesAndWaits();

        assertThat(sent).hasSize(2);
        assertThat(disabled).isEmpty();
    }

    @Test
    void whatCannotBeWrittenDownKeepsNothingElseFromIt() {
        String faulty = planned(1);
        String sound = planned(2);
        store.before =
                batch -> {
                    if (batch.writes().stream().anyMatch(write -> isOf(write, faulty))) {
                        throw new IllegalArgumentException("injected");
                    }
                };
        pokesAndWaits();
        assertThat(stored(sound).status()).isEqualTo("succeeded");
        assertThat(stored(faulty).status()).isEqualTo("pending");

        store.before = batch -> {};
        passes(Duration.ofSeconds(3));
        assertThat(stored(faulty).status()).isEqualTo("succeeded");
    }

    private static boolean isOf(Batch.Write write, String id) {
        return write instanceof Batch.Write.Replace replace && replace.id().equals(id);
    }
}
