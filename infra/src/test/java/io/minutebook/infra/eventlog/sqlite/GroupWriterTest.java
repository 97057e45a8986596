package io.minutebook.infra.eventlog.sqlite;

import static io.minutebook.infra.eventlog.Commits.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minutebook.infra.eventlog.CommitOutcome;
import io.minutebook.infra.eventlog.Committed;
import io.minutebook.infra.eventlog.MovedClock;
import io.minutebook.infra.eventlog.StoreFailedException;
import io.minutebook.infra.eventlog.sqlite.FailingConnection.Fault;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A flush that fails is settled by what the file holds. */
class GroupWriterTest {

    @TempDir Path folder;
    private final MovedClock clock = new MovedClock();
    private Connection file;
    private FailingConnection failing;
    private GroupWriter writer;

    @BeforeEach
    void open() throws SQLException {
        file = LogSchema.openWriter("jdbc:sqlite:" + folder.resolve("log.db"));
        LogSchema.prepare(file);
        failing = new FailingConnection(file);
        writer = new GroupWriter(failing.connection(), clock);
        writer.write(List.of(run("a", 0, 2)));
    }

    @AfterEach
    void close() throws SQLException {
        assertThat(failing.hasFaultsLeft()).isFalse();
        file.close();
    }

    @Test
    void forgetsAGroupThatWasNotWritten() throws SQLException {
        failing.next(Fault.BEFORE);
        assertThatThrownBy(() -> writer.write(List.of(run("a", 2, 1), run("b", 0, 1))))
                .isInstanceOf(StoreFailedException.class);
        assertThat(writer.head()).isEqualTo(1);
        assertThat(writer.write(List.of(run("b", 0, 1), run("a", 2, 1))))
                .containsExactly(written(2), written(3));
    }

    @Test
    void acknowledgesAGroupThatWasWrittenAllTheSame() throws SQLException {
        failing.next(Fault.AFTER);
        assertThat(writer.write(List.of(run("a", 2, 1), run("b", 0, 2))))
                .containsExactly(written(2), written(3));
        assertThat(writer.head()).isEqualTo(4);
        assertThat(writer.write(List.of(run("a", 3, 1)))).containsExactly(written(5));
    }

    private CommitOutcome written(long first) {
        return new CommitOutcome.Written(new Committed(first, clock.instant()));
    }
}
