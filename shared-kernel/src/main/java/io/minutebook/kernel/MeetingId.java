package io.minutebook.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** Names a meeting: a ULID, 26 characters of Crockford's base 32 in upper case. */
public record MeetingId(@JsonValue String value) {

    @JsonCreator
    public MeetingId {
        Ulids.require(value);
    }

    /** A new id; ids made by one process rise in the order they were made. */
    public static MeetingId next() {
        return new MeetingId(Ulids.next());
    }

    /** The id in {@code text}, empty where it is none. */
    public static Optional<MeetingId> parse(String text) {
        return Ulids.isUlid(text) ? Optional.of(new MeetingId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
