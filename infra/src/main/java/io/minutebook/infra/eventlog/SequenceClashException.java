package io.minutebook.infra.eventlog;

/** Another commit appended to the stream first: the sequence is taken, or not yet reached. */
public final class SequenceClashException extends RuntimeException {

    public SequenceClashException(String message) {
        super(message, null, false, false);
    }

    public SequenceClashException(String stream, long sequence, long last) {
        super(
                "sequence " + sequence + " does not follow " + last + " in stream " + stream,
                null,
                false,
                false);
    }
}
