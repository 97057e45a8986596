package io.minutebook.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Names a person over all meetings: the {@code sub} of their token, 1 to 64 of {@code A-Z a-z 0-9 _
 * . : | -}. It stays in the record for good, so it must not be an e-mail address.
 */
public record UserId(@JsonValue String value) implements Comparable<UserId> {

    private static final IdForm FORM =
            new IdForm("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.:|-", 64);

    @JsonCreator
    public UserId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a user id");
        }
    }

    /** Whether {@code text} has the form of a user id. */
    public static boolean isValid(String text) {
        return FORM.matches(text);
    }

    @Override
    public int compareTo(UserId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
