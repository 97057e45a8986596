package io.minutebook.infra.webhook;

import io.minutebook.infra.webhook.DeliveryBook.Waiting;
import io.minutebook.kernel.store.Batch;
import io.minutebook.kernel.webhook.Delivery.Attempt;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a delivery by one attempt. Where it was asked for again during that attempt, the
 * attempt is noted and what was asked for still stands.
 */
final class Settlement implements Outcomes.Writing {

    private final DeliveryBook book;
    private final Waiting sent;
    private final Attempt attempt;
    private final StoredDelivery after;
    private final Batch along;
    private volatile @Nullable Instant due;

    /**
     * @param sent the delivery as it was before the attempt
     * @param after as it is to be, where it did not change meanwhile
     * @param along what is written with it
     */
    Settlement(
            DeliveryBook book, Waiting sent, Attempt attempt, StoredDelivery after, Batch along) {
        this.book = book;
        this.sent = sent;
        this.attempt = attempt;
        this.after = after;
        this.along = along;
    }

    /** When it is to be sent next, null for never; once this is written. */
    @Nullable Instant due() {
        return due;
    }

    @Override
    public void addTo(Batch batch, boolean anew) {
        batch.addAll(along);
        Optional<Waiting> found = anew ? book.delivery(sent.delivery().id()) : Optional.of(sent);
        due = null;
        found.ifPresent(now -> addTo(batch, now));
    }

    private void addTo(Batch batch, Waiting now) {
        StoredDelivery delivery = now.delivery();
        if (delivery.attempts().contains(attempt)) { // it was written, and nobody could tell
            due = delivery.due();
            return;
        }
        StoredDelivery next = now.version() == sent.version() ? after : delivery.tried(attempt);
        due = next.due();
        batch.replace(DeliveryBook.DELIVERIES, next.id(), now.version(), next.json());
    }
}
