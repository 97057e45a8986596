package io.minutebook.infra.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minutebook.infra.mongo.RealMongo;
import io.minutebook.infra.story.Person.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Anybody with a token may read where the log ends and how far its processors are. */
class LogStatusTest {

    @TempDir Path data;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void tellsHeadPositionAndLag(boolean onMongo) {
        try (RealMongo.Database database = onMongo ? RealMongo.database() : null) {
            String store = database == null ? "sqlite:" + data : database.uri();
            Map<String, Object> properties =
                    Map.of(
                            "minutebook.store.uri",
                            store,
                            "minutebook.rate-limit.read",
                            "500/999999d");
            try (Server server = Server.on(data, properties)) {
                Person alice = server.person("alice");
                assertThat(status(alice).path("head").asLong()).isEqualTo(-1);
                String meeting = Given.running(alice);
                JsonNode history = alice.get(Person.path(meeting, "history")).data();
                long head = history.path(history.size() - 1).path("position").asLong();
                assertThat(head).isPositive();
                assertThat(status(alice).path("head").asLong()).isEqualTo(head);
                await().atMost(Duration.ofSeconds(20))
                        .untilAsserted(
                                () -> {
                                    JsonNode processors = status(alice).path("processors");
                                    assertThat(processors).isNotEmpty();
                                    for (JsonNode each : processors) {
                                        assertThat(each.path("name").asString()).isNotBlank();
                                        assertThat(each.path("position").asLong()).isEqualTo(head);
                                        assertThat(each.path("lag").asLong(-1)).isZero();
                                    }
                                });
                Reply refused = server.anonymous().get("/api/v1/log/status");
                assertThat(refused.code()).isEqualTo("UNAUTHENTICATED");
            }
        }
    }

    private static JsonNode status(Person person) {
        Reply reply = person.get("/api/v1/log/status");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().path("status").asString()).isEqualTo("success");
        assertThat(reply.header("X-RateLimit-Limit")).isEqualTo("500");
        return reply.data();
    }
}
