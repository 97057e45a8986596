package io.minutebook.infra.eventlog;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * An append-only log of commits. Event n of the log has position n, from 0, without gaps; event n
 * of a stream has sequence n, likewise. A commit is there whole or not at all. Safe for use by many
 * threads.
 *
 * <p>Reads see everything acknowledged before them. They throw {@link StoreFailedException} where
 * the store cannot be read.
 */
public interface CommitLog extends AutoCloseable {

    /** Names this log for good, made when it was created; two logs never share it. */
    String id();

    /**
     * Appends a commit. The future completes once it is durable, or exceptionally, with nothing
     * written, with {@link SequenceClashException} or {@link ClaimTakenException}; with {@link
     * StoreFailedException} where the store did not take it, or may or may not have. A commit
     * appended while an earlier one of the same stream is under way counts as decided on it, and is
     * refused where that one fails. Continuations run on the thread that writes and must not hold
     * it up.
     */
    CompletableFuture<Committed> append(Commit commit);

    /** Whether others append to it too, so that what was read may have been overtaken. */
    default boolean isShared() {
        return false;
    }

    /** The position of the last event, -1 where there is none. */
    long head();

    /** The sequence of a stream's last event, -1 where there is none. */
    long lastSequence(String stream);

    /** Up to {@code limit} events after position {@code after}, in order. */
    List<StoredEvent> readAll(long after, int limit);

    /** Up to {@code limit} events of a stream after sequence {@code after}, in order. */
    List<StoredEvent> readStream(String stream, long after, int limit);

    /**
     * The event that the commit holding {@code claim} starts with; empty where none holds it or it
     * expired. Time is the log's: never earlier than when its last commit was recorded.
     */
    Optional<StoredEvent> holderOf(String claim);

    /**
     * Has {@code wake} called whenever the log grew, after durability, on a thread that must not be
     * held up.
     */
    void onGrowth(Runnable wake);

    /** Ends all appends under way, then closes. */
    @Override
    void close();
}
