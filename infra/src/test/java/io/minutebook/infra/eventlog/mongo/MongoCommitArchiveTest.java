package io.minutebook.infra.eventlog.mongo;

import io.minutebook.infra.eventlog.CommitArchive;
import io.minutebook.infra.eventlog.CommitArchiveContract;
import io.minutebook.infra.eventlog.CommitLog;
import io.minutebook.infra.eventlog.MovedClock;
import io.minutebook.infra.mongo.MongoConnection;
import io.minutebook.infra.mongo.RealMongo;

class MongoCommitArchiveTest extends CommitArchiveContract {

    private final RealMongo.Database database = RealMongo.database();
    private final RealMongo.Database anotherDatabase = RealMongo.database();
    private final MongoConnection connection = database.connect();
    private final MongoConnection anotherConnection = anotherDatabase.connect();

    @Override
    protected CommitLog log(MovedClock clock) {
        return MongoCommitLog.open(connection, clock);
    }

    @Override
    protected CommitArchive archive() {
        return MongoCommitArchive.open(connection);
    }

    @Override
    protected CommitArchive another() {
        return MongoCommitArchive.open(anotherConnection);
    }

    @Override
    protected CommitLog anotherLog(MovedClock clock) {
        return MongoCommitLog.open(anotherConnection, clock);
    }

    @Override
    protected void cleanUp() {
        connection.close();
        anotherConnection.close();
        database.close();
        anotherDatabase.close();
    }
}
