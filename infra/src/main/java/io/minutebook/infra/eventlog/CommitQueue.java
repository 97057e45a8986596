package io.minutebook.infra.eventlog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes: drains what waits into one write, and answers once that is durable. A
 * commit that was appended while an earlier one of its streams waited shares that one's fate where
 * it fails.
 */
public final class CommitQueue implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CommitQueue.class);
    private static final int WAITING_MAX = 10_000;
    private static final int GROUP_MAX = 512;

    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(WAITING_MAX);
    private final ReentrantLock ordering = new ReentrantLock();
    private final Map<String, Waiting> newest = new HashMap<>();
    private final CommitWriter writer;
    private final Runnable grown;
    private final Thread thread;
    private boolean closing;
    private volatile long head;

    /** A commit and those it was decided on. */
    private static final class Waiting {

        private final List<Commit> commit;
        private final CompletableFuture<Committed> answer = new CompletableFuture<>();
        private final List<Waiting> before = new ArrayList<>();

        /**
         * @param commit one, or none to end the thread
         */
        Waiting(List<Commit> commit) {
            this.commit = commit;
        }

        boolean isDoomed() {
            return before.stream().anyMatch(earlier -> earlier.answer.isCompletedExceptionally());
        }
    }

    /**
     * Starts the thread.
     *
     * @param grown called after durability and after the answers
     */
    public CommitQueue(CommitWriter writer, Runnable grown) {
        this.writer = writer;
        this.grown = grown;
        this.head = writer.head();
        this.thread = Thread.ofPlatform().name("log-appender").start(this::run);
    }

    /** The position of the last durable event. */
    public long head() {
        return head;
    }

    /** Appends as {@link CommitLog#append} says. */
    public CompletableFuture<Committed> append(Commit commit) {
        Waiting waiting = new Waiting(List.of(commit));
        ordering.lock();
        try {
            if (closing) {
                return failed("the log is closed");
            }
            commit.streams()
                    .forEach(
                            stream -> {
                                Waiting earlier = newest.get(stream);
                                if (earlier != null) {
                                    waiting.before.add(earlier);
                                }
                            });
            if (!queue.offer(waiting)) {
                return failed(WAITING_MAX + " commits wait for the store already");
            }
            commit.streams().forEach(stream -> newest.put(stream, waiting));
            return waiting.answer;
        } finally {
            ordering.unlock();
        }
    }

    private static CompletableFuture<Committed> failed(String reason) {
        return CompletableFuture.failedFuture(new StoreFailedException(reason, null));
    }

    private void run() {
        List<Waiting> group = new ArrayList<>(GROUP_MAX);
        try {
            while (true) {
                group.add(queue.take());
                queue.drainTo(group, GROUP_MAX - 1);
                boolean last = group.removeIf(waiting -> waiting.commit.isEmpty());
                write(group);
                group.clear();
                if (last) {
                    return;
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(List<Waiting> group) {
        List<Waiting> viable = new ArrayList<>(group.size());
        for (Waiting waiting : group) {
            if (waiting.isDoomed()) {
                refuse(
                        waiting,
                        new SequenceClashException("an earlier commit of the stream failed"));
            } else {
                viable.add(waiting);
            }
        }
        if (!viable.isEmpty()) {
            writeViable(viable);
        }
    }

    private void writeViable(List<Waiting> group) {
        List<CommitOutcome> outcomes;
        try {
            outcomes = writer.write(group.stream().flatMap(one -> one.commit.stream()).toList());
        } catch (StoreFailedException failure) {
            LOG.error("{} commits failed: {}", group.size(), failure.getMessage());
            outcomes = Collections.nCopies(group.size(), new CommitOutcome.Refused(failure));
        } catch (RuntimeException fault) { // else the thread would end and nobody be answered
            LOG.error("{} commits failed", group.size(), fault);
            outcomes =
                    Collections.nCopies(
                            group.size(),
                            new CommitOutcome.Refused(
                                    new StoreFailedException("the writer failed", fault)));
        }
        boolean hasGrown = writer.head() > head;
        head = writer.head(); // some of a failed group may be there all the same
        for (int i = 0; i < group.size(); i++) {
            answer(group.get(i), outcomes.get(i));
        }
        if (hasGrown) {
            tellOfGrowth();
        }
    }

    private void tellOfGrowth() {
        try {
            grown.run();
        } catch (RuntimeException fault) {
            LOG.error("A follower of the log failed on being woken", fault);
        }
    }

    private void refuse(Waiting waiting, RuntimeException reason) {
        answer(waiting, new CommitOutcome.Refused(reason));
    }

    /** Told first, forgotten then: whoever appends in between is still bound to its fate. */
    private void answer(Waiting waiting, CommitOutcome outcome) {
        outcome.tell(waiting.answer);
        ordering.lock();
        try {
            waiting.commit.forEach(
                    commit -> commit.streams().forEach(stream -> newest.remove(stream, waiting)));
            waiting.before.clear();
        } finally {
            ordering.unlock();
        }
    }

    /** Ends all appends under way. */
    @Override
    public void close() {
        ordering.lock();
        try {
            closing = true;
        } finally {
            ordering.unlock();
        }
        try {
            queue.put(new Waiting(List.of()));
            thread.join();
            writer.close();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
