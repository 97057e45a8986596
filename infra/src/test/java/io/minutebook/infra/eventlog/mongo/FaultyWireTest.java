package io.minutebook.infra.eventlog.mongo;

import static io.minutebook.infra.eventlog.Commits.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.ConnectionString;
import io.minutebook.infra.eventlog.Commit;
import io.minutebook.infra.eventlog.CommitLog;
import io.minutebook.infra.eventlog.Commits;
import io.minutebook.infra.mongo.MongoConnection;
import io.minutebook.infra.mongo.Mongod;
import io.minutebook.infra.mongo.RealMongo;
import io.minutebook.infra.mongo.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that dies, stands still or whose answers are lost: what was acknowledged stays. */
class FaultyWireTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir static Path data;
    private static Mongod server;

    @BeforeAll
    static void start() {
        server = RealMongo.process(data);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static MongoConnection direct(String database) {
        return MongoConnection.open(new ConnectionString(server.uri(database)));
    }

    private static MongoConnection over(Wire wire, String database) {
        return MongoConnection.open(
                new ConnectionString(
                        "mongodb://127.0.0.1:"
                                + wire.port()
                                + "/"
                                + database
                                + "?directConnection=true&retryWrites=false"));
    }

    private static CommitLog open(MongoConnection connection) {
        return MongoCommitLog.open(connection, Clock.systemUTC());
    }

    @Test
    void settlesWritesWhoseAnswersAreLost() throws Exception {
        try (Wire wire = Wire.to(server.port(), Duration.ZERO);
                MongoConnection faulty = over(wire, "answers");
                MongoConnection sound = direct("answers");
                CommitLog one = open(faulty);
                CommitLog other = open(sound)) {
            Nodes nodes = new Nodes();
            for (int i = 0; i < 6; i++) {
                nodes.write(one, "one" + i, "s" + i);
            }
            nodes.write(other, "other", "s0");
            await().atMost(PATIENCE).until(() -> nodes.acknowledged() > 20);
            wire.losesInserts(4);
            await().atMost(PATIENCE).until(() -> wire.lost() >= 25);
            wire.losesInserts(0);
            int before = nodes.acknowledged();
            await().atMost(PATIENCE).until(() -> nodes.acknowledged() > before + 20);
            nodes.stop();
            nodes.check(other);
            nodes.check(one);
        }
    }

    @Test
    void losesNothingWhereTheServerIsKilled() throws Exception {
        try (MongoConnection first = direct("killed");
                MongoConnection second = direct("killed");
                CommitLog one = open(first);
                CommitLog other = open(second)) {
            Nodes nodes = new Nodes();
            for (int i = 0; i < 6; i++) {
                nodes.write(i % 2 == 0 ? one : other, "w" + i, "s" + i / 2);
            }
            for (int round = 0; round < 3; round++) {
                int before = nodes.acknowledged();
                await().atMost(PATIENCE).until(() -> nodes.acknowledged() > before + 100);
                server.kill();
                server.restart();
            }
            int before = nodes.acknowledged();
            await().atMost(PATIENCE).until(() -> nodes.acknowledged() > before + 100);
            nodes.stop();
            nodes.check(one);
        }
    }

    @Test
    void answersWhileTheServerStandsStillAndGoesOnAfter() throws IOException {
        try (MongoConnection connection =
                        MongoConnection.open(
                                new ConnectionString(
                                        server.uri("still") + "&socketTimeoutMS=1000"));
                CommitLog log = open(connection)) {
            log.append(Commits.of(event("a", 0))).join();
            Commit late = Commits.of(event("a", 1, "late"));
            server.freeze();
            try {
                assertThat(log.append(late)).failsWithin(Duration.ofSeconds(20));
            } finally {
                server.thaw();
            }
            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(CompletionException.class)
                    .until(() -> log.append(Commits.of(event("b", 0))).join().first() > 0);
            assertThat(Commits.texts(log.readStream("a", 0, 10)))
                    .isSubsetOf("late"); // it may have landed, once
            assertThat(Commits.all(log))
                    .extracting(event -> event.position())
                    .startsWith(0L)
                    .hasSize((int) log.head() + 1);
        }
    }

    @Test
    void givesASlowerNodeItsTurn() throws Exception {
        try (Wire wire = Wire.to(server.port(), Duration.ofMillis(10));
                MongoConnection far = over(wire, "turns");
                MongoConnection near = direct("turns");
                CommitLog slow = open(far);
                CommitLog fast = open(near)) {
            Nodes busy = new Nodes();
            for (int i = 0; i < 32; i++) {
                busy.write(fast, "fast" + i, "f" + i);
            }
            await().atMost(PATIENCE).until(() -> busy.acknowledged() > 200);
            for (int i = 0; i < 20; i++) {
                assertThat(slow.append(Commits.run("slow", 2 * i, 2)))
                        .succeedsWithin(Duration.ofSeconds(4));
            }
            busy.stop();
        }
    }
}
