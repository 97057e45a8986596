package io.minutebook.infra.eventlog;

import java.util.List;

/** Writes groups of commits to a store. Used by one thread. */
public interface CommitWriter extends AutoCloseable {

    /**
     * Writes commits in their order and answers, for each, what became of it; returns once what was
     * written is durable. Where a commit is refused, later ones of the group that share a stream
     * with it are refused too: they were decided on it.
     *
     * @throws StoreFailedException where none may be taken for written
     */
    List<CommitOutcome> write(List<Commit> commits);

    /** The position of the last durable event, -1 where there is none. */
    long head();

    @Override
    void close();
}
