package io.minutebook.infra.eventlog;

import java.time.Instant;

/**
 * Where a commit came to stand.
 *
 * @param first position of its first event
 * @param recorded when the log took it: never earlier than that of the commit before
 */
public record Committed(long first, Instant recorded) {}
