package io.minutebook.kernel.webhook;

import io.minutebook.kernel.DeliveryId;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.WebhookId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was sent of one event to one webhook.
 *
 * @param event its name on the wire
 * @param meetingId the meeting it is of, null for a test
 * @param createdAt when it was first planned
 * @param nextAttemptAt not before then; null where none is planned
 * @param attempts the last {@value #ATTEMPTS_MAX}, oldest first
 */
public record Delivery(
        DeliveryId deliveryId,
        WebhookId webhookId,
        String event,
        @Nullable MeetingId meetingId,
        DeliveryStatus status,
        Instant createdAt,
        @Nullable Instant nextAttemptAt,
        List<Attempt> attempts) {

    public static final int ATTEMPTS_MAX = 20;

    public Delivery {
        attempts = List.copyOf(attempts);
    }

    /**
     * One time it was sent.
     *
     * @param time when it began
     * @param status of HTTP, null where none was answered
     * @param milliseconds how long it took
     * @param error why it failed, null where it did not
     * @param response the first 1,024 bytes of the answer as text, null where there was none
     */
    public record Attempt(
            Instant time,
            @Nullable Integer status,
            long milliseconds,
            @Nullable String error,
            @Nullable String response) {}
}
