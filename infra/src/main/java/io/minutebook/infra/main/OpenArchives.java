package io.minutebook.infra.main;

import io.minutebook.infra.eventlog.FolderLock;
import io.minutebook.infra.eventlog.mongo.MongoCommitArchive;
import io.minutebook.infra.eventlog.sqlite.SqliteCommitArchive;
import io.minutebook.infra.mongo.MongoConnection;
import io.minutebook.infra.store.MongoDocumentArchive;
import io.minutebook.infra.store.SqliteDocumentArchive;
import io.minutebook.infra.upkeep.StoreArchives;
import java.nio.file.Path;

/** Opens stores to be copied. */
final class OpenArchives {

    private OpenArchives() {}

    /**
     * Opens what {@code uri} names, making it where it is missing.
     *
     * @throws io.minutebook.infra.eventlog.StoreInUseException where another process has it
     * @throws RefusedToStartException where it cannot be reached, or cannot do what is needed
     */
    static StoreArchives of(StoreUri uri) {
        return switch (uri) {
            case StoreUri.Sqlite sqlite -> onSqlite(sqlite.folder());
            case StoreUri.Mongo mongo -> onMongo(mongo);
        };
    }

    private static StoreArchives onSqlite(Path folder) {
        FolderLock lock = FolderLock.take(folder);
        boolean isOpen = false;
        try {
            StoreArchives archives =
                    new StoreArchives(
                            SqliteCommitArchive.open(folder),
                            SqliteDocumentArchive.open(folder.resolve("state.db")),
                            SqliteDocumentArchive.open(folder.resolve("views.db")),
                            lock::close);
            isOpen = true;
            return archives;
        } finally {
            if (!isOpen) {
                lock.close();
            }
        }
    }

    private static StoreArchives onMongo(StoreUri.Mongo uri) {
        MongoConnection connection = MongoConnection.open(uri.uri());
        boolean isOpen = false;
        try {
            OpenStores.requireReplicaSet(connection, uri);
            StoreArchives archives =
                    new StoreArchives(
                            MongoCommitArchive.open(connection),
                            MongoDocumentArchive.open(connection, "state"),
                            MongoDocumentArchive.open(connection, "views"),
                            connection::close);
            isOpen = true;
            return archives;
        } finally {
            if (!isOpen) {
                connection.close();
            }
        }
    }
}
