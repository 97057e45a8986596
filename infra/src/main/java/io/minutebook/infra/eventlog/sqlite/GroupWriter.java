package io.minutebook.infra.eventlog.sqlite;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.minutebook.infra.eventlog.Claim;
import io.minutebook.infra.eventlog.ClaimTakenException;
import io.minutebook.infra.eventlog.Commit;
import io.minutebook.infra.eventlog.CommitOutcome;
import io.minutebook.infra.eventlog.CommitWriter;
import io.minutebook.infra.eventlog.Committed;
import io.minutebook.infra.eventlog.NewEvent;
import io.minutebook.infra.eventlog.SequenceClashException;
import io.minutebook.infra.eventlog.StoreFailedException;
import io.minutebook.infra.sqlite.PreparedStatements;
import io.minutebook.infra.sqlite.SqliteTransaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a group of commits in one transaction. Commits that clash are left out of it and refused;
 * all answers, also refusals, wait for the transaction, since they rest on what stands in it.
 */
final class GroupWriter implements CommitWriter {

    private static final int STREAMS_REMEMBERED = 50_000;

    /** So many expired claims go with each that comes: more than come, so that none stay. */
    private static final int EXPIRED_PER_CLAIM = 2;

    private final Connection connection;
    private final PreparedStatements prepared;
    private final Clock clock;
    private final Cache<String, Long> lastSequences =
            Caffeine.newBuilder().maximumSize(STREAMS_REMEMBERED).executor(Runnable::run).build();
    private long head;
    private long recorded;

    GroupWriter(Connection connection, Clock clock) throws SQLException {
        this.connection = connection;
        this.prepared = new PreparedStatements(connection);
        this.clock = clock;
        readBack();
    }

    @Override
    public long head() {
        return head;
    }

    @Override
    public List<CommitOutcome> write(List<Commit> commits) {
        Group group = new Group();
        try (SqliteTransaction transaction = SqliteTransaction.begin(connection)) {
            LogStatements statements = new LogStatements(prepared);
            for (Commit commit : commits) {
                group.add(commit, statements);
            }
            statements.execute();
            statements.deleteExpired(group.now, EXPIRED_PER_CLAIM * group.claims.size());
            transaction.commit();
        } catch (SQLException | RuntimeException failure) {
            if (!landedAfterAll(group, failure)) {
                throw new StoreFailedException(
                        "the store refused to write: " + failure.getMessage(), failure);
            }
        }
        head = group.next - 1;
        recorded = group.now;
        lastSequences.putAll(group.last);
        return group.outcomes;
    }

    /**
     * After a failed flush: the file says whether it took the group, which is there whole or not at
     * all.
     */
    private boolean landedAfterAll(Group group, Exception failure) {
        lastSequences.invalidateAll();
        try {
            readBack();
            return group.firstWritten != null && isThere(group.firstWritten);
        } catch (SQLException unreadable) {
            failure.addSuppressed(unreadable);
            throw new StoreFailedException(
                    "the store neither wrote nor tells: " + failure.getMessage(), failure);
        }
    }

    private boolean isThere(Map.Entry<Long, String> commit) throws SQLException {
        try (PreparedStatement find =
                connection.prepareStatement("SELECT 1 FROM commits WHERE first = ? AND id = ?")) {
            find.setLong(1, commit.getKey());
            find.setString(2, commit.getValue());
            try (ResultSet found = find.executeQuery()) {
                return found.next();
            }
        }
    }

    private void readBack() throws SQLException {
        try (PreparedStatement find =
                        connection.prepareStatement(
                                "SELECT max(position), (SELECT recorded FROM commits ORDER BY first DESC LIMIT 1)"
                                        + " FROM events");
                ResultSet found = find.executeQuery()) {
            found.next();
            long position = found.getLong(1);
            head = found.wasNull() ? -1 : position;
            recorded = found.getLong(2);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw new StoreFailedException("cannot close the log's file", failure);
        }
    }

    /** The transaction being put together. */
    private final class Group {

        private final List<CommitOutcome> outcomes = new ArrayList<>();
        private final Map<String, Long> last = new HashMap<>();
        private final Map<String, Long> claims = new HashMap<>();
        private final long now = Math.max(recorded, clock.millis());
        private long next = head + 1;
        private Map.@Nullable Entry<Long, String> firstWritten;

        void add(Commit commit, LogStatements statements) throws SQLException {
            CommitOutcome.@Nullable Refused refused = refuse(commit, statements);
            if (refused != null) {
                outcomes.add(refused);
                return;
            }
            if (firstWritten == null) {
                firstWritten = Map.entry(next, commit.id());
            }
            outcomes.add(new CommitOutcome.Written(new Committed(next, Instant.ofEpochMilli(now))));
            statements.commit(next, commit.id(), now);
            for (Claim claim : commit.claims()) {
                statements.claim(claim, next);
                claims.put(claim.key(), next);
            }
            for (NewEvent event : commit.events()) {
                statements.event(next++, event, now);
                last.put(event.stream(), event.sequence());
            }
        }

        private CommitOutcome.@Nullable Refused refuse(Commit commit, LogStatements statements)
                throws SQLException {
            Map<String, Long> ahead = new HashMap<>();
            for (NewEvent event : commit.events()) {
                Long known = ahead.get(event.stream());
                long before = known != null ? known : lastOf(event.stream(), statements);
                if (event.sequence() != before + 1) {
                    return new CommitOutcome.Refused(
                            new SequenceClashException(event.stream(), event.sequence(), before));
                }
                ahead.put(event.stream(), event.sequence());
            }
            for (Claim claim : commit.claims()) {
                if (claims.containsKey(claim.key()) || statements.isTaken(claim.key(), now)) {
                    return new CommitOutcome.Refused(new ClaimTakenException(claim.key()));
                }
            }
            return null;
        }

        private long lastOf(String stream, LogStatements statements) throws SQLException {
            Long inGroup = last.get(stream);
            if (inGroup != null) {
                return inGroup;
            }
            Long remembered = lastSequences.getIfPresent(stream);
            if (remembered != null) {
                return remembered;
            }
            long read = statements.lastSequence(stream);
            last.put(stream, read);
            return read;
        }
    }
}
