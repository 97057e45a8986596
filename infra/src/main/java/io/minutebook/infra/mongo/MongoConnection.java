package io.minutebook.infra.mongo;

import com.mongodb.ClientSessionOptions;
import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.connection.ClusterConnectionMode;
import com.mongodb.connection.ClusterSettings;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * A database of a replica set. Writes are acknowledged by a majority that has them in its journals,
 * reads see what a majority holds; within one session later reads see earlier writes, over the
 * change of a primary too.
 */
public final class MongoConnection implements AutoCloseable {

    private static final String APPLICATION = "minutebook";
    private static final int SELECTION_SECONDS = 3;
    private static final int CONNECT_SECONDS = 2;

    /** Whatever is tried is tried twice: an outage is thus noticed in less than ten seconds. */
    private static final int READ_SECONDS = 4;

    /** Less than the answer is waited for, so that the server tells of it. */
    private static final int MAJORITY_SECONDS = 3;

    private static final ClientSessionOptions CAUSAL =
            ClientSessionOptions.builder().causallyConsistent(true).build();

    private final MongoClient client;
    private final MongoDatabase database;
    private final AbandonedTransactions abandoned;
    private @Nullable BsonTimestamp seen;
    private @Nullable BsonDocument clusterTime;

    private MongoConnection(MongoClient client, String database) {
        this.client = client;
        this.database = client.getDatabase(database);
        this.abandoned = new AbandonedTransactions(client.getDatabase("admin"), APPLICATION);
    }

    /**
     * Opens the database that {@code uri} names; talks to nobody yet. Time-outs and pool sizes may
     * be set in the URI, read and write concern may not.
     *
     * @throws IllegalArgumentException where {@code uri} names no database
     */
    public static MongoConnection open(ConnectionString uri) {
        String database = uri.getDatabase();
        if (database == null) {
            throw new IllegalArgumentException("the URI names no database");
        }
        MongoClientSettings settings =
                MongoClientSettings.builder()
                        .applyToClusterSettings(
                                cluster ->
                                        cluster.serverSelectionTimeout(
                                                SELECTION_SECONDS, TimeUnit.SECONDS))
                        .applyToSocketSettings(
                                socket ->
                                        socket.connectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                                                .readTimeout(READ_SECONDS, TimeUnit.SECONDS))
                        .applyConnectionString(uri)
                        .applicationName(APPLICATION)
                        .applyToClusterSettings(cluster -> discover(cluster, uri))
                        .readPreference(ReadPreference.primary())
                        .readConcern(ReadConcern.MAJORITY)
                        .writeConcern(
                                WriteConcern.MAJORITY
                                        .withJournal(true)
                                        .withWTimeout(MAJORITY_SECONDS, TimeUnit.SECONDS))
                        .build();
        return new MongoConnection(MongoClients.create(settings), database);
    }

    /** Finds the other members also where the URI names one alone, so as to follow a failover. */
    private static void discover(ClusterSettings.Builder cluster, ConnectionString uri) {
        if (!Boolean.TRUE.equals(uri.isDirectConnection())) {
            cluster.mode(ClusterConnectionMode.MULTIPLE);
        }
    }

    public MongoDatabase database() {
        return database;
    }

    /**
     * Whether it is a replica set (or stands behind a router), which alone has majorities,
     * transactions and change streams.
     *
     * @throws com.mongodb.MongoException where it cannot be reached
     */
    public boolean isReplicaSet() {
        BsonDocument hello =
                database.runCommand(
                        new BsonDocument("hello", new BsonInt32(1)), BsonDocument.class);
        return hello.containsKey("setName")
                || (hello.isString("msg") && hello.getString("msg").getValue().equals("isdbgrid"));
    }

    /** Transactions that nobody looks after any longer, also those of other nodes. */
    public AbandonedTransactions abandoned() {
        return abandoned;
    }

    /** A session that sees everything that {@link #remember remembered} sessions saw or wrote. */
    public ClientSession session() {
        ClientSession session = client.startSession(CAUSAL);
        synchronized (this) {
            if (clusterTime != null) {
                session.advanceClusterTime(clusterTime);
            }
            if (seen != null) {
                session.advanceOperationTime(seen);
            }
        }
        return session;
    }

    /** Has later sessions see what {@code session} saw or wrote. */
    public synchronized void remember(ClientSession session) {
        BsonTimestamp time = session.getOperationTime();
        if (time != null && (seen == null || time.compareTo(seen) > 0)) {
            seen = time;
            clusterTime = Objects.requireNonNullElse(session.getClusterTime(), clusterTime);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
