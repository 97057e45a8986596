package io.minutebook.infra.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minutebook.infra.story.Person;
import io.minutebook.infra.story.Person.Reply;
import io.minutebook.infra.story.Server;
import io.minutebook.infra.story.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.client.ReactorResourceFactory;

/** Nothing blocks the threads that serve all connections, whatever is asked. */
class NonBlockingTest {

    @TempDir Path data;
    private Server server;
    private Person alice;
    private Person bob;

    @BeforeEach
    void open() {
        Blocking.seen();
        server =
                Server.on(
                        data,
                        Map.of(
                                "minutebook.rate-limit.management", "1000/1h",
                                "minutebook.rate-limit.read", "1000/1m"));
        alice = server.person("alice");
        bob = server.person("bob");
        assertThat(Blocking.seen()).as("blocked while starting").isEmpty();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aBlockingCallOnSuchAThreadWouldBeSeen() throws Exception {
        server.bean(ReactorResourceFactory.class)
                .getLoopResources()
                .onServer(true)
                .next()
                .submit(
                        () -> {
                            Thread.sleep(1);
                            return null;
                        })
                .get(10, TimeUnit.SECONDS);
        assertThat(Blocking.seen()).singleElement().asString().contains("sleep", "http");
    }

    @Test
    void theWayOfAMeetingBlocksNothing() {
        String meeting =
                alice.creates(
                        Map.of(
                                "title",
                                "Quick",
                                "external_id",
                                "ext-1",
                                "policy",
                                Map.of("require_password", true, "password", "correct horse")));
        done(alice.post("/api/v1/meetings", Map.of("title", "Quick", "external_id", "ext-1")));
        done(alice.starts(meeting));
        done(alice.joins(meeting));
        refused(bob.joins(meeting));
        done(bob.post(Person.path(meeting, "join"), Map.of("password", "correct horse")));
        done(bob.says(meeting, "Hello"));
        done(bob.get(Person.path(meeting, "chat")));
        done(bob.put(Person.path(meeting, "participants/status"), Map.of("is_hand_raised", true)));
        done(bob.get(Person.path(meeting, "participants")));
        done(bob.get(Person.path(meeting, "status")));
        done(bob.post(Person.path(meeting, "token"), Map.of()));
        Reply rooms = alice.post(Person.path(meeting, "breakout-rooms"), Map.of("room_count", 2));
        done(rooms);
        done(
                alice.post(
                        Person.path(meeting, "breakout-rooms/assign"),
                        Map.of(
                                "participant_user_id",
                                "bob",
                                "breakout_room_id",
                                rooms.data().get(0).path("room_id").asString())));
        done(
                alice.post(
                        Person.path(meeting, "security/policy"),
                        Map.of("require_waiting_room", true)));
        Person carol = server.person("carol");
        String carols = carol.joins(meeting).data().path("participant_id").asString();
        done(alice.get(Person.path(meeting, "waiting-room")));
        done(alice.post(Person.path(meeting, "waiting-room/" + carols + "/admit"), null));
        done(bob.leaves(meeting));
        done(alice.get("/api/v1/meetings"));
        done(alice.ends(meeting));
        done(alice.get(Person.path(meeting, "history")));
        assertNothingBlocked();
    }

    @Test
    void aWebhookBlocksNothing() {
        String meeting = alice.creates("Told");
        Reply webhook =
                alice.post(
                        "/api/v1/webhooks",
                        Map.of("url", "http://127.0.0.1:9/hook", "meeting_id", meeting));
        assertThat(webhook.status()).as(webhook.text()).isEqualTo(201);
        String path = "/api/v1/webhooks/" + webhook.data().path("webhook_id").asString();
        done(alice.get("/api/v1/webhooks"));
        done(alice.call("PATCH", path, Map.of("url", "http://localhost:9/other")));
        refused(alice.call("PATCH", path, Map.of("url", "http://169.254.169.254/")));
        Reply test = alice.post(path + "/test", null);
        done(test);
        String delivery = path + "/deliveries/" + test.data().path("delivery_id").asString();
        await().until(() -> alice.get(delivery).data().path("attempts").size() == 1);
        done(alice.post(delivery + "/redeliver", null));
        done(alice.get(path + "/deliveries"));
        done(alice.post(path + "/rotate-secret", null));
        done(alice.call("DELETE", path, null));
        assertNothingBlocked();
    }

    @Test
    void aLiveConnectionBlocksNothing() {
        String meeting = alice.creates("Live");
        alice.starts(meeting);
        alice.joins(meeting);
        try (Socket socket = bob.watches(meeting)) {
            socket.sees("welcome");
            socket.sends(Map.of("type", "join", "id", "1"));
            socket.sees("ack");
            socket.sends(Map.of("type", "chat", "data", Map.of("content", "Hi"), "id", "2"));
            socket.sees("ack");
            socket.sends(
                    Map.of(
                            "type",
                            "reaction",
                            "id",
                            "3",
                            "data",
                            Map.of("reaction_type", "thumbs_up")));
            socket.sees("ack");
            socket.sends(
                    Map.of(
                            "type",
                            "hand_raise",
                            "id",
                            "4",
                            "data",
                            Map.of("is_hand_raised", true)));
            socket.sees("ack");
            socket.sends(Map.of("type", "auth", "id", "5", "data", Map.of("token", bob.token())));
            socket.sees("ack");
            socket.sends(Map.of("type", "nonsense", "id", "6"));
            socket.sees("error");
            socket.sends(Map.of("type", "ping", "id", "7"));
            socket.sees("pong");
            alice.says(meeting, "Bye");
            socket.sees("chat");
            alice.ends(meeting);
            socket.sees("meeting_ended");
            socket.closeCode();
        }
        assertNothingBlocked();
    }

    @Test
    void refusalsAndWhatSurroundsTheApiBlockNothing() {
        for (String path :
                List.of(
                        "/openapi.json",
                        "/docs",
                        "/swagger-ui/index.html",
                        "/swagger-ui/swagger-ui.css",
                        "/actuator/health",
                        "/actuator/health/liveness",
                        "/actuator/health/readiness",
                        "/actuator/prometheus",
                        "/nowhere",
                        "/api/v1/meetings/none/status",
                        "/api/v1/meetings?limit=0")) {
            assertThat(alice.get(path).status()).as(path).isLessThan(500);
        }
        refused(server.anonymous().get("/api/v1/meetings"));
        refused(alice.post("/api/v1/meetings", "{"));
        refused(alice.post("/api/v1/meetings", "{\"title\":\"" + "x".repeat(300_000) + "\"}"));
        refused(alice.call("DELETE", "/dev/token", null));
        RawHttp.ask(server.port(), "RUBBISH");
        assertNothingBlocked();
    }

    private static void done(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isBetween(200, 201);
    }

    private static void refused(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isBetween(400, 499);
    }

    private static void assertNothingBlocked() {
        assertThat(Blocking.seen()).isEmpty();
    }
}
