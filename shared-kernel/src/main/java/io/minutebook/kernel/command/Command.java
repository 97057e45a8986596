package io.minutebook.kernel.command;

import io.minutebook.kernel.Caller;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An intention. Ids and time come with it, so that a handler that runs twice decides the same
 * twice.
 *
 * @param <R> what it is answered with
 */
public sealed interface Command<R> permits MeetingCommand, WebhookCommand {

    /** Who asks, null for the system itself. */
    @Nullable Caller by();

    /** When they asked, at most milliseconds. */
    Instant at();
}
