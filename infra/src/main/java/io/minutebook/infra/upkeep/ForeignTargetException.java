package io.minutebook.infra.upkeep;

/** The target of a copy holds something else; nothing was written. The message says what. */
public final class ForeignTargetException extends RuntimeException {

    ForeignTargetException(String message) {
        super(message);
    }
}
