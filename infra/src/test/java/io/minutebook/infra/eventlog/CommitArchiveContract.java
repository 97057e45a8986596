package io.minutebook.infra.eventlog;

import static io.minutebook.infra.eventlog.Commits.claiming;
import static io.minutebook.infra.eventlog.Commits.event;
import static io.minutebook.infra.eventlog.Commits.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every adapter of {@link CommitArchive} does. */
public abstract class CommitArchiveContract {

    private static final Claim FOR_GOOD = new Claim("external:ann:1", null);

    private final MovedClock clock = new MovedClock();
    private final Claim forAnHour = new Claim("idem:1", clock.instant().plus(Duration.ofHours(1)));

    /** Opens the log of this test, the same as {@link #archive}. */
    protected abstract CommitLog log(MovedClock clock);

    protected abstract CommitArchive archive();

    /** Opens another one. */
    protected abstract CommitArchive another();

    /** Opens the log of {@link #another}. */
    protected abstract CommitLog anotherLog(MovedClock clock);

    @AfterEach
    protected void cleanUp() {}

    private void fill() {
        try (CommitLog log = log(clock)) {
            log.append(
                            claiming(
                                    List.of(FOR_GOOD, forAnHour),
                                    new NewEvent(
                                            "a",
                                            0,
                                            new byte[] {1, -1, 0},
                                            new PrivatePart(
                                                    "ann", new byte[] {0, -7}, "{ }".getBytes())),
                                    event("b", 0)))
                    .join();
            clock.move(Duration.ofMinutes(1));
            log.append(run("a", 1, 3)).join();
            log.append(run("c", 0, 1)).join();
        }
    }

    @Test
    void tellsWhereTheLogStands() {
        try (CommitArchive empty = archive()) {
            assertThat(empty.head()).isEqualTo(-1);
            assertThat(empty.last()).isEmpty();
            assertThat(empty.read(-1, 10)).isEmpty();
        }
        fill();
        try (CommitLog log = log(clock);
                CommitArchive archive = archive()) {
            assertThat(archive.logId()).isEqualTo(log.id());
            assertThat(archive.head()).isEqualTo(5);
            assertThat(archive.last().orElseThrow().first()).isEqualTo(5);
        }
    }

    @Test
    void readsCommitsAsTheyWereAppended() {
        Instant began = clock.instant();
        fill();
        try (CommitArchive archive = archive()) {
            List<StoredCommit> commits = archive.read(-1, 10);
            assertThat(commits).extracting(StoredCommit::first).containsExactly(0L, 2L, 5L);
            assertThat(commits)
                    .extracting(StoredCommit::recorded)
                    .containsExactly(began, clock.instant(), clock.instant());
            assertThat(commits.get(0).commit().claims())
                    .containsExactlyInAnyOrder(FOR_GOOD, forAnHour);
            assertThat(archive.read(0, 1)).extracting(StoredCommit::first).containsExactly(2L);
            assertThat(archive.read(5, 10)).isEmpty();
        }
    }

    @Test
    void writesCommitsUnchangedWhateverThePages() {
        fill();
        for (int limit = 1; limit <= 3; limit += 2) {
            try (CommitArchive from = archive();
                    CommitArchive to = another()) {
                if (to.head() < 0) {
                    to.take(from.logId());
                }
                List<StoredCommit> page = from.read(to.head(), limit);
                while (!page.isEmpty()) {
                    to.write(page);
                    page = from.read(page.get(page.size() - 1).last(), limit);
                }
                assertThat(flat(to)).isEqualTo(flat(from));
            }
        }
        try (CommitLog original = log(clock);
                CommitLog copy = anotherLog(clock)) {
            assertThat(copy.id()).isEqualTo(original.id());
            assertThat(copy.lastSequence("a")).isEqualTo(3);
            assertThat(copy.holderOf(FOR_GOOD.key()).orElseThrow().position()).isZero();
            assertThat(copy.holderOf(forAnHour.key())).isPresent();
            assertThat(copy.append(run("a", 4, 1)).join().first()).isEqualTo(6);
        }
    }

    /** Everything there is in a log, in comparable form. */
    private static List<String> flat(CommitArchive archive) {
        List<String> flat = new ArrayList<>();
        for (StoredCommit stored : archive.read(-1, 100)) {
            Commit commit = stored.commit();
            flat.add(stored.first() + " " + stored.recorded() + " " + commit.id());
            commit.claims().stream().map(Claim::toString).sorted().forEach(flat::add);
            for (NewEvent event : commit.events()) {
                PrivatePart part = event.privatePart();
                flat.add(
                        event.stream()
                                + event.sequence()
                                + List.of(boxed(event.entry()))
                                + (part == null
                                        ? ""
                                        : part.subject()
                                                + List.of(boxed(part.salt()))
                                                + List.of(boxed(part.text()))));
            }
        }
        return flat;
    }

    private static Byte[] boxed(byte[] bytes) {
        Byte[] boxed = new Byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            boxed[i] = bytes[i];
        }
        return boxed;
    }

    @Test
    void refusesGapsAndOverlaps() {
        fill();
        try (CommitArchive from = archive();
                CommitArchive to = another()) {
            List<StoredCommit> commits = from.read(-1, 10);
            assertThatThrownBy(() -> to.write(commits.subList(1, 3)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> to.write(List.of(commits.get(0), commits.get(2))))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(to.head()).isEqualTo(-1);
            to.write(commits.subList(0, 2));
            assertThatThrownBy(() -> to.write(commits.subList(1, 3)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(to.head()).isEqualTo(4);
        }
    }

    @Test
    void keepsTheIdOfALogThatHoldsAnything() {
        fill();
        try (CommitArchive archive = archive()) {
            String id = archive.logId();
            assertThatThrownBy(() -> archive.take("another"))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(archive.logId()).isEqualTo(id);
        }
    }
}
