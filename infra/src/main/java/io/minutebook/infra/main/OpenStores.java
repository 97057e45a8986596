package io.minutebook.infra.main;

import com.mongodb.MongoException;
import io.minutebook.api.limit.LocalCounters;
import io.minutebook.api.limit.WindowCounters;
import io.minutebook.infra.eventlog.CommitLog;
import io.minutebook.infra.eventlog.FolderLock;
import io.minutebook.infra.eventlog.mongo.MongoCommitLog;
import io.minutebook.infra.eventlog.sqlite.SqliteCommitLog;
import io.minutebook.infra.mongo.MongoConnection;
import io.minutebook.infra.store.MongoDocumentStore;
import io.minutebook.infra.store.MongoWindowCounters;
import io.minutebook.infra.store.SqliteDocumentStore;
import io.minutebook.infra.store.SqliteDocumentStore.Durability;
import io.minutebook.kernel.store.DocumentStore;
import java.nio.file.Path;
import java.time.Clock;

/**
 * The stores of one node, open.
 *
 * @param nodeGone to be done when another node is found to be gone
 * @param rest closes what they stand on, last
 */
record OpenStores(
        CommitLog log,
        DocumentStore state,
        DocumentStore views,
        WindowCounters counters,
        Runnable nodeGone,
        Runnable rest)
        implements AutoCloseable {

    /**
     * Opens what {@code uri} names.
     *
     * @throws io.minutebook.infra.eventlog.StoreInUseException where another process has it
     * @throws RefusedToStartException where it cannot be reached, or cannot do what is needed
     */
    static OpenStores open(StoreUri uri, Clock clock) {
        return switch (uri) {
            case StoreUri.Sqlite sqlite -> onSqlite(sqlite.folder(), clock);
            case StoreUri.Mongo mongo -> onMongo(mongo, clock);
        };
    }

    private static OpenStores onSqlite(Path folder, Clock clock) {
        FolderLock lock = FolderLock.take(folder);
        return new OpenStores(
                SqliteCommitLog.open(folder, clock),
                SqliteDocumentStore.open(folder.resolve("state.db"), Durability.FULL),
                SqliteDocumentStore.open(folder.resolve("views.db"), Durability.NORMAL),
                new LocalCounters(),
                () -> {},
                lock::close);
    }

    private static OpenStores onMongo(StoreUri.Mongo uri, Clock clock) {
        MongoConnection connection = MongoConnection.open(uri.uri());
        boolean isOpen = false;
        try {
            requireReplicaSet(connection, uri);
            MongoWindowCounters counters = MongoWindowCounters.open(connection);
            OpenStores stores =
                    new OpenStores(
                            MongoCommitLog.open(connection, clock),
                            MongoDocumentStore.open(connection, "state"),
                            MongoDocumentStore.open(connection, "views"),
                            counters,
                            connection.abandoned()::end,
                            () -> {
                                counters.close();
                                connection.close();
                            });
            isOpen = true;
            return stores;
        } finally {
            if (!isOpen) {
                connection.close();
            }
        }
    }

    static void requireReplicaSet(MongoConnection connection, StoreUri.Mongo uri) {
        boolean isReplicaSet;
        try {
            isReplicaSet = connection.isReplicaSet();
        } catch (MongoException unreachable) {
            throw new RefusedToStartException("the MongoDB at " + uri + " cannot be reached");
        }
        if (!isReplicaSet) {
            throw new RefusedToStartException(
                    "the MongoDB at "
                            + uri
                            + " is a standalone server; a replica set is needed, of one member at"
                            + " least");
        }
    }

    @Override
    public void close() {
        views.close();
        state.close();
        log.close();
        rest.run();
    }
}
