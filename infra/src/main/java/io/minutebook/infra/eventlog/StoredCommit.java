package io.minutebook.infra.eventlog;

import java.time.Instant;

/**
 * A commit as a log holds it.
 *
 * @param first position of its first event
 * @param recorded when the log took it
 */
public record StoredCommit(long first, Instant recorded, Commit commit) {

    /** The position of its last event. */
    public long last() {
        return first + commit.events().size() - 1;
    }

    /** What its entries and private parts take. */
    public long bytes() {
        return commit.events().stream().mapToLong(NewEvent::bytes).sum();
    }
}
