package io.minutebook.infra.story;

import static io.minutebook.infra.story.WebhookTrials.contents;
import static io.minutebook.infra.story.WebhookTrials.done;
import static io.minutebook.infra.story.WebhookTrials.path;
import static io.minutebook.infra.story.WebhookTrials.registers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minutebook.infra.mongo.RealMongo;
import io.minutebook.infra.process.Product;
import io.minutebook.infra.story.Person.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Nothing is lost, and nothing sent for no reason, whatever happens to those who send. */
class WebhookSurvivalTest {

    private static final List<String> CHAT = List.of("chat.message_sent");
    private static final String SECRET = "a secret that all nodes of this test share";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir Path data;
    @TempDir Path scratch;
    private WebhookReceiver receiver;

    @BeforeEach
    void listen() {
        receiver = new WebhookReceiver();
    }

    @AfterEach
    void hangUp() {
        receiver.close();
    }

    private Product node(String name, String store) throws IOException {
        return Product.start(
                Files.createDirectories(scratch.resolve(name)),
                Map.of(
                        "MINUTEBOOK_RATE_LIMIT_CHAT",
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

    private static List<String> lines(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "line " + i).toList();
    }

    private static void says(Person person, String meeting, int from, int to) {
        IntStream.range(from, to).forEach(i -> done(person.says(meeting, "line " + i)));
    }

    @Test
    void everythingArrivesThoughTheNodeIsKilled() throws Exception {
        receiver.answers(
                exchange -> {
                    await().pollDelay(Duration.ofMillis(20)).until(() -> true);
                    exchange.sendResponseHeaders(204, -1);
                });
        String meeting;
        try (Product node = node("first", "sqlite:" + data)) {
            Person alice = node.person("alice");
            meeting = Given.running(alice);
            registers(alice, Map.of("url", receiver.url(), "meeting_id", meeting));
            says(alice, meeting, 0, 100);
            await().atMost(PATIENCE).until(() -> receiver.arrivals().size() >= 20);
            node.kill();
        }
        int before = receiver.arrivals().size();
        assertThat(before).isLessThan(100);

        try (Product node = node("second", "sqlite:" + data)) {
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () ->
                                    assertThat(contents(receiver.arrivals()))
                                            .containsAll(lines(0, 100)));
            Person alice = node.person("alice");
            says(alice, meeting, 100, 105);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () ->
                                    assertThat(contents(receiver.arrivals()))
                                            .containsAll(lines(100, 105)));
        }
        List<String> arrived = contents(receiver.arrivals());
        assertThat(arrived).hasSizeLessThan(200);
        assertThat(new ArrayList<>(new java.util.LinkedHashSet<>(arrived)))
                .isEqualTo(lines(0, 105));
    }

    @Test
    void buildingViewsAnewSendsNothing() throws IOException {
        JsonNode webhook;
        String meeting;
        try (Server server = Server.on(data)) {
            Person alice = server.person("alice");
            meeting = Given.running(alice);
            webhook =
                    registers(
                            alice,
                            Map.of("url", receiver.url(), "meeting_id", meeting, "events", CHAT));
            says(alice, meeting, 0, 5);
            await().untilAsserted(
                            () ->
                                    assertThat(
                                                    alice.get(
                                                                    path(webhook)
                                                                            + "/deliveries?status=succeeded")
                                                            .data())
                                            .hasSize(5));
        }
        try (Stream<Path> files = Files.list(data)) {
            for (Path file :
                    files.filter(file -> file.getFileName().toString().startsWith("views"))
                            .toList()) {
                Files.delete(file);
            }
        }

        try (Server server = Server.on(data)) {
            Person alice = server.person("alice");
            assertThat(alice.get("/api/v1/webhooks?meeting_id=" + meeting).data()).hasSize(1);
            assertThat(alice.get(path(webhook) + "/deliveries").data()).hasSize(5);
            says(alice, meeting, 5, 6);
            await().untilAsserted(
                            () -> assertThat(contents(receiver.arrivals())).isEqualTo(lines(0, 6)));
        }
    }

    @Test
    void nodesShareTheWorkAndOneTakesOverFromAnother() throws Exception {
        int webhooks = 12;
        try (RealMongo.Database database = RealMongo.database();
                Server first =
                        Server.on(
                                data.resolve("first"),
                                Map.of(
                                        "minutebook.store.uri",
                                        database.uri(),
                                        "minutebook.auth.hmac-secret",
                                        SECRET));
                Product second = node("second", database.uri())) {
            Person alice = first.person("alice");
            String meeting = Given.running(alice);
            for (int i = 0; i < webhooks; i++) {
                registers(
                        alice,
                        Map.of(
                                "url",
                                receiver.url("/" + i),
                                "meeting_id",
                                meeting,
                                "events",
                                CHAT));
            }
            Person anybodyAtFirst = first.anonymous();
            Person anybodyAtSecond = second.anonymous();
            await().atMost(PATIENCE)
                    .until(
                            () -> {
                                done(alice.says(meeting, "warming up"));
                                return hasSent(anybodyAtFirst) && hasSent(anybodyAtSecond);
                            });
            awaitQuiet();
            Person atSecond = second.person("alice");
            int before = receiver.arrivalsAt("/0").size();
            for (int i = 0; i < 20; i++) {
                done((i % 2 == 0 ? alice : atSecond).says(meeting, "line " + i));
            }
            for (int i = 0; i < webhooks; i++) {
                String path = "/" + i;
                await().atMost(PATIENCE)
                        .untilAsserted(
                                () -> assertThat(after(before, path)).isEqualTo(lines(0, 20)));
            }

            second.kill();
            says(alice, meeting, 20, 25);
            for (int i = 0; i < webhooks; i++) {
                String path = "/" + i;
                await().atMost(PATIENCE)
                        .untilAsserted(
                                () -> assertThat(after(before, path)).containsAll(lines(20, 25)));
            }
        }
    }

    private List<String> after(int before, String path) {
        List<String> all = contents(receiver.arrivalsAt(path));
        return all.subList(Math.min(before, all.size()), all.size());
    }

    private static boolean hasSent(Person atNode) {
        Reply metrics = atNode.get("/actuator/prometheus");
        return metrics.text().contains("minutebook_webhook_attempts_seconds_count");
    }

    /** Waits until nothing has arrived for a while. */
    private void awaitQuiet() {
        int[] last = new int[] {-1};
        await().pollInterval(Duration.ofSeconds(1))
                .atMost(PATIENCE)
                .until(
                        () -> {
                            int before = last[0];
                            last[0] = receiver.arrivals().size();
                            return last[0] == before;
                        });
    }
}
