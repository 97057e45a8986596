package io.minutebook.infra.store;

import io.minutebook.infra.sqlite.SqliteTransaction;
import io.minutebook.kernel.log.LogUnavailableException;
import io.minutebook.kernel.store.Document;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The documents in one SQLite file. */
public final class SqliteDocumentArchive implements DocumentArchive {

    private final Connection connection;

    private SqliteDocumentArchive(Connection connection) {
        this.connection = connection;
    }

    /**
     * Opens {@code file}, making it where it is missing; its folder must exist.
     *
     * @throws LogUnavailableException where it cannot be opened
     */
    public static SqliteDocumentArchive open(Path file) {
        try {
            Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA journal_mode = WAL");
                statement.execute("PRAGMA synchronous = FULL");
                statement.execute("PRAGMA busy_timeout = 5000");
                statement.execute("PRAGMA secure_delete = ON");
            }
            return new SqliteDocumentArchive(connection);
        } catch (SQLException failure) {
            throw unavailable(failure);
        }
    }

    @Override
    public List<String> collections() {
        return done(
                () ->
                        tables(Collection.TABLE).stream()
                                .map(table -> table.substring(Collection.TABLE.length()))
                                .toList());
    }

    private List<String> tables(String prefix) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (PreparedStatement find =
                connection.prepareStatement(
                        "SELECT name FROM sqlite_master WHERE type = 'table'"
                                + " AND substr(name, 1, length(?)) = ? ORDER BY name")) {
            find.setString(1, prefix);
            find.setString(2, prefix);
            try (ResultSet rows = find.executeQuery()) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
        }
        return tables;
    }

    @Override
    public List<Document> read(String collection, @Nullable String after, int limit) {
        return done(
                () -> {
                    String table = Collection.TABLE + collection;
                    return tables(table).contains(table)
                            ? documents(table, after, limit)
                            : List.of();
                });
    }

    private List<Document> documents(String table, @Nullable String after, int limit)
            throws SQLException {
        List<Document> documents = new ArrayList<>();
        try (PreparedStatement find =
                connection.prepareStatement(
                        "SELECT id, json, version FROM "
                                + table
                                + " WHERE ?1 IS NULL OR id > ?1 ORDER BY id LIMIT ?2")) {
            find.setString(1, after);
            find.setInt(2, limit);
            try (ResultSet rows = find.executeQuery()) {
                while (rows.next()) {
                    documents.add(
                            new Document(rows.getString(1), rows.getString(2), rows.getLong(3)));
                }
            }
        }
        return documents;
    }

    /** Also drops indexes of collections whose names begin alike: they too are built again. */
    @Override
    public void drop(String collection) {
        done(
                () -> {
                    List<String> indexes = tables(IndexTable.prefix(collection));
                    try (Statement statement = connection.createStatement()) {
                        for (String index : indexes) {
                            statement.execute("DROP TABLE " + index);
                        }
                        return statement.execute(
                                "DROP TABLE IF EXISTS " + Collection.TABLE + collection);
                    }
                });
    }

    @Override
    public void add(String collection, List<Document> documents) {
        String table = Collection.TABLE + collection;
        done(
                () -> {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute(
                                "CREATE TABLE IF NOT EXISTS " + table + Collection.COLUMNS);
                    }
                    try (PreparedStatement insert =
                            connection.prepareStatement(
                                    "INSERT INTO " + table + " VALUES (?, ?, ?)")) {
                        for (Document document : documents) {
                            insert.setString(1, document.id());
                            insert.setString(2, document.json());
                            insert.setLong(3, document.version());
                            insert.addBatch();
                        }
                        return insert.executeBatch();
                    }
                });
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw unavailable(failure);
        }
    }

    private <T> T done(Work<T> work) {
        try (SqliteTransaction transaction = SqliteTransaction.begin(connection)) {
            T answer = work.run();
            transaction.commit();
            return answer;
        } catch (SQLException failure) {
            throw unavailable(failure);
        }
    }

    private static LogUnavailableException unavailable(SQLException failure) {
        return new LogUnavailableException(
                "the document store failed: " + failure.getMessage(), failure);
    }

    private interface Work<T> {
        T run() throws SQLException;
    }
}
