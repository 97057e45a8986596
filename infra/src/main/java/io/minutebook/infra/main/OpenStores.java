package io.minutebook.infra.main;

import io.minutebook.api.limit.LocalCounters;
import io.minutebook.api.limit.WindowCounters;
import io.minutebook.infra.eventlog.CommitLog;
import io.minutebook.infra.eventlog.FolderLock;
import io.minutebook.infra.eventlog.sqlite.SqliteCommitLog;
import io.minutebook.infra.store.SqliteDocumentStore;
import io.minutebook.infra.store.SqliteDocumentStore.Durability;
import io.minutebook.kernel.store.DocumentStore;
import java.nio.file.Path;
import java.time.Clock;

/** The stores of one node, open; closed in the reverse order. */
record OpenStores(
        FolderLock lock,
        CommitLog log,
        DocumentStore state,
        DocumentStore views,
        WindowCounters counters)
        implements AutoCloseable {

    /**
     * Opens what {@code uri} names.
     *
     * @throws io.minutebook.infra.eventlog.StoreInUseException where another process has it
     */
    static OpenStores open(StoreUri uri, Clock clock) {
        Path folder = uri.folder();
        FolderLock lock = FolderLock.take(folder);
        return new OpenStores(
                lock,
                SqliteCommitLog.open(folder, clock),
                SqliteDocumentStore.open(folder.resolve("state.db"), Durability.FULL),
                SqliteDocumentStore.open(folder.resolve("views.db"), Durability.NORMAL),
                new LocalCounters());
    }

    @Override
    public void close() {
        views.close();
        state.close();
        log.close();
        lock.close();
    }
}
