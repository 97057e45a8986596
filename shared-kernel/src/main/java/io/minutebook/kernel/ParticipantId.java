package io.minutebook.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/**
 * Names a person in one meeting, for good: a ULID, 26 characters of Crockford's base 32 in upper
 * case.
 */
public record ParticipantId(@JsonValue String value) {

    @JsonCreator
    public ParticipantId {
        Ulids.require(value);
    }

    /** A new id; ids made by one process rise in the order they were made. */
    public static ParticipantId next() {
        return new ParticipantId(Ulids.next());
    }

    /** The id in {@code text}, empty where it is none. */
    public static Optional<ParticipantId> parse(String text) {
        return Ulids.isUlid(text) ? Optional.of(new ParticipantId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
