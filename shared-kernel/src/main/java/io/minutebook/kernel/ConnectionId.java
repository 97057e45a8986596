package io.minutebook.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.github.f4b6a3.ulid.UlidCreator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Names one session of a person: 1 to 128 visible ASCII characters, chosen by the client or
 * generated.
 */
public record ConnectionId(@JsonValue String value) {

    private static final IdForm FORM = new IdForm(visibleAscii(), 128);

    private static String visibleAscii() {
        return IntStream.rangeClosed('!', '~')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    @JsonCreator
    public ConnectionId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a connection id");
        }
    }

    /** A generated id. */
    public static ConnectionId next() {
        return new ConnectionId("conn_" + UlidCreator.getUlid());
    }

    /** Whether {@code text} has the form of a connection id. */
    public static boolean isValid(String text) {
        return FORM.matches(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
