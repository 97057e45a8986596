package io.minutebook.infra.eventlog.mongo;

import static io.minutebook.infra.eventlog.Commits.event;
import static io.minutebook.infra.eventlog.Commits.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.minutebook.infra.eventlog.Claim;
import io.minutebook.infra.eventlog.ClaimTakenException;
import io.minutebook.infra.eventlog.CommitLog;
import io.minutebook.infra.eventlog.Commits;
import io.minutebook.infra.eventlog.MovedClock;
import io.minutebook.infra.eventlog.SequenceClashException;
import io.minutebook.infra.mongo.MongoConnection;
import io.minutebook.infra.mongo.RealMongo;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several nodes append to one log without a leader. */
class ManyNodesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RealMongo.Database database = RealMongo.database();
    private final List<AutoCloseable> opened = new ArrayList<>();

    private synchronized CommitLog node(Clock clock) {
        MongoConnection connection = database.connect();
        CommitLog log = MongoCommitLog.open(connection, clock);
        opened.add(0, connection);
        opened.add(0, log);
        return log;
    }

    private CommitLog node() {
        return node(Clock.systemUTC());
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : opened) {
            one.close();
        }
        database.close();
    }

    @Test
    void shareOneIdHoweverManyOpenAtOnce() {
        List<CompletableFuture<CommitLog>> opening =
                IntStream.range(0, 6)
                        .mapToObj(i -> CompletableFuture.supplyAsync(this::node))
                        .toList();
        assertThat(opening.stream().map(node -> node.join().id()).distinct()).hasSize(1);
    }

    @Test
    void seeWhatAnotherAcknowledged() {
        CommitLog one = node();
        CommitLog other = node();
        for (int i = 0; i < 50; i++) {
            CommitLog writer = i % 2 == 0 ? one : other;
            CommitLog reader = i % 2 == 0 ? other : one;
            assertThat(writer.append(Commits.of(event("a", i))).join().first()).isEqualTo(i);
            assertThat(reader.head()).isEqualTo(i);
            assertThat(reader.lastSequence("a")).isEqualTo(i);
            assertThat(reader.readStream("a", i - 1, 10)).hasSize(1);
        }
    }

    @Test
    void refuseWhatClashesWithAnother() {
        CommitLog one = node();
        CommitLog other = node();
        one.append(run("a", 0, 3)).join();
        assertThat(catchThrowable(() -> other.append(run("a", 0, 1)).join()))
                .hasCauseInstanceOf(SequenceClashException.class);
        assertThat(catchThrowable(() -> other.append(run("a", 4, 1)).join()))
                .hasCauseInstanceOf(SequenceClashException.class);
        await().atMost(PATIENCE)
                .ignoreExceptionsMatching(
                        thrown -> thrown.getCause() instanceof SequenceClashException)
                .untilAsserted(
                        () -> assertThat(other.append(run("a", 3, 1)).join().first()).isEqualTo(3));
        Claim claim = new Claim("external:1", null);
        one.append(Commits.claiming(List.of(claim), event("b", 0))).join();
        assertThat(
                        catchThrowable(
                                () ->
                                        other.append(
                                                        Commits.claiming(
                                                                List.of(claim), event("c", 0)))
                                                .join()))
                .hasCauseInstanceOf(ClaimTakenException.class);
        assertThat(other.holderOf("external:1").orElseThrow().stream()).isEqualTo("b");
    }

    @Test
    void orderByNoNodesClock() {
        MovedClock ahead = new MovedClock();
        MovedClock behind = new MovedClock();
        behind.move(Duration.ofHours(-1));
        CommitLog one = node(ahead);
        CommitLog other = node(behind);
        assertThat(one.append(run("a", 0, 1)).join().recorded()).isEqualTo(ahead.instant());
        assertThat(other.append(run("a", 1, 1)).join().recorded()).isEqualTo(ahead.instant());
    }

    @Test
    void hearThatAnotherAppended() {
        CommitLog one = node();
        CommitLog other = node();
        AtomicInteger wakes = new AtomicInteger();
        other.onGrowth(wakes::incrementAndGet);
        for (int i = 0; i < 5; i++) {
            int before = wakes.get();
            one.append(Commits.of(event("a", i))).join();
            await().atMost(PATIENCE).until(() -> wakes.get() > before);
        }
    }

    @Test
    void loseAndDoubleNothingWhereAllWriteAtOnce() throws InterruptedException {
        Nodes nodes = new Nodes();
        for (int node = 0; node < 3; node++) {
            CommitLog log = node();
            for (int writer = 0; writer < 4; writer++) {
                nodes.write(log, node + "." + writer, "s" + (node + writer) % 5);
            }
        }
        await().atMost(PATIENCE.multipliedBy(3)).until(() -> nodes.acknowledged() > 500);
        nodes.stop();
        nodes.check(node());
        assertThat(nodes.unknown()).isZero();
    }
}
