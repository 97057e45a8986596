package io.minutebook.infra.eventlog;

/** Another process runs on the same folder; the message says so in one line. */
public final class StoreInUseException extends RuntimeException {

    public StoreInUseException(String message) {
        super(message);
    }
}
