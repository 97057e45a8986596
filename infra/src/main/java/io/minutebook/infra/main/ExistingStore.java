package io.minutebook.infra.main;

import io.minutebook.infra.eventlog.mongo.MongoCommitArchive;
import io.minutebook.infra.mongo.MongoConnection;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells whether a store is there, so that looking at one never makes one. */
final class ExistingStore {

    private ExistingStore() {}

    /**
     * @throws RefusedToStartException where there is none, or none can be reached
     */
    static void require(StoreUri uri) {
        switch (uri) {
            case StoreUri.Sqlite sqlite -> require(isThere(sqlite.folder()), sqlite.folder());
            case StoreUri.Mongo mongo -> require(isThere(mongo), mongo);
        }
    }

    private static void require(boolean isThere, Object where) {
        if (!isThere) {
            throw new RefusedToStartException("there is no store in " + where);
        }
    }

    private static boolean isThere(Path folder) {
        return Files.isRegularFile(folder.resolve("log.db"));
    }

    private static boolean isThere(StoreUri.Mongo uri) {
        try (MongoConnection connection = MongoConnection.open(uri.uri())) {
            OpenStores.requireReplicaSet(connection, uri);
            return MongoCommitArchive.isThere(connection);
        }
    }
}
