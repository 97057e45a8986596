package io.minutebook.infra.eventlog.sqlite;

import com.github.f4b6a3.ulid.UlidCreator;
import io.minutebook.infra.sqlite.SqliteTransaction;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The tables of the log. */
final class LogSchema {

    private static final int VERSION = 1;
    private static final String[] TABLES = {
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        // id settles whether a commit whose flush failed has landed after all
        "CREATE TABLE commits (first INTEGER PRIMARY KEY, id TEXT NOT NULL, recorded INTEGER NOT NULL)",
        "CREATE TABLE events (position INTEGER PRIMARY KEY, stream TEXT NOT NULL, sequence INTEGER NOT NULL,"
                + " recorded INTEGER NOT NULL, entry BLOB NOT NULL)",
        "CREATE UNIQUE INDEX events_stream ON events (stream, sequence)",
        "CREATE TABLE private_parts (position INTEGER PRIMARY KEY, subject TEXT NOT NULL, salt BLOB NOT NULL,"
                + " text BLOB NOT NULL)",
        "CREATE INDEX private_parts_subject ON private_parts (subject)",
        "CREATE TABLE claims (key TEXT PRIMARY KEY, first INTEGER NOT NULL, expires INTEGER) WITHOUT ROWID"
    };

    private LogSchema() {}

    static Connection openWriter(String url) throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("PRAGMA busy_timeout = 5000");
            // erased text must not linger in freed pages
            statement.execute("PRAGMA secure_delete = ON");
        }
        return connection;
    }

    /** Makes the tables where they are missing and answers the log's id. */
    static String prepare(Connection writer) throws SQLException {
        try (Statement statement = writer.createStatement();
                SqliteTransaction transaction = SqliteTransaction.begin(writer)) {
            int version = version(statement);
            if (version == 0) {
                for (String table : TABLES) {
                    statement.execute(table);
                }
                statement.execute(
                        "INSERT INTO meta VALUES ('log_id', '" + UlidCreator.getUlid() + "')");
                statement.execute("PRAGMA user_version = " + VERSION);
            } else {
                requireVersion(version);
            }
            // beside the tables, since logs of before have them without it
            statement.execute(
                    "CREATE INDEX IF NOT EXISTS claims_expires ON claims (expires)"
                            + " WHERE expires IS NOT NULL");
            String id = id(statement);
            transaction.commit();
            return id;
        }
    }

    /** The id of a log that is there and that another process may be writing. */
    static String id(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA query_only = ON");
            requireVersion(version(statement));
            return id(statement);
        }
    }

    private static String id(Statement statement) throws SQLException {
        try (ResultSet found =
                statement.executeQuery("SELECT value FROM meta WHERE key = 'log_id'")) {
            if (!found.next()) {
                throw new SQLException("the log has no id");
            }
            return found.getString(1);
        }
    }

    private static void requireVersion(int version) throws SQLException {
        if (version != VERSION) {
            throw new SQLException(
                    "the log has format " + version + ", this version reads " + VERSION);
        }
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet found = statement.executeQuery("PRAGMA user_version")) {
            found.next();
            return found.getInt(1);
        }
    }
}
