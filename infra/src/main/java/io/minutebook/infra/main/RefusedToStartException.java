package io.minutebook.infra.main;

/** The configuration does not allow a start; the message says in one line what to set. */
final class RefusedToStartException extends RuntimeException {

    RefusedToStartException(String message) {
        super(message);
    }
}
