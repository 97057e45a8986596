package io.minutebook.infra.eventlog.mongo;

import io.minutebook.infra.eventlog.CommitLog;
import io.minutebook.infra.eventlog.CommitLogContract;
import io.minutebook.infra.mongo.MongoConnection;
import io.minutebook.infra.mongo.RealMongo;
import java.time.Clock;

class MongoCommitLogTest extends CommitLogContract {

    private final RealMongo.Database database = RealMongo.database();
    private final RealMongo.Database anotherDatabase = RealMongo.database();
    private final MongoConnection connection = database.connect();
    private final MongoConnection anotherConnection = anotherDatabase.connect();

    @Override
    protected CommitLog open(Clock clock) {
        return MongoCommitLog.open(connection, clock);
    }

    @Override
    protected CommitLog openAnother(Clock clock) {
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
