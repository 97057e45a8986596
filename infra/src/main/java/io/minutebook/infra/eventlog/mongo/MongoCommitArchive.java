package io.minutebook.infra.eventlog.mongo;

import static io.minutebook.infra.eventlog.mongo.CommitDocument.FIRST;

import com.mongodb.MongoException;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.minutebook.infra.eventlog.Commit;
import io.minutebook.infra.eventlog.CommitArchive;
import io.minutebook.infra.eventlog.StoreFailedException;
import io.minutebook.infra.eventlog.StoredCommit;
import io.minutebook.infra.mongo.MongoConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bson.codecs.configuration.CodecRegistries;

/** The commits of a log in a database of a replica set. */
public final class MongoCommitArchive implements CommitArchive {

    private final MongoConnection connection;
    private final MongoCollection<CommitDocument> commits;
    private String logId;

    private MongoCommitArchive(MongoConnection connection) {
        this.connection = connection;
        this.commits =
                connection
                        .database()
                        .getCollection(CommitDocument.COMMITS, CommitDocument.class)
                        .withCodecRegistry(
                                CodecRegistries.fromRegistries(
                                        CodecRegistries.fromCodecs(new CommitCodec()),
                                        connection.database().getCodecRegistry()));
        this.logId = LogSchema.prepare(connection.database());
    }

    /**
     * Opens the log in the connection's database, making it where there is none. The connection
     * stays the caller's.
     *
     * @throws StoreFailedException where it cannot be reached or is none of ours
     */
    public static MongoCommitArchive open(MongoConnection connection) {
        return reached(() -> new MongoCommitArchive(connection));
    }

    /**
     * Whether the connection's database has a log.
     *
     * @throws StoreFailedException where it cannot be reached
     */
    public static boolean isThere(MongoConnection connection) {
        return reached(() -> LogSchema.isThere(connection.database()));
    }

    @Override
    public String logId() {
        return logId;
    }

    @Override
    public void take(String id) {
        if (head() >= 0) {
            throw new IllegalStateException("the log holds events");
        }
        reached(
                () ->
                        connection
                                .database()
                                .getCollection(LogSchema.META)
                                .updateOne(
                                        Filters.eq("_id", LogSchema.LOG),
                                        Updates.set(LogSchema.LOG_ID, id)));
        logId = id;
    }

    @Override
    public long head() {
        return last().map(StoredCommit::last).orElse(-1L);
    }

    @Override
    public Optional<StoredCommit> last() {
        return page(commits.find().sort(Sorts.descending(FIRST)).limit(1)).stream().findFirst();
    }

    @Override
    public List<StoredCommit> read(long after, int limit) {
        return page(
                commits.find(Filters.gt(FIRST, after)).sort(Sorts.ascending(FIRST)).limit(limit));
    }

    private static List<StoredCommit> page(FindIterable<CommitDocument> found) {
        return reached(
                () -> {
                    List<StoredCommit> page = new ArrayList<>();
                    long bytes = 0;
                    try (MongoCursor<CommitDocument> cursor = found.cursor()) {
                        while (bytes < PAGE_BYTES && cursor.hasNext()) {
                            StoredCommit commit = stored(cursor.next());
                            page.add(commit);
                            bytes += commit.bytes();
                        }
                    }
                    return page;
                });
    }

    private static StoredCommit stored(CommitDocument document) {
        return new StoredCommit(
                document.first(),
                Instant.ofEpochMilli(document.recorded()),
                new Commit(document.id(), document.events(), document.claims()));
    }

    @Override
    public void write(List<StoredCommit> page) {
        CommitArchive.requireDense(head(), page);
        if (!page.isEmpty()) {
            reached(() -> commits.insertMany(page.stream().map(this::document).toList()));
        }
    }

    private CommitDocument document(StoredCommit stored) {
        return CommitDocument.of(stored.commit(), stored.first(), stored.recorded().toEpochMilli());
    }

    /** Leaves the connection open. */
    @Override
    public void close() {}

    private static <T> T reached(Supplier<T> work) {
        try {
            return work.get();
        } catch (MongoException failure) {
            throw new StoreFailedException(
                    "the store did not do as asked: " + failure.getMessage(), failure);
        }
    }
}
