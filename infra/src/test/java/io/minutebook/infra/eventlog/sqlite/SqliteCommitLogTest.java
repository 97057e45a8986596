package io.minutebook.infra.eventlog.sqlite;

import static io.minutebook.infra.eventlog.Commits.claiming;
import static io.minutebook.infra.eventlog.Commits.event;
import static io.minutebook.infra.eventlog.Commits.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minutebook.infra.eventlog.Claim;
import io.minutebook.infra.eventlog.CommitLog;
import io.minutebook.infra.eventlog.CommitLogContract;
import io.minutebook.infra.eventlog.Commits;
import io.minutebook.infra.eventlog.Committed;
import io.minutebook.infra.eventlog.NewEvent;
import io.minutebook.infra.eventlog.PrivatePart;
import io.minutebook.infra.eventlog.StoreFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteCommitLogTest extends CommitLogContract {

    @TempDir Path folder;
    @TempDir Path anotherFolder;

    @Override
    protected CommitLog open(Clock clock) {
        return SqliteCommitLog.open(folder, clock);
    }

    @Override
    protected CommitLog openAnother(Clock clock) {
        return SqliteCommitLog.open(anotherFolder, clock);
    }

    private void behindItsBack(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("log.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 5000");
            statement.execute(sql);
        }
    }

    @Test
    void expiredClaimsGoAsNewOnesCome() throws SQLException {
        for (int i = 0; i < 40; i++) {
            Claim forAnHour = new Claim("idem:" + i, clock.instant().plus(Duration.ofHours(1)));
            Claim forGood = new Claim("external:ann:" + i, null);
            append(claiming(List.of(forAnHour, forGood), event("m" + i, 0)));
            clock.move(Duration.ofMinutes(20));
        }
        assertThat(rows("expires IS NOT NULL")).isLessThanOrEqualTo(4);
        assertThat(rows("expires IS NULL")).isEqualTo(40);
        assertThat(log.holderOf("idem:39")).isPresent();
        assertThat(log.holderOf("external:ann:0")).isPresent();
    }

    private long rows(String condition) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("log.db"));
                Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery("SELECT count(*) FROM claims WHERE " + condition)) {
            return found.getLong(1);
        }
    }

    @Test
    void tellsOfAWriteThatFailsAndGoesOn() throws SQLException {
        append(run("a", 0, 2));
        behindItsBack(
                "CREATE TRIGGER fault BEFORE INSERT ON events WHEN NEW.stream = 'faulty'"
                        + " BEGIN SELECT RAISE(ABORT, 'injected'); END");
        assertThat(refusal(Commits.of(event("b", 0), event("faulty", 0))))
                .isInstanceOf(StoreFailedException.class);
        assertThat(append(run("a", 2, 1)).first()).isEqualTo(2);
        assertThat(appendAnew(run("b", 0, 1)).first()).isEqualTo(3);
        behindItsBack("DROP TRIGGER fault");
        assertThat(appendAnew(run("faulty", 0, 1)).first()).isEqualTo(4);
    }

    @Test
    void losesNothingAcknowledgedAmongWritesThatFail() throws SQLException {
        behindItsBack(
                "CREATE TRIGGER fault BEFORE INSERT ON events WHEN NEW.stream = 'faulty'"
                        + " BEGIN SELECT RAISE(ABORT, 'injected'); END");
        List<CompletableFuture<Committed>> answers =
                IntStream.range(0, 400)
                        .mapToObj(
                                i ->
                                        log.append(
                                                Commits.of(
                                                        event(
                                                                i % 50 == 25 ? "faulty" : "s" + i,
                                                                0))))
                        .toList();
        answers.forEach(answer -> answer.exceptionally(failure -> null).join());
        List<Long> acknowledged =
                answers.stream()
                        .filter(answer -> !answer.isCompletedExceptionally())
                        .map(answer -> answer.join().first())
                        .toList();
        assertThat(acknowledged)
                .containsExactlyElementsOf(
                        IntStream.range(0, acknowledged.size()).mapToObj(i -> (long) i).toList());
        assertThat(log.head() + 1).isEqualTo(acknowledged.size());
        assertThat(answers.stream().filter(CompletableFuture::isCompletedExceptionally))
                .isNotEmpty();
    }

    @Test
    void refusesAFileOfAnotherFormat() throws SQLException {
        log.close();
        behindItsBack("PRAGMA user_version = 99");
        assertThatThrownBy(() -> open(clock)).isInstanceOf(StoreFailedException.class);
        behindItsBack("PRAGMA user_version = 1");
        log = open(clock);
    }

    @Test
    void leavesNothingOfAnErasedText() throws SQLException, IOException {
        byte[] secret = "a most personal remark".getBytes(StandardCharsets.UTF_8);
        append(
                Commits.of(
                        new NewEvent(
                                "a",
                                0,
                                "entry".getBytes(StandardCharsets.UTF_8),
                                new PrivatePart("ann", new byte[16], secret))));
        assertThat(holding(secret)).isNotEmpty();
        try (Connection writer = LogSchema.openWriter("jdbc:sqlite:" + folder.resolve("log.db"));
                Statement statement = writer.createStatement()) {
            statement.execute("DELETE FROM private_parts WHERE subject = 'ann'");
        }
        log.close(); // the last connection folds the write-ahead log into the file
        assertThat(holding(secret)).isEmpty();
        log = open(clock);
        assertThat(log.readAll(-1, 1).get(0).privatePart()).isNull();
    }

    private List<Path> holding(byte[] text) throws IOException {
        String wanted = new String(text, StandardCharsets.ISO_8859_1);
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> read(file).contains(wanted)).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}
