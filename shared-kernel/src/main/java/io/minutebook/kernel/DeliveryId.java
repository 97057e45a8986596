package io.minutebook.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.github.f4b6a3.ulid.Ulid;
import java.time.Instant;
import java.util.Optional;

/**
 * Names what is sent of one event to one webhook, over all attempts: a ULID, and what receivers get
 * as {@code webhook-id}.
 */
public record DeliveryId(@JsonValue String value) {

    @JsonCreator
    public DeliveryId {
        Ulids.require(value);
    }

    /** A new id. */
    public static DeliveryId next() {
        return new DeliveryId(Ulids.next());
    }

    /**
     * The id that sorts by {@code at} and is told apart by {@code rest}: the same of the same.
     *
     * @param rest 10 bytes
     */
    public static DeliveryId of(Instant at, byte[] rest) {
        return new DeliveryId(new Ulid(at.toEpochMilli(), rest).toString());
    }

    /** The id in {@code text}, empty where it is none. */
    public static Optional<DeliveryId> parse(String text) {
        return Ulids.isUlid(text) ? Optional.of(new DeliveryId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
