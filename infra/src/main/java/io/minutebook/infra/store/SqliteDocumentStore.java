package io.minutebook.infra.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.minutebook.infra.sqlite.PreparedStatements;
import io.minutebook.infra.sqlite.SqliteTransaction;
import io.minutebook.kernel.log.LogUnavailableException;
import io.minutebook.kernel.store.Batch;
import io.minutebook.kernel.store.CollectionSpec;
import io.minutebook.kernel.store.Document;
import io.minutebook.kernel.store.DocumentStore;
import io.minutebook.kernel.store.Find;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Documents in one SQLite file: a table per collection, and per index a table of the indexed
 * values, kept in the same transaction. One writer at a time; readers neither wait for it nor hold
 * it up.
 */
public final class SqliteDocumentStore implements DocumentStore {

    private static final int READERS = 4;

    private final Map<String, Collection> collections = new ConcurrentHashMap<>();
    private final ReentrantLock writing = new ReentrantLock();
    private final PreparedStatements writer;
    private final HikariDataSource readers;

    /** How much a write survives. */
    public enum Durability {
        /** The loss of power. */
        FULL,
        /**
         * The death of the process; after a loss of power the file is sound but may lack the last
         * writes.
         */
        NORMAL
    }

    private SqliteDocumentStore(Connection writer, HikariDataSource readers) {
        this.writer = new PreparedStatements(writer);
        this.readers = readers;
    }

    /**
     * Opens {@code file}, making it where it is missing; its folder must exist.
     *
     * @throws LogUnavailableException where it cannot be opened
     */
    public static SqliteDocumentStore open(Path file, Durability durability) {
        String url = "jdbc:sqlite:" + file;
        try {
            Connection writer = DriverManager.getConnection(url);
            try (Statement statement = writer.createStatement()) {
                statement.execute("PRAGMA journal_mode = WAL");
                statement.execute("PRAGMA synchronous = " + durability);
                statement.execute("PRAGMA busy_timeout = 5000");
                statement.execute("PRAGMA secure_delete = ON");
            }
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(url);
            config.setPoolName(file.getFileName() + "-readers");
            config.setMaximumPoolSize(READERS);
            config.setConnectionInitSql("PRAGMA query_only = ON");
            return new SqliteDocumentStore(writer, new HikariDataSource(config));
        } catch (SQLException failure) {
            throw unavailable(failure);
        }
    }

    @Override
    public void declare(CollectionSpec spec) {
        Collection collection = new Collection(spec);
        write(statements -> collection.prepare(statements.connection()));
        collections.put(spec.name(), collection);
    }

    @Override
    public Optional<Document> get(String collection, String id) {
        return Optional.ofNullable(getAll(collection, List.of(id)).get(id));
    }

    @Override
    public Map<String, Document> getAll(String collection, List<String> ids) {
        return read(connection -> known(collection).getAll(connection, ids));
    }

    @Override
    public List<Document> find(Find find) {
        return read(connection -> known(find.collection()).find(connection, find));
    }

    @Override
    public void write(Batch batch) {
        write(
                statements -> {
                    for (Batch.Write write : batch.writes()) {
                        apply(statements, write);
                    }
                });
    }

    private void apply(PreparedStatements statements, Batch.Write write) throws SQLException {
        switch (write) {
            case Batch.Write.Put put ->
                    known(put.collection()).put(statements, put.id(), put.json());
            case Batch.Write.Replace replace ->
                    known(replace.collection())
                            .replace(statements, replace.id(), replace.version(), replace.json());
            case Batch.Write.Delete delete ->
                    known(delete.collection()).delete(statements, delete.id());
        }
    }

    @Override
    public void clear(String collection) {
        write(statements -> known(collection).clear(statements.connection()));
    }

    @Override
    public long add(String collection, String id, long delta) {
        long[] sum = new long[1];
        write(statements -> sum[0] = known(collection).add(statements, id, delta));
        return sum[0];
    }

    @Override
    public void close() {
        writing.lock();
        try {
            readers.close();
            writer.connection().close();
        } catch (SQLException failure) {
            throw unavailable(failure);
        } finally {
            writing.unlock();
        }
    }

    private Collection known(String name) {
        Collection collection = collections.get(name);
        if (collection == null) {
            throw new IllegalArgumentException("undeclared collection " + name);
        }
        return collection;
    }

    private <T> T read(Reading<T> reading) {
        try (Connection connection = readers.getConnection()) {
            return reading.from(connection);
        } catch (SQLException failure) {
            throw unavailable(failure);
        }
    }

    private void write(Writing writing) {
        this.writing.lock();
        try (SqliteTransaction transaction = SqliteTransaction.begin(writer.connection())) {
            writing.to(writer);
            transaction.commit();
        } catch (SQLException failure) {
            throw unavailable(failure);
        } finally {
            this.writing.unlock();
        }
    }

    private static LogUnavailableException unavailable(SQLException failure) {
        return new LogUnavailableException(
                "the document store failed: " + failure.getMessage(), failure);
    }

    private interface Reading<T> {
        T from(Connection connection) throws SQLException;
    }

    private interface Writing {
        void to(PreparedStatements statements) throws SQLException;
    }
}
