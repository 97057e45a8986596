package io.minutebook.infra.axon;

import io.minutebook.infra.eventlog.CommitLog;
import io.minutebook.infra.eventlog.MovedClock;
import io.minutebook.infra.eventlog.sqlite.SqliteCommitLog;
import io.minutebook.infra.store.SqliteDocumentStore;
import io.minutebook.infra.store.SqliteDocumentStore.Durability;
import io.minutebook.kernel.store.DocumentStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoredSnapshotsTest extends StoredSnapshotsContract {

    @TempDir Path folder;
    private CommitLog log;
    private DocumentStore views;

    @BeforeEach
    @Override
    void begin() {
        log = SqliteCommitLog.open(folder, new MovedClock());
        views = SqliteDocumentStore.open(folder.resolve("views.db"), Durability.NORMAL);
        super.begin();
    }

    @AfterEach
    void close() {
        views.close();
        log.close();
    }

    @Override
    CommitLog log() {
        return log;
    }

    @Override
    DocumentStore views() {
        return views;
    }

    @Override
    DocumentStore otherViews() {
        return views; // one process has it
    }
}
