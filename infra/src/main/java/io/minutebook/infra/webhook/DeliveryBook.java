package io.minutebook.infra.webhook;

import io.minutebook.kernel.DeliveryId;
import io.minutebook.kernel.WebhookId;
import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.store.CollectionSpec;
import io.minutebook.kernel.store.CollectionSpec.Index;
import io.minutebook.kernel.store.Document;
import io.minutebook.kernel.store.DocumentStore;
import io.minutebook.kernel.store.Find;
import io.minutebook.kernel.webhook.Deliveries;
import io.minutebook.kernel.webhook.Delivery;
import io.minutebook.kernel.webhook.DeliveryStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Deliveries, webhooks and what is known of them, as documents of the state store. */
public final class DeliveryBook implements Deliveries {

    static final String DELIVERIES = "webhook_deliveries";
    static final String ENDPOINTS = "webhook_endpoints";

    /** By webhook: the number of the planner's last write about it. */
    static final String NEWS = "webhook_news";

    static final String HEALTH = "webhook_health";
    static final String REPLAYS = "webhook_replays";
    static final String CURSOR = "webhook_cursor";
    static final String CURSOR_ID = "planner";

    /** How long a delivery is kept that nothing is done about. */
    static final Duration KEPT = Duration.ofDays(7);

    private static final String BY_LANE = "by_lane";
    private static final String BY_WEBHOOK = "by_webhook";
    private static final String BY_STATUS = "by_status";
    private static final String BY_TOUCHED = "by_touched";
    private static final String BY_SHARD = "by_shard";
    private static final String BY_NUMBER = "by_number";
    private static final String BY_TIME = "by_time";
    private static final int PAGE = 1_000;
    private static final Duration LOOK = Duration.ofMillis(10);

    private final DocumentStore state;

    /**
     * How far planning is.
     *
     * @param position of the last event that is planned, -1 for none
     * @param number of the last write of the planner
     */
    record Cursor(long position, long number) {}

    /** The number of the planner's last write about a webhook. */
    record News(long number) {}

    /**
     * A delivery as it was read.
     *
     * @param version of its document
     */
    record Waiting(StoredDelivery delivery, long version) {
        static Waiting of(Document document) {
            return new Waiting(StoredDelivery.read(document.json()), document.version());
        }
    }

    /**
     * @param failingSince of the first failure after the last success, null where there was none
     */
    record Health(@Nullable Instant failingSince) {}

    /**
     * A stretch of the log that is being sent again.
     *
     * @param next the position to go on after; null where its beginning is yet to be found
     * @param before the position of the request: what came later is sent anyhow
     * @param time when it was asked for, in milliseconds
     */
    record Replay(
            String webhook,
            Instant from,
            Instant to,
            @Nullable Long next,
            long before,
            long time) {}

    public DeliveryBook(DocumentStore state) {
        this.state = state;
        state.declare(
                new CollectionSpec(
                        DELIVERIES,
                        List.of(
                                new Index(BY_LANE, List.of("webhook", "lane", "place")),
                                new Index(BY_WEBHOOK, List.of("webhook", "id")),
                                new Index(BY_STATUS, List.of("webhook", "status", "id")),
                                new Index(BY_TOUCHED, List.of("touched")))));
        state.declare(
                new CollectionSpec(
                        ENDPOINTS, List.of(new Index(BY_SHARD, List.of("shard", "id")))));
        state.declare(new CollectionSpec(NEWS, List.of(new Index(BY_NUMBER, List.of("number")))));
        state.declare(new CollectionSpec(REPLAYS, List.of(new Index(BY_TIME, List.of("time")))));
        state.declare(new CollectionSpec(HEALTH, List.of()));
        state.declare(new CollectionSpec(CURSOR, List.of()));
    }

    DocumentStore state() {
        return state;
    }

    @Override
    public List<Delivery> find(
            WebhookId webhook,
            @Nullable DeliveryStatus status,
            @Nullable DeliveryId before,
            int limit) {
        String to = before == null ? null : before.value();
        Find find =
                status == null
                        ? find(BY_WEBHOOK, List.of(webhook.value()), to, true, limit)
                        : find(
                                BY_STATUS,
                                List.of(webhook.value(), StoredDelivery.name(status)),
                                to,
                                true,
                                limit);
        return read(find).stream().map(StoredDelivery::shown).toList();
    }

