package io.minutebook.infra.mongo;

import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends transactions that their nodes no longer look after. A server keeps what a killed client has
 * written locked for a minute; whoever goes on in its place must not wait for that. A node that
 * merely stood still finds its transaction gone and runs it again.
 */
public final class AbandonedTransactions {

    private static final Logger LOG = LoggerFactory.getLogger(AbandonedTransactions.class);

    /** Between two steps of a transaction of ours there are milliseconds. */
    private static final Duration IDLE_MAX = Duration.ofSeconds(3);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final MongoDatabase admin;
    private final BsonDocument mine;
    private long lookedAt = System.nanoTime() - PAUSE.toNanos();

    AbandonedTransactions(MongoDatabase admin, String applicationName) {
        this.admin = admin.withReadConcern(ReadConcern.LOCAL);
        this.mine =
                new BsonDocument("appName", new BsonString(applicationName))
                        .append(
                                "transaction.timeInactiveMicros",
                                new BsonDocument(
                                        "$gt", new BsonInt64(IDLE_MAX.toMillis() * 1_000)));
    }

    /** Looks for them and ends them, at most once a second; where it cannot, nothing is lost. */
    public synchronized void end() {
        long now = System.nanoTime();
        if (now - lookedAt < PAUSE.toNanos()) {
            return;
        }
        lookedAt = now;
        try {
            List<BsonDocument> sessions = abandoned();
            if (!sessions.isEmpty()) {
                LOG.warn("{} transactions of nodes that are gone are ended", sessions.size());
                admin.runCommand(new BsonDocument("killSessions", new BsonArray(sessions)));
            }
        } catch (MongoException refused) {
            LOG.warn(
                    "Transactions of nodes that are gone last until the server ends them: {}",
                    refused.getMessage());
        }
    }

    private List<BsonDocument> abandoned() {
        BsonDocument operations =
                new BsonDocument(
                        "$currentOp",
                        new BsonDocument("idleSessions", BsonBoolean.TRUE)
                                .append("allUsers", BsonBoolean.FALSE));
        List<BsonDocument> sessions = new ArrayList<>();
        for (BsonDocument operation :
                admin.aggregate(
                        List.of(operations, new BsonDocument("$match", mine)),
                        BsonDocument.class)) {
            sessions.add(new BsonDocument("id", operation.getDocument("lsid").get("id")));
        }
        return sessions;
    }
}
