package io.minutebook.infra.eventlog.mongo;

import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a slower node have its turn. A node whose place was taken again and again says that it
 * waits; the others, told by the {@link LogWatch}, hold their next write back until it has written,
 * or shows no sign of life. Nothing but fairness rests on it: the order of the log does not.
 */
final class Turns {

    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);

    /** How long others hold back for one node, at most. */
    private static final Duration TURN = Duration.ofMillis(100);

    private final MongoCollection<BsonDocument> waiting;
    private final String node;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Long> others = new HashMap<>();
    private boolean registered;

    Turns(MongoDatabase database, String node) {
        this.waiting =
                database.getCollection(LogSchema.TURNS, BsonDocument.class)
                        .withWriteConcern(WriteConcern.W1);
        this.node = node;
    }

    /** Another node waits for its turn. */
    void otherWaits(String other) {
        lock.lock();
        try {
            others.put(other, System.nanoTime() + TURN.toNanos());
        } finally {
            lock.unlock();
        }
    }

    /** Another node has had its turn. */
    void otherIsDone(String other) {
        lock.lock();
        try {
            others.remove(other);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Holds back while others wait, unless this node waits itself. */
    void letOthersGoFirst() {
        if (registered) {
            return;
        }
        lock.lock();
        try {
            for (long left = left(); left > 0; left = left()) {
                changed.awaitNanos(left);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Nanoseconds for which there is reason to hold back. */
    private long left() {
        long now = System.nanoTime();
        others.values().removeIf(until -> until - now <= 0);
        return others.values().stream().mapToLong(until -> until - now).max().orElse(0);
    }

    /** This node's place was taken again and again. */
    void ask() {
        if (registered) {
            return;
        }
        try {
            waiting.replaceOne(
                    Filters.eq("_id", node),
                    new BsonDocument("_id", new BsonString(node))
                            .append(
                                    LogSchema.TURN_SINCE,
                                    new BsonDateTime(System.currentTimeMillis())),
                    new ReplaceOptions().upsert(true));
            registered = true;
        } catch (MongoException failure) {
            LOG.debug("Could not ask for a turn", failure);
        }
    }

    /** This node has written. */
    void done() {
        if (!registered) {
            return;
        }
        registered = false;
        try {
            waiting.deleteOne(Filters.eq("_id", node));
        } catch (MongoException failure) {
            LOG.debug("Could not end a turn; others go on by themselves", failure);
        }
    }
}