    @Override
    public Optional<Delivery> get(DeliveryId delivery) {
        return state.get(DELIVERIES, delivery.value())
                .map(document -> StoredDelivery.read(document.json()).shown());
    }

    @Override
    public void awaitPlanned(long position, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (cursor().position() < position && System.nanoTime() < end) {
                TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    Cursor cursor() {
        return cursorDocument()
                .map(document -> Json.COMPACT.readValue(document.json(), Cursor.class))
                .orElse(new Cursor(-1, 0));
    }

    Optional<Document> cursorDocument() {
        return state.get(CURSOR, CURSOR_ID);
    }

    /** Up to {@code limit} deliveries that were never tried, in the order of the log. */
    List<Waiting> line(WebhookId webhook, int limit) {
        return waiting(
                find(BY_LANE, List.of(webhook.value(), StoredDelivery.LINE), null, false, limit));
    }

    /** Up to {@code limit} deliveries of the side lane, due by {@code until}; null for all. */
    List<Waiting> side(WebhookId webhook, @Nullable Instant until, int limit) {
        return waiting(
                find(
                        BY_LANE,
                        List.of(webhook.value(), StoredDelivery.SIDE),
                        until == null ? null : StoredDelivery.placesFrom(until.plusMillis(1)),
                        false,
                        limit));
    }

    /** Up to {@code limit} deliveries that nothing was done about since {@code then}. */
    List<StoredDelivery> untouchedSince(Instant then, int limit) {
        return read(
                new Find(
                        DELIVERIES,
                        BY_TOUCHED,
                        List.of(),
                        null,
                        then.toEpochMilli(),
                        false,
                        0,
                        limit));
    }

    private List<Waiting> waiting(Find find) {
        return state.find(find).stream().map(Waiting::of).toList();
    }

    /** A delivery as it is by now. */
    Optional<Waiting> delivery(String id) {
        return state.get(DELIVERIES, id).map(Waiting::of);
    }

    private List<StoredDelivery> read(Find find) {
        return state.find(find).stream()
                .map(document -> StoredDelivery.read(document.json()))
                .toList();
    }

    private static Find find(
            String index, List<Object> equal, @Nullable Object to, boolean descending, int limit) {
        return new Find(DELIVERIES, index, equal, null, to, descending, 0, limit);
    }

    Optional<Endpoint> endpoint(WebhookId webhook) {
        return state.get(ENDPOINTS, webhook.value()).map(DeliveryBook::endpoint);
    }

    /** Every webhook of a shard. */
    List<Endpoint> endpoints(int shard) {
        List<Endpoint> all = new ArrayList<>();
        List<Document> page;
        String from = "";
        do {
            page =
                    state.find(
                            new Find(
                                    ENDPOINTS,
                                    BY_SHARD,
                                    List.of((long) shard),
                                    from,
                                    null,
                                    false,
                                    0,
                                    PAGE));
            page.forEach(document -> all.add(endpoint(document)));
            from = all.isEmpty() ? "" : all.get(all.size() - 1).id() + "!"; // right behind it
        } while (page.size() == PAGE);
        return all;
    }

    private static Endpoint endpoint(Document document) {
        return Json.COMPACT.readValue(document.json(), Endpoint.class);
    }

    /** Webhooks that the planner wrote about after its write {@code number}, oldest first. */
    List<Document> newsAfter(long number, int limit) {
        return state.find(new Find(NEWS, BY_NUMBER, List.of(), number + 1, null, false, 0, limit));
    }

    Optional<Document> oldestReplay() {
        return state.find(new Find(REPLAYS, BY_TIME, List.of(), null, null, false, 0, 1)).stream()
                .findFirst();
    }

    Health health(WebhookId webhook) {
        return state.get(HEALTH, webhook.value())
                .map(document -> Json.COMPACT.readValue(document.json(), Health.class))
                .orElse(new Health(null));
    }
}
