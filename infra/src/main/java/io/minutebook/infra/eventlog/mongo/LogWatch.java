package io.minutebook.infra.eventlog.mongo;

import static io.minutebook.infra.eventlog.mongo.CommitDocument.COMMITS;
import static io.minutebook.infra.eventlog.mongo.CommitDocument.END;

import com.mongodb.MongoException;
import com.mongodb.client.MongoChangeStreamCursor;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import com.mongodb.client.model.changestream.OperationType;
import io.minutebook.infra.eventlog.StoreFailedException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears from other nodes that the log grew, or that one of them waits for its turn. Nothing is
 * taken from what it hears but the news: a lost one only delays, since the log's end is looked at
 * now and then all the same.
 */
final class LogWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogWatch.class);
    private static final long PATIENCE_MILLIS = 500;

    private final MongoDatabase database;
    private final List<Bson> pipeline;
    private final LogReader reader;
    private final Turns turns;
    private final Runnable grown;
    private final Thread thread;
    private volatile boolean closed;
    private long head;

    LogWatch(MongoDatabase database, String node, LogReader reader, Turns turns, Runnable grown) {
        this.database = database;
        this.pipeline = pipeline(node);
        this.reader = reader;
        this.turns = turns;
        this.grown = grown;
        this.head = reader.end().head();
        this.thread = Thread.ofPlatform().name("log-watch").daemon().start(this::run);
    }

    private static List<Bson> pipeline(String node) {
        return List.of(
                Aggregates.match(
                        Filters.or(
                                Filters.and(
                                        Filters.eq("ns.coll", COMMITS),
                                        Filters.eq("operationType", "insert"),
                                        Filters.exists("fullDocument." + END),
                                        Filters.ne("fullDocument." + END, node)),
                                Filters.and(
                                        Filters.eq("ns.coll", LogSchema.TURNS),
                                        Filters.ne("documentKey._id", node)))),
                Aggregates.project(Projections.include("operationType", "ns", "documentKey")));
    }

    private void run() {
        while (!closed) {
            try {
                listen();
            } catch (MongoException | StoreFailedException failure) {
                if (!closed) {
                    LOG.warn("Other nodes cannot be heard: {}", failure.getMessage());
                    pause();
                }
            }
        }
    }

    private void listen() {
        try (MongoChangeStreamCursor<ChangeStreamDocument<BsonDocument>> news =
                database.watch(pipeline, BsonDocument.class)
                        .maxAwaitTime(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                        .cursor()) {
            lookAtTheEnd(); // what came while nobody listened
            while (!closed) {
                ChangeStreamDocument<BsonDocument> change = news.tryNext();
                if (change == null) {
                    lookAtTheEnd();
                } else {
                    hear(change);
                }
            }
        }
    }

    private void lookAtTheEnd() {
        long now = reader.end().head();
        if (now > head) {
            head = now;
            grown.run();
        }
    }

    private void hear(ChangeStreamDocument<BsonDocument> change) {
        BsonDocument key = change.getDocumentKey();
        if (key == null) {
            return;
        }
        if (Objects.requireNonNull(change.getNamespace()).getCollectionName().equals(COMMITS)) {
            grown.run();
        } else if (change.getOperationType() == OperationType.DELETE) {
            turns.otherIsDone(key.getString("_id").getValue());
        } else {
            turns.otherWaits(key.getString("_id").getValue());
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PATIENCE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
