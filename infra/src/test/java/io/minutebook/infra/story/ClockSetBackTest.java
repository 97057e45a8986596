package io.minutebook.infra.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minutebook.infra.main.CommandRun;
import io.minutebook.infra.mongo.RealMongo;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clocks that are set back, and clocks of nodes that are hours apart, order nothing. */
class ClockSetBackTest {

    private static final String SECRET = "a secret that both nodes of this test share";

    @TempDir Path here;
    @TempDir Path there;

    @Test
    void theRecordGoesOnInItsOrder() {
        String store = "sqlite:" + here;
        MovedClock clock = new MovedClock();
        String meeting;
        try (Server server = Server.on(here, clock)) {
            Person alice = server.person("alice");
            meeting = Given.running(alice);
            for (int i = 0; i < 20; i++) {
                Given.done(alice.says(meeting, "line " + i));
                clock.passes(i % 2 == 0 ? Duration.ofSeconds(-20) : Duration.ofSeconds(5));
            }
            assertInOrder(alice, meeting, 20);
        }
        assertSound(store);
    }

    @Test
    void nodesWhoseClocksAreApartTellOneStory() {
        MovedClock late = new MovedClock();
        late.passes(Duration.ofSeconds(-25)); // tokens of the other's clock are good until 30 s
        try (RealMongo.Database database = RealMongo.database()) {
            Map<String, Object> properties = new HashMap<>();
            properties.put("minutebook.store.uri", database.uri());
            properties.put("minutebook.auth.hmac-secret", SECRET);
            try (Server a = Server.on(here, properties);
                    Server b = Server.on(there, late, properties)) {
                Person alice = a.person("alice");
                Person elsewhere = alice.at(b.url());
                String meeting = Given.running(alice);
                for (int i = 0; i < 20; i++) {
                    Given.done((i % 2 == 0 ? alice : elsewhere).says(meeting, "line " + i));
                }
                assertInOrder(alice, meeting, 20);
                assertInOrder(elsewhere, meeting, 20);
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(
                                () ->
                                        assertThat(
                                                        elsewhere
                                                                .get("/api/v1/log/status")
                                                                .data()
                                                                .path("processors")
                                                                .findValuesAsString("lag"))
                                                .isNotEmpty()
                                                .containsOnly("0"));
            }
            assertSound(database.uri());
        }
    }

    private static void assertInOrder(Person reader, String meeting, int lines) {
        List<String> said =
                reader.get(Person.path(meeting, "chat?limit=200"))
                        .data()
                        .findValuesAsString("content");
        assertThat(said).hasSize(lines);
        for (int i = 0; i < lines; i++) {
            assertThat(said.get(i)).isEqualTo("line " + i);
        }
        List<Instant> recorded =
                reader
                        .get(Person.path(meeting, "history"))
                        .data()
                        .findValuesAsString("recorded")
                        .stream()
                        .map(Instant::parse)
                        .toList();
        assertThat(recorded).isSorted();
    }

    private static void assertSound(String store) {
        CommandRun check = CommandRun.of("check", "--store", store);
        assertThat(check.status()).as(check.toString()).isZero();
    }
}
