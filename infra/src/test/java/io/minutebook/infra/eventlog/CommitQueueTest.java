package io.minutebook.infra.eventlog;

import static io.minutebook.infra.eventlog.Commits.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The thread that writes outlives whatever goes wrong on it. */
class CommitQueueTest {

    private final ListedWriter writer = new ListedWriter();
    private final CommitQueue queue =
            new CommitQueue(
                    writer,
                    () -> {
                        throw new IllegalStateException("injected");
                    });

    @AfterEach
    void close() {
        queue.close();
    }

    @Test
    void goesOnWhereAFollowerFails() {
        assertThat(queue.append(run("a", 0, 1)).join().first()).isZero();
        assertThat(queue.append(run("a", 1, 1)).join().first()).isEqualTo(1);
    }

    @Test
    void answersAndGoesOnWhereTheWriterFailsUnexpectedly() {
        writer.faulty = true;
        CompletableFuture<Committed> answer = queue.append(run("a", 0, 1));
        assertThat(catchThrowable(answer::join)).hasCauseInstanceOf(StoreFailedException.class);
        writer.faulty = false;
        assertThat(queue.append(run("b", 0, 1)).join().first()).isZero();
    }

    private static final class ListedWriter implements CommitWriter {

        private final List<Commit> written = new ArrayList<>();
        private volatile boolean faulty;

        @Override
        public List<CommitOutcome> write(List<Commit> commits) {
            if (faulty) {
                throw new IllegalStateException("injected");
            }
            List<CommitOutcome> outcomes = new ArrayList<>();
            for (Commit commit : commits) {
                outcomes.add(
                        new CommitOutcome.Written(new Committed(written.size(), Instant.EPOCH)));
                written.add(commit);
            }
            return outcomes;
        }

        @Override
        public long head() {
            return written.size() - 1L;
        }

        @Override
        public void close() {}
    }
}
