package io.minutebook.infra.eventlog.mongo;

import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a slower node have its turn. A node whose place was taken again and again, or whose commit
 * another node forestalled, says that it waits; the others, told by the {@link LogWatch}, hold
 * their next write back until it has written, or shows no sign of life. Of several that wait the
 * one that was heard of first goes first. Nothing but fairness rests on it: the order of the log
 * does not.
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

    /** Streams whose commits are to be decided again and appended in this node's turn. */
    private Set<String> owed = Set.of();

    /** When this node asked, null where it does not wait. */
    private @Nullable Long asked;

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
            others.put(other, System.nanoTime());
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

    /** Holds back while others wait that did so before this node. */
    void letOthersGoFirst() {
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
        others.values().removeIf(since -> now - since >= TURN.toNanos());
        return others.values().stream()
                .filter(since -> asked == null || since - asked < 0)
                .mapToLong(since -> since + TURN.toNanos() - now)
                .max()
                .orElse(0);
    }

    /** This node's place was taken again and again. */
    void ask() {
        long now = System.nanoTime();
        if (asked != null && now - asked < TURN.toNanos()) {
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
            asked = now;
        } catch (MongoException failure) {
            LOG.debug("Could not ask for a turn", failure);
        }
    }

    /**
     * This node has written; its turn goes on where commits of it were forestalled, until those are
     * appended that are decided in their stead.
     *
     * @param written streams that it appended to
     * @param forestalled streams of commits that others were faster than
     */
    void wrote(Set<String> written, Set<String> forestalled) {
        if (!forestalled.isEmpty()) {
            owed = forestalled;
            ask();
        } else if (owed.isEmpty() || !Collections.disjoint(owed, written)) {
            done();
        }
    }

    /** This node's turn is over. */
    void done() {
        owed = Set.of();
        if (asked == null) {
            return;
        }
        asked = null;
        try {
            waiting.deleteOne(Filters.eq("_id", node));
        } catch (MongoException failure) {
            LOG.debug("Could not end a turn; others go on by themselves", failure);
        }
    }
}
