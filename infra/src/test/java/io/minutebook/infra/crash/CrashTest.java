package io.minutebook.infra.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minutebook.infra.mongo.Mongod;
import io.minutebook.infra.mongo.RealMongo;
import io.minutebook.infra.process.Product;
import io.minutebook.infra.story.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nodes and servers are killed, or stand still, while people talk: nothing that was acknowledged is
 * lost. {@code -Dminutebook.crash.rounds=N} does each N times over, as {@code bench/crash} does.
 */
class CrashTest {

    private static final int ROUNDS = Integer.getInteger("minutebook.crash.rounds", 1);
    private static final int LINES_A_ROUND = 150;

    /** How long a node stands still at least, beyond what it takes others to go on. */
    private static final Duration STILL =
            Duration.ofSeconds(Integer.getInteger("minutebook.crash.still", 0));

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SECRET = "a secret that all nodes of this test share";

    @TempDir Path data;
    @TempDir Path files;
    @TempDir Path scratch;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

    private Product node(String name, String store) throws IOException {
        return Product.start(
                Files.createDirectories(scratch.resolve(name)),
                Map.of(
                        "MINUTEBOOK_RATE_LIMIT_CHAT",
                        "off",
                        "MINUTEBOOK_RATE_LIMIT_READ",
                        "off",
                        "MINUTEBOOK_AUTH_HMAC_SECRET",
                        SECRET,
                        "MINUTEBOOK_STORE_URI",
                        store),
                "dev",
                "--port=0",
                "--empty",
                "--data=" + data);
    }

    private static String running(Product node) {
        Person alice = node.person("alice");
        String meeting = alice.creates("Crashed");
        assertThat(alice.starts(meeting).status()).isEqualTo(200);
        assertThat(alice.joins(meeting).status()).isEqualTo(200);
        return meeting;
    }

    private Talk talk(String meeting, Product... nodes) {
        List<Person> people =
                Stream.of(nodes)
                        .flatMap(
                                node ->
                                        IntStream.range(0, 8)
                                                .mapToObj(ignored -> node.person("alice")))
                        .toList();
        return new Talk(people, meeting, acknowledged);
    }

    private static void awaitAnswered(Talk talk) {
        await().atMost(PATIENCE).until(() -> talk.answers().containsKey(200));
    }

    private void awaitMore() {
        int enough = acknowledged.size() + LINES_A_ROUND;
        await().atMost(PATIENCE).until(() -> acknowledged.size() >= enough);
    }

    @Test
    void aKilledNodeOnSqliteLosesNothing() throws Exception {
        String store = "sqlite:" + data;
        Product node = node("node", store);
        String meeting = running(node);
        for (int round = 0; round < ROUNDS; round++) {
            Talk talk = talk(meeting, node);
            awaitMore();
            node.kill();
            talk.close();
            node = node("node", store);
            Sound.assertNothingLost(node.person("alice"), meeting, acknowledged);
        }
        stop(node);
        Sound.assertSound(store);
    }

    @Test
    void aKilledNodeOnMongoLosesNothingAndTheOtherGoesOn() throws Exception {
        try (RealMongo.Database database = RealMongo.database();
                Product survivor = node("survivor", database.uri())) {
            String meeting = running(survivor);
            for (int round = 0; round < ROUNDS; round++) {
                Product victim = node("victim", database.uri());
                try (Talk onVictim = talk(meeting, victim);
                        Talk onSurvivor = talk(meeting, survivor)) {
                    awaitAnswered(onVictim);
                    awaitMore();
                    victim.kill();
                    awaitMore();
                    assertThat(onSurvivor.answers().keySet()).containsOnly(200);
                }
                assertCatchesUp(survivor);
                Sound.assertNothingLost(survivor.person("alice"), meeting, acknowledged);
            }
            stop(survivor);
            Sound.assertSound(database.uri());
        }
    }

    @Test
    void aKilledMongodLosesNothingAndTheNodeGoesOn() throws Exception {
        try (Mongod mongod = RealMongo.process(files);
                Product node = node("node", mongod.uri("crash"))) {
            String meeting = running(node);
            try (Talk talk = talk(meeting, node)) {
                for (int round = 0; round < ROUNDS; round++) {
                    awaitMore();
                    mongod.kill();
                    mongod.restart();
                    awaitMore();
                }
                assertThat(talk.answers().keySet()).contains(200).isSubsetOf(200, 503);
            }
            assertCatchesUp(node);
            Sound.assertNothingLost(node.person("alice"), meeting, acknowledged);
            stop(node);
            Sound.assertSound(mongod.uri("crash"));
        }
    }

    @Test
    void aNodeThatStoodStillComesBackWithoutHarm() throws Exception {
        try (RealMongo.Database database = RealMongo.database();
                Product other = node("other", database.uri());
                Product still = node("still", database.uri())) {
            String meeting = running(other);
            try (Talk onStill = talk(meeting, still);
                    Talk onOther = talk(meeting, other)) {
                for (int round = 0; round < ROUNDS; round++) {
                    awaitAnswered(onStill);
                    awaitMore();
                    still.freeze();
                    assertCatchesUp(other); // also what the other kept until then
                    awaitMore();
                    await().pollDelay(STILL).atMost(STILL.plus(PATIENCE)).until(() -> true);
                    still.thaw();
                    awaitMore();
                }
                assertThat(onOther.answers().keySet()).containsOnly(200);
                assertThat(onStill.answers().keySet()).isSubsetOf(200, 503);
            }
            assertCatchesUp(other);
            assertCatchesUp(still);
            Sound.assertNothingLost(still.person("alice"), meeting, acknowledged);
            stop(still);
            stop(other);
            Sound.assertSound(database.uri());
        }
    }

    /** Whoever kept the views before, within 30 s somebody does. */
    private static void assertCatchesUp(Product node) {
        Person alice = node.person("alice");
        long head = alice.get("/api/v1/log/status").data().path("head").asLong();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () ->
                                assertThat(
                                                alice.get("/api/v1/log/status")
                                                        .data()
                                                        .path("processors"))
                                        .as(node::output)
                                        .isNotEmpty()
                                        .allSatisfy(
                                                one ->
                                                        assertThat(one.path("position").asLong())
                                                                .isGreaterThanOrEqualTo(head)));
    }

    private static void stop(Product node) {
        node.terminate();
        assertThat(node.exitStatus()).isIn(0, 143);
    }
}
