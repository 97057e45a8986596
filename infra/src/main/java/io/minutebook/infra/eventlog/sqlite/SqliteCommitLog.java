package io.minutebook.infra.eventlog.sqlite;

import io.minutebook.infra.eventlog.Commit;
import io.minutebook.infra.eventlog.CommitQueue;
import io.minutebook.infra.eventlog.CommitWriter;
import io.minutebook.infra.eventlog.Committed;
import io.minutebook.infra.eventlog.ForwardingCommitLog;
import io.minutebook.infra.eventlog.StoreFailedException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/**
 * The log in one SQLite file, in WAL mode with synchronous FULL: an acknowledged commit survives
 * the loss of power. One thread writes; commits that wait meanwhile share its next flush.
 */
public final class SqliteCommitLog extends ForwardingCommitLog {

    private final CommitQueue queue;
    private final CopyOnWriteArrayList<Runnable> wakes = new CopyOnWriteArrayList<>();

    private SqliteCommitLog(ReadOnlySqliteLog reading, CommitWriter writer) {
        super(reading);
        this.queue = new CommitQueue(writer, () -> wakes.forEach(Runnable::run));
    }

    /**
     * Opens the log in {@code folder}, which must exist, making it where there is none.
     *
     * @param clock what {@code recorded} is taken from
     * @throws StoreFailedException where the file cannot be opened or is none of ours
     */
    public static SqliteCommitLog open(Path folder, Clock clock) {
        return open(folder, clock, writer -> writer);
    }

    /**
     * Opens it likewise, with something between queue and file, as faults to be tried.
     *
     * @param between given what writes to the file, answers what is written to instead
     */
    public static SqliteCommitLog open(
            Path folder, Clock clock, UnaryOperator<CommitWriter> between) {
        String url = "jdbc:sqlite:" + folder.resolve("log.db");
        try {
            Connection writer = LogSchema.openWriter(url);
            String id = LogSchema.prepare(writer);
            return new SqliteCommitLog(
                    new ReadOnlySqliteLog(id, new LogReader(url), clock),
                    between.apply(new GroupWriter(writer, clock)));
        } catch (SQLException failure) {
            throw new StoreFailedException(
                    "cannot open the log in " + folder + ": " + failure.getMessage(), failure);
        }
    }

    /** The folder is one process's. */
    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public CompletableFuture<Committed> append(Commit commit) {
        return queue.append(commit);
    }

    @Override
    public long head() {
        return queue.head();
    }

    @Override
    public void onGrowth(Runnable wake) {
        wakes.add(wake);
    }

    @Override
    public void close() {
        queue.close();
        super.close();
    }
}
