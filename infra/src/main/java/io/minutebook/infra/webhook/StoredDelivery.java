package io.minutebook.infra.webhook;

import io.minutebook.kernel.DeliveryId;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.WebhookId;
import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.webhook.Delivery;
import io.minutebook.kernel.webhook.Delivery.Attempt;
import io.minutebook.kernel.webhook.DeliveryStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as it is stored. What is sent is not stored: it is made of the event each time, so
 * that nothing personal is kept twice.
 *
 * @param id again, for the indexes
 * @param position of the event in the log
 * @param created when it was first planned
 * @param touched when it was last planned or tried, in milliseconds; after some days it goes
 * @param lane where it waits; null once it is over
 * @param place its place in that lane, sorted as text; null once it is over
 * @param failures attempts that failed since it was last asked for
 */
record StoredDelivery(
        String webhook,
        String id,
        long position,
        String event,
        @Nullable String meetingId,
        Instant created,
        long touched,
        String status,
        @Nullable String lane,
        @Nullable String place,
        @Nullable Instant due,
        int failures,
        List<Attempt> attempts) {

    private static final int TIME_DIGITS = 13;

    /** Those never tried, in the order of the log. */
    static final String LINE = "line";

    /** Those that failed or were asked for again, by when they are due. */
    static final String SIDE = "side";

    private static final String PENDING = name(DeliveryStatus.PENDING);

    static String name(DeliveryStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    /** One that waits for its first attempt. */
    static StoredDelivery planned(
            DeliveryId id,
            WebhookId webhook,
            long position,
            String event,
            @Nullable MeetingId meeting,
            Instant now) {
        return new StoredDelivery(
                webhook.value(),
                id.value(),
                position,
                event,
                meeting == null ? null : meeting.value(),
                now,
                now.toEpochMilli(),
                PENDING,
                LINE,
                digits(position),
                now,
                0,
                List.of());
    }

    private static String digits(long number) {
        return String.format(Locale.ROOT, "%019d", number);
    }

    /** The place in the side lane of what is due at {@code due}: first by time, then by the log. */
    static String placeAt(Instant due, long position) {
        return placesFrom(due) + digits(position);
    }

    /** Before all places in the side lane of what is due at {@code due} or later. */
    static String placesFrom(Instant due) {
        return String.format(Locale.ROOT, "%0" + TIME_DIGITS + "d.", due.toEpochMilli());
    }

    /** Asked for again: due at once, with all its attempts before it. */
    StoredDelivery again(Instant now) {
        return waiting(now, now, 0, attempts);
    }

    private StoredDelivery waiting(Instant now, Instant next, int failed, List<Attempt> tried) {
        return with(
                now.toEpochMilli(), PENDING, SIDE, placeAt(next, position), next, failed, tried);
    }

    /** After an attempt that failed, with another to come. */
    StoredDelivery retriedAt(Instant next, Attempt attempt, Instant now) {
        return waiting(now, next, failures + 1, with(attempt));
    }

    /** After the last attempt. */
    StoredDelivery over(DeliveryStatus outcome, Attempt attempt, Instant now) {
        int failed = outcome == DeliveryStatus.FAILED ? failures + 1 : failures;
        return with(now.toEpochMilli(), name(outcome), null, null, null, failed, with(attempt));
    }

    /** After an attempt during which it was asked for again: that still stands. */
    StoredDelivery tried(Attempt attempt) {
        return with(touched, status, lane, place, due, failures, with(attempt));
    }

    /** The same delivery in another state. */
    private StoredDelivery with(
            long when,
            String state,
            @Nullable String waiting,
            @Nullable String at,
            @Nullable Instant next,
            int failed,
            List<Attempt> tried) {
        return new StoredDelivery(
                webhook, id, position, event, meetingId, created, when, state, waiting, at, next,
                failed, tried);
    }

    boolean isIn(String waiting) {
        return waiting.equals(lane);
    }

    private List<Attempt> with(Attempt attempt) {
        List<Attempt> all = new ArrayList<>(attempts);
        all.add(attempt);
        return all.subList(Math.max(0, all.size() - Delivery.ATTEMPTS_MAX), all.size());
    }

    Delivery shown() {
        return new Delivery(
                new DeliveryId(id),
                new WebhookId(webhook),
                event,
                meetingId == null ? null : new MeetingId(meetingId),
                DeliveryStatus.valueOf(status.toUpperCase(Locale.ROOT)),
                created,
                due,
                attempts);
    }

    String json() {
        return Json.COMPACT.writeValueAsString(this);
    }

    static StoredDelivery read(String json) {
        return Json.COMPACT.readValue(json, StoredDelivery.class);
    }
}
