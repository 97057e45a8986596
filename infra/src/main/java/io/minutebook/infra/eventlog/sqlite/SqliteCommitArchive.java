package io.minutebook.infra.eventlog.sqlite;

import io.minutebook.infra.eventlog.Claim;
import io.minutebook.infra.eventlog.Commit;
import io.minutebook.infra.eventlog.CommitArchive;
import io.minutebook.infra.eventlog.NewEvent;
import io.minutebook.infra.eventlog.PrivatePart;
import io.minutebook.infra.eventlog.StoreFailedException;
import io.minutebook.infra.eventlog.StoredCommit;
import io.minutebook.infra.sqlite.PreparedStatements;
import io.minutebook.infra.sqlite.SqliteTransaction;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The commits of a log in one SQLite file; a page is written as one transaction. */
public final class SqliteCommitArchive implements CommitArchive {

    private static final String EVENTS =
            "SELECT e.stream, e.sequence, e.entry, p.subject, p.salt, p.text"
                    + " FROM events e LEFT JOIN private_parts p ON p.position = e.position"
                    + " WHERE e.position >= ? AND e.position < coalesce("
                    + "(SELECT min(first) FROM commits WHERE first > ?), 9223372036854775807)"
                    + " ORDER BY e.position";

    private final Connection connection;
    private final PreparedStatements prepared;
    private String logId;
    private boolean areClaimsSorted;

    private SqliteCommitArchive(Connection connection, String logId) {
        this.connection = connection;
        this.prepared = new PreparedStatements(connection);
        this.logId = logId;
    }

    /**
     * Opens the log in {@code folder}, which must exist, making it where there is none.
     *
     * @throws StoreFailedException where the file cannot be opened or is none of ours
     */
    public static SqliteCommitArchive open(Path folder) {
        try {
            Connection connection = LogSchema.openWriter("jdbc:sqlite:" + folder.resolve("log.db"));
            return new SqliteCommitArchive(connection, LogSchema.prepare(connection));
        } catch (SQLException failure) {
            throw failed("cannot open the log in " + folder, failure);
        }
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
        write(
                () -> {
                    try (PreparedStatement update =
                            connection.prepareStatement(
                                    "UPDATE meta SET value = ? WHERE key = 'log_id'")) {
                        update.setString(1, id);
                        update.executeUpdate();
                    }
                });
        logId = id;
    }

    @Override
    public long head() {
        return read(
                () -> {
                    try (Statement statement = connection.createStatement();
                            ResultSet found =
                                    statement.executeQuery("SELECT max(position) FROM events")) {
                        found.next();
                        long position = found.getLong(1);
                        return found.wasNull() ? -1 : position;
                    }
                });
    }

    @Override
    public Optional<StoredCommit> last() {
        return read(
                () ->
                        commits("SELECT first, id, recorded FROM commits ORDER BY first DESC", 0, 1)
                                .stream()
                                .findFirst());
    }

    @Override
    public List<StoredCommit> read(long after, int limit) {
        return read(
                () ->
                        commits(
                                "SELECT first, id, recorded FROM commits WHERE first > ?"
                                        + " ORDER BY first",
                                after,
                                limit));
    }

    private List<StoredCommit> commits(String sql, long after, int limit) throws SQLException {
        sortClaims();
        List<StoredCommit> page = new ArrayList<>();
        long bytes = 0;
        try (PreparedStatement statement = connection.prepareStatement(sql + " LIMIT " + limit)) {
            if (statement.getParameterMetaData().getParameterCount() > 0) {
                statement.setLong(1, after);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (bytes < PAGE_BYTES && rows.next()) {
                    StoredCommit commit =
                            commit(rows.getLong(1), rows.getString(2), rows.getLong(3));
                    page.add(commit);
                    bytes += commit.bytes();
                }
            }
        }
        return page;
    }

    private StoredCommit commit(long first, String id, long recorded) throws SQLException {
        List<NewEvent> events = events(first);
        if (events.isEmpty()) {
            throw new StoreFailedException("the commit at position " + first + " is empty", null);
        }
        return new StoredCommit(
                first, Instant.ofEpochMilli(recorded), new Commit(id, events, claims(first)));
    }

    private List<NewEvent> events(long first) throws SQLException {
        List<NewEvent> events = new ArrayList<>();
        try (PreparedStatement find = connection.prepareStatement(EVENTS)) {
            find.setLong(1, first);
            find.setLong(2, first);
            try (ResultSet rows = find.executeQuery()) {
                while (rows.next()) {
                    @Nullable String subject = rows.getString(4);
                    events.add(
                            new NewEvent(
                                    rows.getString(1),
                                    rows.getLong(2),
                                    rows.getBytes(3),
                                    subject == null
                                            ? null
                                            : new PrivatePart(
                                                    subject, rows.getBytes(5), rows.getBytes(6))));
                }
            }
        }
        return events;
    }

    private List<Claim> claims(long first) throws SQLException {
        List<Claim> claims = new ArrayList<>();
        try (PreparedStatement find =
                connection.prepareStatement(
                        "SELECT key, expires FROM sorted_claims WHERE first = ? ORDER BY key")) {
            find.setLong(1, first);
            try (ResultSet rows = find.executeQuery()) {
                while (rows.next()) {
                    String key = rows.getString(1);
                    long expires = rows.getLong(2);
                    claims.add(
                            new Claim(key, rows.wasNull() ? null : Instant.ofEpochMilli(expires)));
                }
            }
        }
        return claims;
    }

    /** The file knows claims by their keys alone; a passing copy knows them by their commits. */
    private void sortClaims() throws SQLException {
        if (areClaimsSorted) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS temp.sorted_claims");
            statement.execute("CREATE TEMP TABLE sorted_claims AS SELECT * FROM claims");
            statement.execute("CREATE INDEX temp.sorted_claims_first ON sorted_claims (first)");
        }
        areClaimsSorted = true;
    }

    @Override
    public void write(List<StoredCommit> commits) {
        CommitArchive.requireDense(head(), commits);
        areClaimsSorted = false;
        write(
                () -> {
                    LogStatements statements = new LogStatements(prepared);
                    for (StoredCommit stored : commits) {
                        add(stored, statements);
                    }
                    statements.execute();
                });
    }

    private static void add(StoredCommit stored, LogStatements statements) throws SQLException {
        long recorded = stored.recorded().toEpochMilli();
        Commit commit = stored.commit();
        statements.commit(stored.first(), commit.id(), recorded);
        for (Claim claim : commit.claims()) {
            statements.claim(claim, stored.first());
        }
        long position = stored.first();
        for (NewEvent event : commit.events()) {
            statements.event(position++, event, recorded);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw failed("cannot close the log's file", failure);
        }
    }

    private <T> T read(Reading<T> reading) {
        try {
            return reading.read();
        } catch (SQLException failure) {
            throw failed("cannot read the log", failure);
        }
    }

    private void write(Writing writing) {
        try (SqliteTransaction transaction = SqliteTransaction.begin(connection)) {
            writing.write();
            transaction.commit();
        } catch (SQLException failure) {
            throw failed("the store refused to write", failure);
        }
    }

    private static StoreFailedException failed(String what, SQLException failure) {
        return new StoreFailedException(what + ": " + failure.getMessage(), failure);
    }

    private interface Reading<T> {
        T read() throws SQLException;
    }

    private interface Writing {
        void write() throws SQLException;
    }
}
