package io.minutebook.infra.axon;

import io.minutebook.infra.eventlog.CommitLog;
import io.minutebook.infra.eventlog.MovedClock;
import io.minutebook.infra.eventlog.mongo.MongoCommitLog;
import io.minutebook.infra.mongo.MongoConnection;
import io.minutebook.infra.mongo.RealMongo;
import io.minutebook.infra.store.MongoDocumentStore;
import io.minutebook.kernel.store.DocumentStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class MongoStoredSnapshotsTest extends StoredSnapshotsContract {

    private RealMongo.Database database;
    private MongoConnection connection;
    private MongoConnection other;
    private CommitLog log;
    private DocumentStore views;

    @BeforeEach
    @Override
    void begin() {
        database = RealMongo.database();
        connection = database.connect();
        other = database.connect();
        log = MongoCommitLog.open(connection, new MovedClock());
        views = MongoDocumentStore.open(connection, "views");
        super.begin();
    }

    @AfterEach
    void close() {
        if (log != null) {
            log.close();
            other.close();
            connection.close();
            database.close();
        }
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
        return MongoDocumentStore.open(other, "views");
    }
}
