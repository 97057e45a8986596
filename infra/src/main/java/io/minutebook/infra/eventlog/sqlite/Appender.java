package io.minutebook.infra.eventlog.sqlite;

import io.minutebook.infra.eventlog.Commit;
import io.minutebook.infra.eventlog.Committed;
import io.minutebook.infra.eventlog.StoreFailedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes: drains what waits into one transaction, and answers once that is
 * durable.
 */
final class Appender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Appender.class);
    private static final int QUEUE_MAX = 10_000;
    private static final int GROUP_MAX = 512;

    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
    private final Connection connection;
    private final Runnable grown;
    private final Thread thread;
    private final GroupWriter writer;
    private volatile boolean closing;
    private volatile long head;

    private record Waiting(@Nullable Commit commit, CompletableFuture<Committed> answer) {}

    Appender(Connection connection, Clock clock, Runnable grown) throws SQLException {
        this.connection = connection;
        this.grown = grown;
        this.writer = new GroupWriter(connection, clock);
        this.head = writer.head();
        this.thread = Thread.ofPlatform().name("log-appender").start(this::run);
    }

    /** The position of the last durable event. */
    long head() {
        return head;
    }

    CompletableFuture<Committed> append(Commit commit) {
        CompletableFuture<Committed> answer = new CompletableFuture<>();
        if (closing) {
            answer.completeExceptionally(new StoreFailedException("the log is closed", null));
        } else if (!queue.offer(new Waiting(commit, answer))) {
            answer.completeExceptionally(
                    new StoreFailedException(
                            QUEUE_MAX + " commits wait for the store already", null));
        }
        return answer;
    }

    private void run() {
        List<Waiting> group = new ArrayList<>(GROUP_MAX);
        try {
            while (true) {
                group.add(queue.take());
                queue.drainTo(group, GROUP_MAX - 1);
                boolean last = group.removeIf(waiting -> waiting.commit() == null);
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
        if (group.isEmpty()) {
            return;
        }
        List<GroupWriter.Outcome> outcomes;
        try {
            outcomes = writer.write(group.stream().map(Waiting::commit).toList());
        } catch (SQLException failure) {
            LOG.error("The store refused a group of {} commits", group.size(), failure);
            StoreFailedException told =
                    new StoreFailedException(
                            "the store refused to write: " + failure.getMessage(), failure);
            group.forEach(waiting -> waiting.answer().completeExceptionally(told));
            return;
        }
        boolean hasGrown = writer.head() > head;
        head = writer.head();
        for (int i = 0; i < group.size(); i++) {
            outcomes.get(i).tell(group.get(i).answer());
        }
        if (hasGrown) {
            grown.run();
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            queue.put(new Waiting(null, new CompletableFuture<>()));
            thread.join();
            connection.close();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (SQLException failure) {
            LOG.warn("Closing the log's file failed", failure);
        }
    }
}
