package io.minutebook.infra.main;

import io.minutebook.infra.eventlog.CommitLog;
import io.minutebook.infra.eventlog.FolderLock;
import io.minutebook.infra.eventlog.StoreInUseException;
import io.minutebook.infra.eventlog.sqlite.ReadOnlySqliteLog;
import io.minutebook.infra.store.SqliteDocumentStore;
import io.minutebook.infra.store.SqliteDocumentStore.Durability;
import io.minutebook.kernel.store.DocumentStore;
import java.nio.file.Path;
import java.time.Clock;

/**
 * What upkeep needs of a store that is there, open also while nodes run on it.
 *
 * @param log to be read
 * @param isInUse whether nodes may be running on it
 * @param rest closes what they stand on, last
 */
record OpenBeside(CommitLog log, DocumentStore views, boolean isInUse, Runnable rest)
        implements AutoCloseable {

    /**
     * @throws RefusedToStartException where there is none, it cannot be reached, or cannot do what
     *     is needed
     */
    static OpenBeside open(StoreUri uri) {
        ExistingStore.require(uri);
        return switch (uri) {
            case StoreUri.Sqlite sqlite -> onSqlite(sqlite.folder());
            case StoreUri.Mongo mongo -> onMongo(mongo);
        };
    }

    /** Keeps nodes out where none is there, since documents may be taken away at once then. */
    private static OpenBeside onSqlite(Path folder) {
        Runnable unlock = () -> {};
        boolean isInUse = false;
        try {
            unlock = FolderLock.take(folder)::close;
        } catch (StoreInUseException running) {
            isInUse = true;
        }
        return new OpenBeside(
                ReadOnlySqliteLog.open(folder, Clock.systemUTC()),
                SqliteDocumentStore.open(folder.resolve("views.db"), Durability.NORMAL),
                isInUse,
                unlock);
    }

    private static OpenBeside onMongo(StoreUri.Mongo uri) {
        OpenStores stores = OpenStores.open(uri, Clock.systemUTC());
        return new OpenBeside(stores.log(), stores.views(), true, stores.rest());
    }

    @Override
    public void close() {
        views.close();
        log.close();
        rest.run();
    }
}
