package io.minutebook.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** Names a breakout room: a ULID, 26 characters of Crockford's base 32 in upper case. */
public record RoomId(@JsonValue String value) {

    @JsonCreator
    public RoomId {
        Ulids.require(value);
    }

    /** A new id; ids made by one process rise in the order they were made. */
    public static RoomId next() {
        return new RoomId(Ulids.next());
    }

    /** The id in {@code text}, empty where it is none. */
    public static Optional<RoomId> parse(String text) {
        return Ulids.isUlid(text) ? Optional.of(new RoomId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
