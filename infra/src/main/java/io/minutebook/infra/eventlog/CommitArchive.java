package io.minutebook.infra.eventlog;

import java.util.List;
import java.util.Optional;

/**
 * A log's commits as they stand, to be moved into another store unchanged: positions, ids, times,
 * claims and bytes alike. One thread uses it, and nobody may append to a log that it writes.
 *
 * <p>Methods throw {@link StoreFailedException} where the store cannot be read or written.
 */
public interface CommitArchive extends AutoCloseable {

    /** A page ends once it holds this much; it has one commit at least. */
    int PAGE_BYTES = 8 * 1024 * 1024;

    /** The id of the log. */
    String logId();

    /**
     * Gives the log the id of another.
     *
     * @throws IllegalStateException where it holds anything
     */
    void take(String logId);

    /** The position of the last event, -1 where there is none. */
    long head();

    /** The last commit. */
    Optional<StoredCommit> last();

    /** Up to {@code limit} commits that begin after position {@code after}, in order. */
    List<StoredCommit> read(long after, int limit);

    /**
     * Writes commits that follow the head and one another. They are durable on return; where this
     * fails, some first ones of them may be there, each whole.
     *
     * @throws IllegalArgumentException where they leave a gap or overlap
     */
    void write(List<StoredCommit> commits);

    /**
     * @throws IllegalArgumentException where {@code commits} do not follow {@code head} densely
     */
    static void requireDense(long head, List<StoredCommit> commits) {
        long before = head;
        for (StoredCommit commit : commits) {
            if (commit.first() != before + 1) {
                throw new IllegalArgumentException(
                        "position " + commit.first() + " does not follow " + before);
            }
            before = commit.last();
        }
    }

    @Override
    void close();
}
