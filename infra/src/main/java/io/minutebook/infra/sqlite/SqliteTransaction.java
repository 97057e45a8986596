package io.minutebook.infra.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A transaction that is begun in so many words, on a connection in auto-commit mode. SQLite ends
 * one by itself where it fails, as on a full disk, and a driver that believes it goes on would run
 * the next statements each for itself: half of what belongs together could stand.
 */
public final class SqliteTransaction implements AutoCloseable {

    private final Connection connection;
    private boolean isOver;

    private SqliteTransaction(Connection connection) {
        this.connection = connection;
    }

    /**
     * Begins one, with the file's lock: one that read first could find that another process had
     * written meanwhile, and not be allowed to.
     *
     * @throws SQLException where the lock cannot be had
     */
    public static SqliteTransaction begin(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            throw new IllegalArgumentException("the driver would begin transactions of its own");
        }
        try {
            run(connection, "BEGIN IMMEDIATE");
        } catch (SQLException failure) {
            rollBack(connection, failure); // one whose end failed would be in the way for good
            run(connection, "BEGIN IMMEDIATE");
        }
        return new SqliteTransaction(connection);
    }

    /**
     * @throws SQLException where it failed, or SQLite had ended it before
     */
    public void commit() throws SQLException {
        run(connection, "COMMIT");
        isOver = true;
    }

    /** Rolls back what was not committed. */
    @Override
    public void close() {
        if (!isOver) {
            isOver = true;
            rollBack(connection, null);
        }
    }

    private static void rollBack(Connection connection, @Nullable SQLException reason) {
        try {
            run(connection, "ROLLBACK");
        } catch (SQLException ended) {
            if (reason != null) { // else SQLite has rolled back by itself
                reason.addSuppressed(ended);
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
