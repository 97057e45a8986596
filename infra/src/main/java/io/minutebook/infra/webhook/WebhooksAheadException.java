package io.minutebook.infra.webhook;

/** More is planned than the log holds: the files do not belong together. */
public final class WebhooksAheadException extends RuntimeException {

    WebhooksAheadException(long position, long head) {
        super(
                "webhooks are planned up to position "
                        + position
                        + ", ahead of the log, which ends at "
                        + head
                        + "; restore log and state together");
    }
}
