package io.minutebook.api.security;

/** A token that proves nothing; the message says why without repeating the token. */
public final class InvalidTokenException extends Exception {

    public InvalidTokenException(String message) {
        super(message, null, false, false);
    }
}
