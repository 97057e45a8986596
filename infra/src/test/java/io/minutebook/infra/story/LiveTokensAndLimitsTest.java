package io.minutebook.infra.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.infra.process.Product;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Live connections and their tokens: how long these hold, and where they are never seen. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveTokensAndLimitsTest {

    private static final Map<String, Object> AN_HOUR = Map.of("ttl_seconds", 3_600);

    /** Clocks may be so far apart. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    @TempDir static Path data;
    private final MovedClock clock = new MovedClock();
    private Server server;

    @BeforeAll
    void open() {
        server =
                Server.on(
                        data,
                        clock,
                        Map.of(
                                "minutebook.rate-limit.websocket", "5/1h",
                                "minutebook.rate-limit.chat", "2/1h",
                                "minutebook.rate-limit.auth", "3/1h"));
    }

    @AfterAll
    void close() {
        server.close();
    }

    @Test
    void aTokenThatExpiresClosesWithinTheSkewUnlessItIsRenewed() {
        Person alice = server.person("alice", AN_HOUR);
        String meeting = alice.creates("Long");
        clock.passes(Duration.ofHours(1).plus(SKEW).minusSeconds(2));
        try (Socket expiring = alice.watches(meeting);
                Socket renewed = alice.watches(meeting)) {
            renewed.sees("welcome");
            renewed.sends(
                    Map.of(
                            "type",
                            "auth",
                            "id",
                            1,
                            "data",
                            Map.of("token", server.person("alice", AN_HOUR).token())));
            assertThat(renewed.sees("ack").path("id").asInt()).isEqualTo(1);
            JsonNode closing = expiring.sees("closing");
            assertThat(closing.at("/data/code").asInt()).isEqualTo(4500);
            assertThat(closing.at("/data/reason").asString()).isEqualTo("token_expired");
            assertThat(expiring.closeCode()).isEqualTo(4500);
            renewed.sends(Map.of("type", "ping", "id", 2));
            assertThat(renewed.sees("pong").path("id").asInt()).isEqualTo(2);
        }
    }

    @Test
    void anExpiredTokenIsRefusedBeforeTheUpgrade() throws IOException {
        Person alice = server.person("late", AN_HOUR);
        String meeting = alice.creates("Later");
        clock.passes(Duration.ofHours(1).plus(SKEW).plusSeconds(1));
        try (RawSocket socket =
                new RawSocket(
                        server.port(), "/ws/meetings/" + meeting + "?token=" + alice.token())) {
            assertThat(socket.status()).isEqualTo(401);
            assertThat(socket.header("WWW-Authenticate")).startsWith("Bearer");
            assertThat(socket.body().path("code").asString()).isEqualTo("UNAUTHENTICATED");
        }
    }

    @Test
    void everyFrameCountsAndTheConnectionOutlivesTheLimit() {
        Person carol = server.person("carol", AN_HOUR);
        String meeting = Given.running(carol);
        try (Socket socket = carol.watches(meeting)) {
            socket.sees("welcome");
            for (int i = 0; i < 3; i++) {
                socket.sends(
                        Map.of("type", "chat", "id", i, "data", Map.of("content", "line " + i)));
            }
            assertThat(socket.sees("ack", 2)).hasSize(2);
            assertRefused(socket.sees("error"), 2, 2);
            socket.sends(Map.of("type", "ping", "id", 3));
            socket.sees("pong");
            socket.sends(Map.of("type", "nonsense", "id", 4));
            assertThat(socket.sees("error").at("/data/code").asString())
                    .isEqualTo("VALIDATION_FAILED");
            socket.sends(Map.of("type", "ping", "id", 5));
            assertRefused(socket.sees("error"), 5, 5);
        }
    }

    @Test
    void whatIsRefusedForItsFormCountsAndIsCountedFirst() {
        Person hugo = server.person("hugo", AN_HOUR);
        String meeting = Given.running(hugo);
        try (Socket socket = hugo.watches(meeting)) {
            socket.sees("welcome");
            socket.sends(Map.of("type", "chat", "id", 0, "data", Map.of("content", 7)));
            socket.sends(Map.of("type", "chat", "id", 1, "data", "no object"));
            for (int i = 0; i < 2; i++) {
                JsonNode error = socket.sees("error");
                assertThat(error.path("id").asInt(-1)).isEqualTo(i);
                assertThat(error.at("/data/code").asString()).isEqualTo("VALIDATION_FAILED");
            }
            socket.sends(Map.of("type", "chat", "id", 2, "data", Map.of("content", 7)));
            assertRefused(socket.sees("error"), 2, 2);
        }
    }

    @Test
    void aRenewalWithoutATokenIsNoGuess() {
        Person ida = server.person("ida", AN_HOUR);
        String meeting = Given.running(ida);
        try (Socket socket = ida.watches(meeting)) {
            socket.sees("welcome");
            socket.sends(Map.of("type", "auth", "data", Map.of("token", 5)));
            socket.sends(Map.of("type", "auth", "data", Map.of("token", Map.of())));
            socket.sends(Map.of("type", "auth", "data", Given.body("token", null)));
            socket.sends(Map.of("type", "auth"));
            for (JsonNode error : socket.sees("error", 4)) {
                assertThat(error.at("/data/code").asString()).isEqualTo("VALIDATION_FAILED");
                assertThat(error.at("/data/details/token").isMissingNode()).isFalse();
            }
            socket.sends(Map.of("type", "auth", "data", Map.of("token", "rubbish")));
            assertThat(socket.sees("error").at("/data/code").asString())
                    .isEqualTo("UNAUTHENTICATED");
        }
    }

    @Test
    void aHandshakeCountsAsAGetWhateverBecomesOfIt(@TempDir Path other) throws IOException {
        Map<String, Object> few = Map.of("minutebook.rate-limit.read", "3/1h");
        try (Server counting = Server.on(other, clock, few)) {
            Person jana = counting.person("jana", AN_HOUR);
            String path = "/ws/meetings/" + jana.creates("Counted") + "?token=" + jana.token();
            assertThat(jana.get("/api/v1/meetings").status()).isEqualTo(200);
            try (RawSocket open = new RawSocket(counting.port(), path);
                    RawSocket bad = new RawSocket(counting.port(), path, "Connection: close");
                    RawSocket late = new RawSocket(counting.port(), path, "Connection: close")) {
                assertThat(open.status()).isEqualTo(101);
                assertThat(open.header("X-RateLimit-Remaining")).isEqualTo("1");
                assertThat(bad.status()).isEqualTo(400);
                assertThat(bad.header("X-RateLimit-Remaining")).isEqualTo("0");
                assertThat(late.status()).isEqualTo(429);
                assertThat(late.header("X-RateLimit-Limit")).isEqualTo("3");
                assertThat(late.header("Retry-After")).isNotEmpty();
                assertThat(late.body().path("code").asString()).isEqualTo("RATE_LIMIT_EXCEEDED");
            }
        }
    }

    @Test
    void protocolPingsCountToo() throws IOException {
        Person gina = server.person("gina", AN_HOUR);
        String meeting = Given.running(gina);
        try (RawSocket socket =
                new RawSocket(
                        server.port(), "/ws/meetings/" + meeting + "?token=" + gina.token())) {
            socket.sees("welcome");
            for (int i = 0; i < 5; i++) {
                byte[] payload = ("ping " + i).getBytes(StandardCharsets.US_ASCII);
                socket.sendPing(payload);
                assertThat(socket.pong()).isEqualTo(payload);
            }
            socket.sendPing(new byte[0]);
            JsonNode error = socket.sees("error");
            assertThat(error.at("/data/code").asString()).isEqualTo("RATE_LIMIT_EXCEEDED");
            assertThat(error.has("id")).isFalse();
        }
    }

    private static void assertRefused(JsonNode error, int id, int limit) {
        assertThat(error.path("id").asInt(-1)).isEqualTo(id);
        assertThat(error.at("/data/code").asString()).isEqualTo("RATE_LIMIT_EXCEEDED");
        assertThat(error.at("/data/details/limit").asInt()).isEqualTo(limit);
    }

    @Test
    void everySocketOfSomebodyPresentSeesAll() {
        Person host = server.person("dora", AN_HOUR);
        Person guest = server.person("emil", AN_HOUR);
        String meeting = Given.running(host);
        try (Socket one = guest.watches(meeting);
                Socket two = guest.watches(meeting)) {
            one.sees("welcome");
            two.sees("welcome");
            one.sends(Map.of("type", "join", "id", 1));
            for (Socket socket : List.of(one, two)) {
                assertThat(socket.sees("join").path("user_id").asString()).isEqualTo("emil");
            }
            Given.done(host.says(meeting, "to both"));
            for (Socket socket : List.of(one, two)) {
                assertThat(socket.sees("chat").at("/data/content").asString()).isEqualTo("to both");
            }
        }
    }

    @Test
    void noTokenIsLoggedOrMeasuredHoweverMuchIs(@TempDir Path other, @TempDir Path scratch)
            throws IOException {
        Map<String, String> talkative =
                Map.of(
                        "LOGGING_LEVEL_ROOT", "debug",
                        "LOGGING_LEVEL_REACTOR_NETTY", "info", // beyond, it prints every byte
                        "LOGGING_LEVEL_REACTOR_NETTY_HTTP_SERVER_ACCESSLOG", "info",
                        "JDK_JAVA_OPTIONS", "-Dreactor.netty.http.server.accessLogEnabled=true");
        try (Product product =
                Product.start(
                        scratch, talkative, "dev", "--port=0", "--empty", "--data=" + other)) {
            Person frida = product.person("frida");
            int port = URI.create(product.url()).getPort();
            String meeting = frida.creates("Secret");
            try (Socket query = frida.watches(meeting);
                    RawSocket protocol =
                            new RawSocket(
                                    port,
                                    "/ws/meetings/" + meeting,
                                    "Sec-WebSocket-Protocol: minutebook, bearer." + frida.token());
                    RawSocket refused =
                            new RawSocket(
                                    port,
                                    "/ws/meetings/none?resume_from=7&token=" + frida.token())) {
                query.sees("welcome");
                protocol.sees("welcome");
                assertThat(refused.status()).isEqualTo(404);
                query.sends(
                        Map.of(
                                "type",
                                "auth",
                                "id",
                                1,
                                "data",
                                Map.of("token", frida.token() + "x")));
                query.sees("error");
            }
            String secret = frida.token().substring(frida.token().lastIndexOf('.') + 1);
            assertThat(frida.get("/actuator/prometheus").text())
                    .contains("http_server_requests")
                    .doesNotContain(secret);
            assertThat(product.output() + product.errors())
                    .contains("/ws/meetings/none?resume_from=7")
                    .doesNotContain(secret);
        }
    }
}
