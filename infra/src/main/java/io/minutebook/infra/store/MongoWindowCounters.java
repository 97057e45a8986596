package io.minutebook.infra.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import io.minutebook.api.limit.LocalCounters;
import io.minutebook.api.limit.RateCategory;
import io.minutebook.api.limit.WindowCounters;
import io.minutebook.infra.mongo.MongoConnection;
import io.minutebook.kernel.log.LogUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Counters shared by all nodes, exact over them but for {@code READ}, which each node counts by
 * itself. A change of the primary may forget the last few: they are not worth waiting for a
 * majority.
 */
public final class MongoWindowCounters implements WindowCounters, AutoCloseable {

    private static final int AT_ONCE = 16;
    private static final int WAITING_MAX = 10_000;
    private static final Duration ANSWER_MAX = Duration.ofSeconds(5);
    private static final int IDLE_SECONDS = 60;
    private static final String COUNT = "count";
    private static final String ENDS = "ends";

    /** Nodes' clocks differ: none may miss a window that it still counts in. */
    private static final long KEPT_MINUTES = 60;

    private final MongoCollection<BsonDocument> windows;
    private final WindowCounters local = new LocalCounters();
    private final Scheduler threads =
            Schedulers.newBoundedElastic(AT_ONCE, WAITING_MAX, "rate-windows", IDLE_SECONDS, true);

    private MongoWindowCounters(MongoCollection<BsonDocument> windows) {
        this.windows = windows;
    }

    /**
     * Opens the counters in the connection's database. The connection stays the caller's.
     *
     * @throws LogUnavailableException where it cannot be reached
     */
    public static MongoWindowCounters open(MongoConnection connection) {
        MongoCollection<BsonDocument> windows =
                connection
                        .database()
                        .getCollection("rate_windows", BsonDocument.class)
                        .withWriteConcern(WriteConcern.W1);
        try {
            windows.createIndex(
                    Indexes.ascending(ENDS),
                    new IndexOptions().expireAfter(KEPT_MINUTES, TimeUnit.MINUTES));
        } catch (MongoException failure) {
            throw new LogUnavailableException("the counters cannot be reached", failure);
        }
        return new MongoWindowCounters(windows);
    }

    @Override
    public Mono<Long> increment(RateCategory category, String key, Instant windowEnd, Instant now) {
        if (category == RateCategory.READ) {
            return local.increment(category, key, windowEnd, now);
        }
        return Mono.fromCallable(() -> count(category + ":" + key, windowEnd.toEpochMilli()))
                .subscribeOn(threads)
                .timeout(ANSWER_MAX)
                .onErrorMap(
                        failure ->
                                failure instanceof MongoException
                                        || failure instanceof TimeoutException
                                        || failure instanceof RejectedExecutionException,
                        failure ->
                                new LogUnavailableException("the counters do not answer", failure))
                .publishOn(Schedulers.parallel()); // what follows must not hold these threads
    }

    private long count(String key, long windowEnd) {
        Bson window = Filters.eq("_id", key + "@" + windowEnd);
        Bson oneMore =
                Updates.combine(
                        Updates.inc(COUNT, 1L),
                        Updates.setOnInsert(ENDS, new BsonDateTime(windowEnd)));
        FindOneAndUpdateOptions options =
                new FindOneAndUpdateOptions()
                        .upsert(true)
                        .returnDocument(ReturnDocument.AFTER)
                        .projection(Projections.include(COUNT));
        while (true) {
            try {
                BsonDocument counted = windows.findOneAndUpdate(window, oneMore, options);
                if (counted == null) {
                    throw new MongoException("a counter was made and is not there");
                }
                return counted.getInt64(COUNT).getValue();
            } catch (MongoCommandException failure) {
                if (ErrorCategory.fromErrorCode(failure.getErrorCode())
                        != ErrorCategory.DUPLICATE_KEY) {
                    throw failure;
                } // another made it at the same moment
            }
        }
    }

    @Override
    public void close() {
        threads.dispose();
    }
}
