package io.minutebook.kernel.log;

/** The store cannot be reached or does not answer; whether a write landed may be unknown. */
public final class LogUnavailableException extends RuntimeException {

    public LogUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
