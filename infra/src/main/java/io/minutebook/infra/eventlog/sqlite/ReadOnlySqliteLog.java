package io.minutebook.infra.eventlog.sqlite;

import io.minutebook.infra.eventlog.Commit;
import io.minutebook.infra.eventlog.CommitLog;
import io.minutebook.infra.eventlog.Committed;
import io.minutebook.infra.eventlog.StoreFailedException;
import io.minutebook.infra.eventlog.StoredEvent;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The log in one SQLite file, which another process may be appending to. */
public final class ReadOnlySqliteLog implements CommitLog {

    private final String id;
    private final LogReader reader;
    private final Clock clock;

    ReadOnlySqliteLog(String id, LogReader reader, Clock clock) {
        this.id = id;
        this.reader = reader;
        this.clock = clock;
    }

    /**
     * Opens the log in {@code folder}, where there must be one.
     *
     * @throws StoreFailedException where it cannot be opened or is none of ours
     */
    public static ReadOnlySqliteLog open(Path folder, Clock clock) {
        String url = "jdbc:sqlite:" + folder.resolve("log.db");
        try {
            String id = LogSchema.id(url);
            return new ReadOnlySqliteLog(id, new LogReader(url), clock);
        } catch (SQLException failure) {
            throw new StoreFailedException(
                    "cannot open the log in " + folder + ": " + failure.getMessage(), failure);
        }
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public boolean isShared() {
        return true;
    }

    /** Refused. */
    @Override
    public CompletableFuture<Committed> append(Commit commit) {
        return CompletableFuture.failedFuture(
                new StoreFailedException("the log is open for reading alone", null));
    }

    @Override
    public long head() {
        return reader.head();
    }

    @Override
    public long lastSequence(String stream) {
        return reader.lastSequence(stream);
    }

    @Override
    public List<StoredEvent> readAll(long after, int limit) {
        return reader.readAll(after, limit);
    }

    @Override
    public List<StoredEvent> readStream(String stream, long after, int limit) {
        return reader.readStream(stream, after, limit);
    }

    @Override
    public Optional<StoredEvent> holderOf(String claim) {
        return reader.holderOf(claim, clock.millis());
    }

    /** Never called: others append. */
    @Override
    public void onGrowth(Runnable wake) {
        // whoever reads beside a node looks by itself
    }

    @Override
    public void close() {
        reader.close();
    }
}
