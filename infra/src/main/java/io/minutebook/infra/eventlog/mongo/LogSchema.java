package io.minutebook.infra.eventlog.mongo;

import static io.minutebook.infra.eventlog.mongo.CommitDocument.COMMITS;
import static io.minutebook.infra.eventlog.mongo.CommitDocument.EVENTS;
import static io.minutebook.infra.eventlog.mongo.CommitDocument.KEYS;
import static io.minutebook.infra.eventlog.mongo.CommitDocument.PRIVATE;
import static io.minutebook.infra.eventlog.mongo.CommitDocument.SUBJECT;

import com.github.f4b6a3.ulid.UlidCreator;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.minutebook.infra.eventlog.StoreFailedException;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;

/** The collections of the log. */
final class LogSchema {

    static final String META = "meta";
    static final String LOG = "log";
    static final String LOG_ID = "log_id";
    static final String TURNS = "commit_turns";
    static final String TURN_SINCE = "since";

    private static final int VERSION = 1;
    private static final int DUPLICATE = 11_000;
    private static final long TURN_FORGOTTEN_SECONDS = 60;

    private LogSchema() {}

    static boolean isThere(MongoDatabase database) {
        return database.getCollection(META).find(Filters.eq("_id", LOG)).first() != null;
    }

    /**
     * Makes what is missing and answers the log's id: the same for all nodes, whoever was first.
     */
    static String prepare(MongoDatabase database) {
        MongoCollection<BsonDocument> meta = database.getCollection(META, BsonDocument.class);
        BsonDocument log = meta.find(Filters.eq("_id", LOG)).first();
        if (log == null) {
            create(meta);
            log = meta.find(Filters.eq("_id", LOG)).first();
        }
        BsonValue format = log == null ? null : log.get("format");
        if (log == null || format == null || !format.equals(new BsonInt32(VERSION))) {
            throw new StoreFailedException(
                    "the log has format " + format + ", this version reads " + VERSION, null);
        }
        MongoCollection<BsonDocument> commits = database.getCollection(COMMITS, BsonDocument.class);
        commits.createIndex(Indexes.ascending(KEYS), new IndexOptions().unique(true));
        commits.createIndex(
                Indexes.ascending(EVENTS + "." + PRIVATE + "." + SUBJECT),
                new IndexOptions().sparse(true));
        database.getCollection(TURNS)
                .createIndex(
                        Indexes.ascending(TURN_SINCE),
                        new IndexOptions().expireAfter(TURN_FORGOTTEN_SECONDS, TimeUnit.SECONDS));
        return log.getString(LOG_ID).getValue();
    }

    private static void create(MongoCollection<BsonDocument> meta) {
        try {
            meta.insertOne(
                    new BsonDocument("_id", new BsonString(LOG))
                            .append(LOG_ID, new BsonString(UlidCreator.getUlid().toString()))
                            .append("format", new BsonInt32(VERSION)));
        } catch (MongoWriteException failure) {
            if (failure.getError().getCode() != DUPLICATE) {
                throw failure;
            }
        }
    }
}
