package io.minutebook.infra.eventlog.mongo;

import com.github.f4b6a3.ulid.UlidCreator;
import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import io.minutebook.infra.eventlog.Commit;
import io.minutebook.infra.eventlog.CommitLog;
import io.minutebook.infra.eventlog.CommitQueue;
import io.minutebook.infra.eventlog.CommitWriter;
import io.minutebook.infra.eventlog.Committed;
import io.minutebook.infra.eventlog.StoreFailedException;
import io.minutebook.infra.eventlog.StoredEvent;
import io.minutebook.infra.mongo.MongoConnection;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.bson.codecs.configuration.CodecRegistries;

/**
 * The log in a database of a replica set, shared by any number of nodes without a leader. One
 * thread a node writes; commits that wait meanwhile go in its next write.
 */
public final class MongoCommitLog implements CommitLog {

    private final String id;
    private final LogReader reader;
    private final Clock clock;
    private final LastSequences lastSequences;
    private final CommitQueue queue;
    private final LogWatch watch;
    private final CopyOnWriteArrayList<Runnable> wakes = new CopyOnWriteArrayList<>();

    private MongoCommitLog(
            MongoConnection connection,
            String id,
            String node,
            Clock clock,
            UnaryOperator<CommitWriter> between) {
        MongoCollection<CommitDocument> commits =
                connection
                        .database()
                        .getCollection(CommitDocument.COMMITS, CommitDocument.class)
                        .withCodecRegistry(
                                CodecRegistries.fromRegistries(
                                        CodecRegistries.fromCodecs(new CommitCodec()),
                                        connection.database().getCodecRegistry()));
        this.id = id;
        this.clock = clock;
        this.reader = new LogReader(connection, commits);
        this.lastSequences = new LastSequences();
        Turns turns = new Turns(connection.database(), node);
        CommitWriter writer =
                new ChainWriter(connection, commits, reader, lastSequences, turns, node, clock);
        this.queue = new CommitQueue(between.apply(writer), this::wake);
        this.watch = new LogWatch(connection.database(), node, reader, turns, this::wake);
    }

    /**
     * Opens the log in the connection's database, making it where there is none. The connection
     * stays the caller's.
     *
     * @param clock what {@code recorded} is taken from
     * @throws StoreFailedException where it cannot be reached or is none of ours
     */
    public static MongoCommitLog open(MongoConnection connection, Clock clock) {
        return open(connection, clock, writer -> writer);
    }

    /**
     * Opens it likewise, with something between queue and store, as faults to be tried.
     *
     * @param between given what writes to the store, answers what is written to instead
     */
    public static MongoCommitLog open(
            MongoConnection connection, Clock clock, UnaryOperator<CommitWriter> between) {
        try {
            String id = LogSchema.prepare(connection.database());
            String node = UlidCreator.getUlid().toString();
            return new MongoCommitLog(connection, id, node, clock, between);
        } catch (MongoException failure) {
            throw new StoreFailedException("cannot open the log: " + failure.getMessage(), failure);
        }
    }

    private void wake() {
        wakes.forEach(Runnable::run);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public CompletableFuture<Committed> append(Commit commit) {
        return queue.append(commit);
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public long head() {
        return reader.end().head();
    }

    @Override
    public long lastSequence(String stream) {
        return reader.lastSequence(stream, lastSequences.atLeast(stream));
    }

    @Override
    public List<StoredEvent> readAll(long after, int limit) {
        return reader.readAll(after, limit);
    }

    @Override
    public List<StoredEvent> readStream(String stream, long after, int limit) {
        return reader.readStream(stream, after, limit);
    }

    @Override
    public Optional<StoredEvent> holderOf(String claim) {
        return reader.holderOf(claim, Math.max(reader.end().recorded(), clock.millis()));
    }

    @Override
    public void onGrowth(Runnable wake) {
        wakes.add(wake);
    }

    @Override
    public void close() {
        queue.close();
        watch.close();
    }
}
