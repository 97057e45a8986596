package io.minutebook.infra.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minutebook.infra.mongo.Mongod;
import io.minutebook.infra.mongo.RealMongo;
import io.minutebook.infra.story.Person.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While the store cannot be reached that is what everybody is told, soon; then all goes on. */
class OutageTest {

    private static final long ANSWER_SECONDS_MAX = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration RECOVERY = Duration.ofSeconds(60);
    private static final String READINESS = "/actuator/health/readiness";

    @TempDir Path data;
    @TempDir Path files;

    @Test
    void answersUnavailableWhileTheStoreStandsStillAndGoesOnAfter() {
        try (Mongod mongod = RealMongo.process(files);
                Server server = on(mongod)) {
            Person alice = server.person("alice");
            String meeting = Given.running(alice);
            Given.done(server.anonymous().get(READINESS));
            mongod.freeze();
            try {
                assertUnavailable(server, alice, meeting);
                assertUnavailable(server, alice, meeting);
            } finally {
                mongod.thaw();
            }
            assertRecovers(server, alice, meeting);
        }
    }

    @Test
    void answersUnavailableWhileTheStoreIsGoneAndGoesOnAfter() throws IOException {
        try (Mongod mongod = RealMongo.process(files);
                Server server = on(mongod)) {
            Person alice = server.person("alice");
            String meeting = Given.running(alice);
            mongod.kill();
            assertUnavailable(server, alice, meeting);
            mongod.restart();
            assertRecovers(server, alice, meeting);
        }
    }

    private Server on(Mongod mongod) {
        return Server.on(
                data,
                Map.of(
                        "minutebook.store.uri",
                        mongod.uri("outage"),
                        "minutebook.rate-limit.chat",
                        "1000/1h"));
    }

    private static void assertUnavailable(Server server, Person alice, String meeting) {
        Map<String, CompletableFuture<Reply>> replies = new LinkedHashMap<>();
        replies.put("command", sent(alice, "POST", Person.path(meeting, "start"), null));
        replies.put(
                "counted command",
                sent(
                        alice,
                        "POST",
                        Person.path(meeting, "chat"),
                        Map.of("content", "lost", "message_type", "text")));
        replies.put("create", sent(alice, "POST", "/api/v1/meetings", Map.of("title", "Lost")));
        replies.put("query", sent(alice, "GET", Person.path(meeting, "status"), null));
        replies.put("chat", sent(alice, "GET", Person.path(meeting, "chat"), null));
        replies.put("list", sent(alice, "GET", "/api/v1/meetings", null));
        replies.put("log status", sent(alice, "GET", "/api/v1/log/status", null));
        CompletableFuture<Reply> readiness = server.anonymous().callAsync("GET", READINESS, null);
        CompletableFuture<Reply> liveness =
                sent(server.anonymous(), "GET", "/actuator/health/liveness", null);
        replies.forEach(
                (what, reply) -> {
                    assertThat(reply).as(what).succeedsWithin(PATIENCE);
                    Reply answer = reply.join();
                    assertThat(answer.status()).as(what + answer.text()).isEqualTo(503);
                    assertThat(answer.code()).as(what).isEqualTo("SERVICE_UNAVAILABLE");
                    assertThat(answer.header("Retry-After")).as(what).matches("[1-9][0-9]*");
                });
        assertThat(readiness).succeedsWithin(PATIENCE);
        assertThat(readiness.join().status()).isEqualTo(503);
        assertThat(liveness.join().status()).isEqualTo(200);
    }

    /** Fails where the answer is not there in time, counted from here. */
    private static CompletableFuture<Reply> sent(
            Person person, String method, String path, @Nullable Object body) {
        return person.callAsync(method, path, body).orTimeout(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
    }

    private static void assertRecovers(Server server, Person alice, String meeting) {
        await().atMost(RECOVERY)
                .untilAsserted(
                        () -> {
                            assertThat(server.anonymous().get(READINESS).status()).isEqualTo(200);
                            assertThat(alice.says(meeting, "back").status()).isEqualTo(200);
                        });
        Given.done(alice.get(Person.path(meeting, "chat")));
        Given.done(alice.get("/api/v1/meetings"));
    }
}
