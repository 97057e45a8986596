package io.minutebook.bench;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.minutebook.infra.eventlog.Commit;
import io.minutebook.infra.eventlog.CommitLog;
import io.minutebook.infra.eventlog.NewEvent;
import io.minutebook.infra.eventlog.PrivatePart;
import io.minutebook.infra.eventlog.StoredEvent;
import io.minutebook.infra.eventlog.mongo.MongoCommitLog;
import io.minutebook.infra.mongo.MongoConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.BsonString;

/**
 * Commits a second on a MongoDB replica set, whose URI with an empty database is the argument: this
 * log, and inserts of one document each as an engine without group commit makes them.
 */
public final class AppendBench {

    private static final int[] IN_FLIGHT = {1, 8, 64, 256};
    private static final Duration RUN = Duration.ofSeconds(5);
    private static final byte[] ENTRY = new byte[400];
    private static final byte[] TEXT = new byte[80];
    private static final int PAGE = 1_000;

    private AppendBench() {}

    public static void main(String[] arguments) throws Exception {
        try (MongoConnection connection =
                MongoConnection.open(new ConnectionString(arguments[0]))) {
            System.out.println("| store | in flight | commits/s | p50 ms | p99 ms |");
            System.out.println("| --- | ---: | ---: | ---: | ---: |");
            try (CommitLog log = MongoCommitLog.open(connection, Clock.systemUTC())) {
                inFlight(log, "warm-up", 256);
                for (int inFlight : IN_FLIGHT) {
                    print("this log", inFlight, inFlight(log, "run" + inFlight, inFlight));
                }
                System.out.printf(Locale.ROOT, "%nread: %,.0f events/s%n%n", readAll(log));
            }
            MongoCollection<BsonDocument> single =
                    connection.database().getCollection("single", BsonDocument.class);
            single.createIndex(Indexes.ascending("keys"), new IndexOptions().unique(true));
            for (int threads : IN_FLIGHT) {
                print("single inserts", threads, singly(single, threads));
            }
            connection.database().drop();
        }
        System.exit(0);
    }

    /** Each of {@code count} streams has one commit under way at any time. */
    private static Queue<Long> inFlight(CommitLog log, String name, int count) throws Exception {
        Queue<Long> nanos = new ConcurrentLinkedQueue<>();
        CountDownLatch running = new CountDownLatch(count);
        long until = System.nanoTime() + RUN.toNanos();
        try (ExecutorService next = Executors.newSingleThreadExecutor()) {
            for (int i = 0; i < count; i++) {
                append(log, name + "-" + i, 0, until, nanos, running, next);
            }
            running.await();
        }
        return nanos;
    }

    private static void append(
            CommitLog log,
            String stream,
            long sequence,
            long until,
            Queue<Long> nanos,
            CountDownLatch running,
            ExecutorService next) {
        long began = System.nanoTime();
        if (began > until) {
            running.countDown();
            return;
        }
        PrivatePart part = new PrivatePart("someone", new byte[16], TEXT);
        NewEvent event = new NewEvent(stream, sequence, ENTRY, part);
        log.append(new Commit(UUID.randomUUID().toString(), List.of(event), List.of()))
                .thenRunAsync(
                        () -> {
                            nanos.add(System.nanoTime() - began);
                            append(log, stream, sequence + 1, until, nanos, running, next);
                        },
                        next);
    }

    private static Queue<Long> singly(MongoCollection<BsonDocument> single, int threads)
            throws InterruptedException {
        Queue<Long> nanos = new ConcurrentLinkedQueue<>();
        long until = System.nanoTime() + RUN.toNanos();
        IntConsumer writer =
                number -> {
                    for (long i = 0; System.nanoTime() < until; i++) {
                        long began = System.nanoTime();
                        single.insertOne(document(threads + "-" + number + "#" + i));
                        nanos.add(System.nanoTime() - began);
                    }
                };
        Thread[] running = new Thread[threads];
        for (int i = 0; i < threads; i++) {
            int number = i;
            running[i] = Thread.ofPlatform().start(() -> writer.accept(number));
        }
        for (Thread thread : running) {
            thread.join();
        }
        return nanos;
    }

    private static BsonDocument document(String key) {
        return new BsonDocument("_id", new BsonString(UUID.randomUUID().toString()))
                .append("keys", new BsonArray(List.of(new BsonString(key))))
                .append(
                        "events",
                        new BsonArray(
                                List.of(
                                        new BsonDocument("entry", new BsonBinary(ENTRY))
                                                .append("text", new BsonBinary(TEXT)))));
    }

    private static double readAll(CommitLog log) {
        long began = System.nanoTime();
        long events = 0;
        for (List<StoredEvent> page = log.readAll(-1, PAGE);
                !page.isEmpty();
                page = log.readAll(page.get(page.size() - 1).position(), PAGE)) {
            events += page.size();
        }
        return events * 1e9 / (System.nanoTime() - began);
    }

    private static void print(String store, int inFlight, Queue<Long> nanos) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %,.0f | %.2f | %.2f |%n",
                store,
                inFlight,
                sorted.length / (double) RUN.toSeconds(),
                sorted[sorted.length / 2] / 1e6,
                sorted[(int) (sorted.length * 0.99)] / 1e6);
    }
}
