package io.minutebook.infra.eventlog;

import org.jspecify.annotations.Nullable;

/** The store did not answer, or not in time; of an append it may be unknown whether it landed. */
public final class StoreFailedException extends RuntimeException {

    public StoreFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
