package io.minutebook.infra.webhook;

import io.minutebook.kernel.DeliveryId;
import io.minutebook.kernel.WebhookId;
import io.minutebook.kernel.log.RecordedEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Names what is sent of events. */
final class EventDeliveries {

    private static final int REST_BYTES = 10;

    private EventDeliveries() {}

    /** The same whenever, wherever and however often it is planned. */
    static DeliveryId id(WebhookId webhook, RecordedEvent event) {
        byte[] names = (webhook.value() + "#" + event.eventId()).getBytes(StandardCharsets.UTF_8);
        return DeliveryId.of(event.recorded(), Arrays.copyOf(hash(names), REST_BYTES));
    }

    private static byte[] hash(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256", missing);
        }
    }
}
