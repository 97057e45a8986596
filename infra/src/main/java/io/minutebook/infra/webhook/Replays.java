package io.minutebook.infra.webhook;

import io.minutebook.kernel.WebhookId;
import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.log.EventHistory;
import io.minutebook.kernel.log.RecordedEvent;
import io.minutebook.kernel.store.Document;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Stretches of the log that are sent again, a page at a time. */
final class Replays {

    private static final int PAGE = 200;

    private final DeliveryBook book;
    private final EventHistory history;

    Replays(DeliveryBook book, EventHistory history) {
        this.book = book;
        this.history = history;
    }

    /** Adds the next page of the oldest to {@code plan}; false where none is under way. */
    boolean next(Plan plan, Directory directory) {
        Optional<Document> oldest = book.oldestReplay();
        if (oldest.isEmpty()) {
            return false;
        }
        Document document = oldest.get();
        DeliveryBook.Replay replay =
                Json.COMPACT.readValue(document.json(), DeliveryBook.Replay.class);
        Optional<Endpoint> endpoint = directory.find(new WebhookId(replay.webhook()));
        if (endpoint.isEmpty()) {
            plan.batch().delete(DeliveryBook.REPLAYS, document.id());
            return true;
        }
        Long begun = replay.next();
        long after = begun == null ? lastBefore(replay.from(), replay.before()) : begun;
        List<RecordedEvent> page =
                history.all(after, PAGE).stream().filter(event -> isWithin(replay, event)).toList();
        Instant asked = Instant.ofEpochMilli(replay.time());
        page.forEach(event -> plan.replay(event, endpoint.get(), asked));
        if (page.size() < PAGE) {
            plan.batch().delete(DeliveryBook.REPLAYS, document.id());
        } else {
            goOn(plan, document, replay, page.get(page.size() - 1).position());
        }
        return true;
    }

    private static boolean isWithin(DeliveryBook.Replay replay, RecordedEvent event) {
        return event.position() < replay.before() && event.recorded().isBefore(replay.to());
    }

    private static void goOn(Plan plan, Document document, DeliveryBook.Replay replay, long after) {
        plan.batch()
                .put(
                        DeliveryBook.REPLAYS,
                        document.id(),
                        Json.COMPACT.writeValueAsString(
                                new DeliveryBook.Replay(
                                        replay.webhook(),
                                        replay.from(),
                                        replay.to(),
                                        after,
                                        replay.before(),
                                        replay.time())));
    }

    /** The position of the last event recorded before {@code time}: the log's times never fall. */
    private long lastBefore(Instant time, long end) {
        long low = -1;
        long high = end;
        while (high - low > 1) {
            long middle = low + (high - low) / 2;
            List<RecordedEvent> found = history.all(middle - 1, 1);
            if (found.isEmpty() || !found.get(0).recorded().isBefore(time)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return low;
    }
}
