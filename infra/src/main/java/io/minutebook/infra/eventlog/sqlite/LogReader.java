package io.minutebook.infra.eventlog.sqlite;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.minutebook.infra.eventlog.PrivatePart;
import io.minutebook.infra.eventlog.StoreFailedException;
import io.minutebook.infra.eventlog.StoredEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log over connections of its own: in WAL mode they neither wait for the writer nor hold
 * it up.
 */
final class LogReader implements AutoCloseable {

    private static final int CONNECTIONS = 4;
    private static final String COLUMNS =
            "SELECT e.position, e.stream, e.sequence, e.recorded, e.entry, p.subject, p.salt, p.text"
                    + " FROM events e LEFT JOIN private_parts p ON p.position = e.position ";

    private final HikariDataSource connections;

    LogReader(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setPoolName("log-readers");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setReadOnly(
                false); // SQLite opens a WAL read-only only where its shared memory exists already
        config.setConnectionInitSql("PRAGMA query_only = ON");
        this.connections = new HikariDataSource(config);
    }

    long head() {
        return query(
                "SELECT max(position) FROM events",
                statement -> {},
                rows -> {
                    long last = rows.next() ? rows.getLong(1) : -1;
                    return rows.wasNull() ? -1 : last;
                });
    }

    long lastSequence(String stream) {
        return query(
                "SELECT max(sequence) FROM events WHERE stream = ?",
                statement -> statement.setString(1, stream),
                rows -> {
                    long last = rows.next() ? rows.getLong(1) : -1;
                    return rows.wasNull() ? -1 : last;
                });
    }

    List<StoredEvent> readAll(long after, int limit) {
        return query(
                COLUMNS + "WHERE e.position > ? ORDER BY e.position LIMIT ?",
                statement -> {
                    statement.setLong(1, after);
                    statement.setInt(2, limit);
                },
                LogReader::events);
    }

    List<StoredEvent> readStream(String stream, long after, int limit) {
        return query(
                COLUMNS + "WHERE e.stream = ? AND e.sequence > ? ORDER BY e.sequence LIMIT ?",
                statement -> {
                    statement.setString(1, stream);
                    statement.setLong(2, after);
                    statement.setInt(3, limit);
                },
                LogReader::events);
    }

    Optional<StoredEvent> holderOf(String claim, long now) {
        return query(
                        COLUMNS
                                + "WHERE e.position = (SELECT first FROM claims WHERE key = ?"
                                + " AND (expires IS NULL OR expires > max(?,"
                                + " (SELECT recorded FROM commits ORDER BY first DESC LIMIT 1))))",
                        statement -> {
                            statement.setString(1, claim);
                            statement.setLong(2, now);
                        },
                        LogReader::events)
                .stream()
                .findFirst();
    }

    private static List<StoredEvent> events(ResultSet rows) throws SQLException {
        List<StoredEvent> events = new ArrayList<>();
        while (rows.next()) {
            events.add(
                    new StoredEvent(
                            rows.getLong(1),
                            rows.getString(2),
                            rows.getLong(3),
                            Instant.ofEpochMilli(rows.getLong(4)),
                            rows.getBytes(5),
                            privatePart(rows)));
        }
        return events;
    }

    private static @Nullable PrivatePart privatePart(ResultSet rows) throws SQLException {
        String subject = rows.getString(6);
        return subject == null
                ? null
                : new PrivatePart(subject, rows.getBytes(7), rows.getBytes(8));
    }

    private <T> T query(String sql, Binding binding, Reading<T> reading) {
        try (Connection connection = connections.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            binding.bind(statement);
            try (ResultSet rows = statement.executeQuery()) {
                return reading.read(rows);
            }
        } catch (SQLException failure) {
            throw new StoreFailedException("cannot read the log: " + failure.getMessage(), failure);
        }
    }

    @Override
    public void close() {
        connections.close();
    }

    private interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }

    private interface Reading<T> {
        T read(ResultSet rows) throws SQLException;
    }
}
