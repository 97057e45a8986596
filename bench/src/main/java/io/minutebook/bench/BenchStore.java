package io.minutebook.bench;

import io.minutebook.infra.eventlog.sqlite.SqliteCommitLog;
import io.minutebook.infra.record.EntryCodec;
import io.minutebook.infra.record.LogTail;
import io.minutebook.infra.record.StoredHistory;
import io.minutebook.infra.store.SqliteDocumentStore;
import io.minutebook.infra.store.SqliteDocumentStore.Durability;
import io.minutebook.query.meeting.MeetingsView;
import io.minutebook.query.view.KeptView;
import io.minutebook.query.view.ViewRunner;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;

/** A log on SQLite, and its meetings view that follows it. */
record BenchStore(
        SqliteCommitLog log,
        StoredHistory history,
        LogTail tail,
        SqliteDocumentStore views,
        KeptView meetings,
        ViewRunner runner)
        implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    static BenchStore open(Path folder, EntryCodec codec) {
        SqliteCommitLog log = SqliteCommitLog.open(folder, Clock.tickMillis(ZoneOffset.UTC));
        StoredHistory history = new StoredHistory(log, codec);
        LogTail tail = new LogTail(history);
        log.onGrowth(tail::wake);
        SqliteDocumentStore views =
                SqliteDocumentStore.open(folder.resolve("views.db"), Durability.NORMAL);
        KeptView meetings = new KeptView(new MeetingsView(), history, views);
        ViewRunner runner = new ViewRunner(meetings, history, tail, views);
        runner.begin(); // the only node
        return new BenchStore(log, history, tail, views, meetings, runner);
    }

    /** Until the view holds what the log does. */
    void awaitViews() {
        if (!meetings.await(log.head(), PATIENCE)) {
            throw new IllegalStateException("the view is still behind: " + tail.failures());
        }
    }

    @Override
    public void close() {
        runner.end();
        tail.close();
        views.close();
        log.close();
    }
}
