package io.minutebook.infra.store;

import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.TransactionOptions;
import com.mongodb.client.ClientSession;
import io.minutebook.infra.mongo.AbandonedTransactions;
import io.minutebook.infra.mongo.MongoConnection;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Runs work as one transaction, again where another was in its way, and commits until the commit is
 * known to have happened; for a bounded time.
 */
final class MongoTransactions {

    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final long PAUSE_MILLIS_MAX = 20;

    private static final int WRITE_CONFLICT = 112;

    private final TransactionOptions options;
    private final AbandonedTransactions abandoned;

    MongoTransactions(MongoConnection connection) {
        this.abandoned = connection.abandoned();
        this.options =
                TransactionOptions.builder()
                        .readConcern(ReadConcern.SNAPSHOT)
                        .writeConcern(connection.database().getWriteConcern())
                        .build();
    }

    /**
     * @throws MongoException where the time is over; the work may then have been done all the same
     */
    void run(ClientSession session, Runnable work) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!isDone(session, work, until)) {
            pause();
        }
    }

    /** False where it is to be tried again. */
    private boolean isDone(ClientSession session, Runnable work, long until) {
        session.startTransaction(options);
        try {
            work.run();
            commit(session, until);
            return true;
        } catch (MongoException failure) {
            if (failure.hasErrorLabel(MongoException.TRANSIENT_TRANSACTION_ERROR_LABEL)
                    && System.nanoTime() - until < 0) {
                if (failure.getCode() == WRITE_CONFLICT) {
                    abandoned.end();
                }
                return false;
            }
            throw failure;
        } finally {
            if (session.hasActiveTransaction()) {
                session.abortTransaction();
            }
        }
    }

    private static void commit(ClientSession session, long until) {
        while (true) {
            try {
                session.commitTransaction();
                return;
            } catch (MongoException failure) {
                if (!failure.hasErrorLabel(MongoException.UNKNOWN_TRANSACTION_COMMIT_RESULT_LABEL)
                        || System.nanoTime() - until >= 0) {
                    throw failure;
                }
                pause();
            }
        }
    }

    /** Chance decides who comes first the next time. */
    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(PAUSE_MILLIS_MAX));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
