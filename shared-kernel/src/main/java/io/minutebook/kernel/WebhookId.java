package io.minutebook.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/**
 * Names a webhook endpoint: a ULID, 26 characters of Crockford's base 32 in upper case. Its stream
 * in the record is named {@code webhooks/} and the id, so that it is never taken for a meeting's.
 */
public record WebhookId(@JsonValue String value) {

    private static final String STREAMS = "webhooks/";

    @JsonCreator
    public WebhookId {
        Ulids.require(value);
    }

    /** A new id; ids made by one process rise in the order they were made. */
    public static WebhookId next() {
        return new WebhookId(Ulids.next());
    }

    /** The id in {@code text}, empty where it is none. */
    public static Optional<WebhookId> parse(String text) {
        return Ulids.isUlid(text) ? Optional.of(new WebhookId(text)) : Optional.empty();
    }

    /** The name of its stream. */
    @Override
    public String toString() {
        return STREAMS + value;
    }
}
