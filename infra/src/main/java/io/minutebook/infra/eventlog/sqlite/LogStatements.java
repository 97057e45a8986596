package io.minutebook.infra.eventlog.sqlite;

import io.minutebook.infra.eventlog.Claim;
import io.minutebook.infra.eventlog.NewEvent;
import io.minutebook.infra.eventlog.PrivatePart;
import io.minutebook.infra.sqlite.PreparedStatements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** What is written to the log in one transaction. */
final class LogStatements {

    private final PreparedStatement commits;
    private final PreparedStatement events;
    private final PreparedStatement privateParts;
    private final PreparedStatement claims;
    private final PreparedStatement taken;
    private final PreparedStatement expired;
    private final PreparedStatement lastSequence;

    LogStatements(PreparedStatements prepared) throws SQLException {
        commits = prepared.of("INSERT INTO commits VALUES (?, ?, ?)");
        events = prepared.of("INSERT INTO events VALUES (?, ?, ?, ?, ?)");
        privateParts = prepared.of("INSERT INTO private_parts VALUES (?, ?, ?, ?)");
        claims = prepared.of("INSERT OR REPLACE INTO claims VALUES (?, ?, ?)");
        taken =
                prepared.of(
                        "SELECT 1 FROM claims WHERE key = ? AND (expires IS NULL OR expires > ?)");
        expired =
                prepared.of(
                        "DELETE FROM claims WHERE key IN (SELECT key FROM claims"
                                + " WHERE expires <= ? ORDER BY expires LIMIT ?)");
        lastSequence = prepared.of("SELECT max(sequence) FROM events WHERE stream = ?");
    }

    void commit(long first, String id, long recorded) throws SQLException {
        commits.setLong(1, first);
        commits.setString(2, id);
        commits.setLong(3, recorded);
        commits.addBatch();
    }

    void event(long position, NewEvent event, long recorded) throws SQLException {
        events.setLong(1, position);
        events.setString(2, event.stream());
        events.setLong(3, event.sequence());
        events.setLong(4, recorded);
        events.setBytes(5, event.entry());
        events.addBatch();
        PrivatePart part = event.privatePart();
        if (part != null) {
            privateParts.setLong(1, position);
            privateParts.setString(2, part.subject());
            privateParts.setBytes(3, part.salt());
            privateParts.setBytes(4, part.text());
            privateParts.addBatch();
        }
    }

    void claim(Claim claim, long first) throws SQLException {
        claims.setString(1, claim.key());
        claims.setLong(2, first);
        Instant expires = claim.expires();
        claims.setObject(3, expires == null ? null : expires.toEpochMilli());
        claims.addBatch();
    }

    boolean isTaken(String claim, long now) throws SQLException {
        taken.setString(1, claim);
        taken.setLong(2, now);
        try (ResultSet found = taken.executeQuery()) {
            return found.next();
        }
    }

    void deleteExpired(long now, int limit) throws SQLException {
        if (limit > 0) {
            expired.setLong(1, now);
            expired.setInt(2, limit);
            expired.executeUpdate();
        }
    }

    long lastSequence(String stream) throws SQLException {
        lastSequence.setString(1, stream);
        try (ResultSet found = lastSequence.executeQuery()) {
            found.next();
            long last = found.getLong(1);
            return found.wasNull() ? -1 : last;
        }
    }

    void execute() throws SQLException {
        commits.executeBatch();
        events.executeBatch();
        privateParts.executeBatch();
        claims.executeBatch();
    }
}
