package io.minutebook.infra.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.infra.edge.RawHttp.Answer;
import io.minutebook.infra.story.Server;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is asked, a refusal has one form: the envelope with a code, and nothing of our insides.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErrorEnvelopeTest {

    private static final String MEETINGS = "/api/v1/meetings";
    private static final String UNKNOWN = "/api/v1/meetings/01HXYZ0000000000000000000Z";
    private static final String JSON = "Content-Type: application/json";
    private static final String LONG = "a".repeat(20_000);

    @TempDir static Path data;
    private Server server;
    private String bearer;

    @BeforeAll
    void open() {
        server = Server.on(data, Map.of("minutebook.allowed-origins", "https://app.example"));
        bearer = "Authorization: Bearer " + server.person("alice").token();
    }

    @AfterAll
    void close() {
        server.close();
    }

    static Stream<Arguments> requests() {
        return Stream.of(
                refused(404, "NOT_FOUND", "GET /nowhere HTTP/1.1"),
                refused(404, "NOT_FOUND", "GET / HTTP/1.1"),
                refused(404, "NOT_FOUND", "OPTIONS /nowhere HTTP/1.1"),
                refused(404, "NOT_FOUND", "GET /api/v1/meetings/ HTTP/1.1"),
                refused(404, "NOT_FOUND", "GET /api/v1/meetings//status HTTP/1.1"),
                refused(404, "NOT_FOUND", "GET /api/v1/../x HTTP/1.1"),
                refused(404, "NOT_FOUND", "GET /webjars/nothing.js HTTP/1.1"),
                refused(404, "NOT_FOUND", "GET /actuator/env HTTP/1.1"),
                refused(404, "NOT_FOUND", "GET /ws/nowhere HTTP/1.1"),
                refused(404, "MEETING_NOT_FOUND", "GET " + UNKNOWN + "/status HTTP/1.1"),
                refused(404, "MEETING_NOT_FOUND", "GET /api/v1/meetings/%00/chat HTTP/1.1"),
                refused(405, "METHOD_NOT_ALLOWED", "DELETE " + UNKNOWN + "/start HTTP/1.1"),
                refused(405, "METHOD_NOT_ALLOWED", "TRACE " + MEETINGS + " HTTP/1.1"),
                refused(405, "METHOD_NOT_ALLOWED", "CONNECT " + MEETINGS + " HTTP/1.1"),
                refused(405, "METHOD_NOT_ALLOWED", "BREW " + MEETINGS + " HTTP/1.1"),
                refused(405, "METHOD_NOT_ALLOWED", "POST /openapi.json HTTP/1.1"),
                refused(405, "METHOD_NOT_ALLOWED", "GET /dev/token HTTP/1.1"),
                refused(
                        406,
                        "NOT_ACCEPTABLE",
                        "GET " + MEETINGS + " HTTP/1.1",
                        "Accept: text/html"),
                refused(406, "NOT_ACCEPTABLE", "GET " + MEETINGS + " HTTP/1.1", "Accept: rubbish"),
                refused(
                        415,
                        "UNSUPPORTED_MEDIA_TYPE",
                        "POST " + MEETINGS + " HTTP/1.1",
                        "Content-Type: text/plain"),
                refused(
                        415,
                        "UNSUPPORTED_MEDIA_TYPE",
                        "POST " + MEETINGS + " HTTP/1.1",
                        "Content-Type: rubbish"),
                refused(
                        415,
                        "UNSUPPORTED_MEDIA_TYPE",
                        "POST " + MEETINGS + " HTTP/1.1",
                        "Content-Type: */*"),
                refused(400, "VALIDATION_FAILED", "POST " + MEETINGS + " HTTP/1.1", JSON),
                refused(400, "VALIDATION_FAILED", "GET " + MEETINGS + "?limit=0 HTTP/1.1"),
                refused(400, "VALIDATION_FAILED", "GET " + MEETINGS + "?status=%ff HTTP/1.1"),
                refused(400, "VALIDATION_FAILED", "GET " + MEETINGS + "?limit=%zz HTTP/1.1"),
                refused(400, "VALIDATION_FAILED", "GET /api/v1/meetings/%zz/status HTTP/1.1"),
                refused(400, "VALIDATION_FAILED", "GET /a|b HTTP/1.1"),
                refused(400, "VALIDATION_FAILED", "GET /a b HTTP/1.1"),
                refused(400, "VALIDATION_FAILED", "GET /" + LONG + " HTTP/1.1"),
                refused(400, "VALIDATION_FAILED", "GET / HTTP/1.1", "X-Large: " + LONG),
                refused(400, "VALIDATION_FAILED", "GET / HTTP/1.1", "Bad Name: x"),
                refused(400, "VALIDATION_FAILED", "GET / HTTP/1.1", "Content-Length: many"),
                refused(400, "VALIDATION_FAILED", "RUBBISH"),
                refused(400, "VALIDATION_FAILED", "GET /ws/meetings/x HTTP/1.1"),
                refused(
                        400,
                        "VALIDATION_FAILED",
                        "GET /ws/meetings/x HTTP/1.1",
                        "Upgrade: websocket",
                        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="),
                refused(
                        400,
                        "VALIDATION_FAILED",
                        "GET /ws/meetings/x HTTP/1.1",
                        "Upgrade: websocket",
                        "Sec-WebSocket-Version: 13"),
                refused(
                        403,
                        "INSUFFICIENT_PERMISSION",
                        "GET " + MEETINGS + " HTTP/1.1",
                        "Origin: https://evil.example"),
                refused(
                        403,
                        "INSUFFICIENT_PERMISSION",
                        "GET /ws/meetings/x HTTP/1.1",
                        "Upgrade: websocket",
                        "Origin: https://evil.example"),
                refused(
                        403,
                        "INSUFFICIENT_PERMISSION",
                        "OPTIONS " + MEETINGS + " HTTP/1.1",
                        "Origin: https://evil.example",
                        "Access-Control-Request-Method: POST"));
    }

    private static Arguments refused(int status, String code, String firstLine, String... headers) {
        return Arguments.of(status, code, firstLine, headers);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @MethodSource("requests")
    void refusesInOneForm(int status, String code, String firstLine, String[] headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 1);
        all[headers.length] = bearer;
        Answer answer = RawHttp.ask(server.port(), firstLine, all);
        assertEnvelope(answer, status, code);
        if (status == 405) {
            assertThat(answer.header("Allow")).isNotEmpty();
        }
    }

    @Test
    void refusesWhoeverHasNoTokenAlsoWhereThereIsNothing() {
        for (String path : new String[] {MEETINGS, "/nowhere", "/api/v1/meetings/x/start"}) {
            Answer answer = RawHttp.ask(server.port(), "POST " + path + " HTTP/1.1");
            assertEnvelope(answer, 401, "UNAUTHENTICATED");
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        }
    }

    @Test
    void refusesABodyThatIsTooLargeOrBroken() {
        String head = "POST " + MEETINGS + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
        String large = "{\"title\":\"" + "x".repeat(300_000) + "\"}";
        assertEnvelope(
                RawHttp.send(
                        server.port(),
                        head
                                + bearer
                                + "\r\n"
                                + JSON
                                + "\r\nContent-Length: "
                                + large.length()
                                + "\r\n\r\n"
                                + large),
                413,
                "PAYLOAD_TOO_LARGE");
        assertEnvelope(
                RawHttp.send(
                        server.port(),
                        head
                                + bearer
                                + "\r\n"
                                + JSON
                                + "\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n"),
                400,
                "VALIDATION_FAILED");
    }

    @Test
    void aHeadHasTheHeadersOfAnAnswerAndNoBody() {
        Answer found = RawHttp.ask(server.port(), "HEAD " + MEETINGS + " HTTP/1.1", bearer);
        assertThat(found.status()).isEqualTo(200);
        assertThat(found.header("Content-Type")).isEqualTo("application/json");
        assertThat(found.body()).isEmpty();
        for (String path : new String[] {"/nowhere", "/%zz"}) {
            Answer refused = RawHttp.ask(server.port(), "HEAD " + path + " HTTP/1.1", bearer);
            assertThat(refused.status()).isBetween(400, 404);
            assertThat(refused.header("Content-Type")).isEqualTo("application/json");
            assertThat(refused.body()).isEmpty();
        }
    }

    @Test
    void letsPagesOfAllowedOriginsAsk() {
        Answer preflight =
                RawHttp.ask(
                        server.port(),
                        "OPTIONS " + UNKNOWN + "/join HTTP/1.1",
                        "Origin: https://app.example",
                        "Access-Control-Request-Method: POST",
                        "Access-Control-Request-Headers: authorization,content-type");
        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("Access-Control-Allow-Origin"))
                .isEqualTo("https://app.example");
        assertThat(preflight.header("Access-Control-Allow-Methods")).contains("POST");
        Answer call =
                RawHttp.ask(
                        server.port(),
                        "GET " + MEETINGS + " HTTP/1.1",
                        "Origin: https://app.example",
                        bearer);
        assertThat(call.status()).isEqualTo(200);
        assertThat(call.header("Access-Control-Expose-Headers")).contains("X-RateLimit-Limit");
    }

    @Test
    void tellsWhatAPathTakes() {
        Answer options = RawHttp.ask(server.port(), "OPTIONS " + MEETINGS + " HTTP/1.1", bearer);
        assertThat(options.status()).isEqualTo(200);
        assertThat(options.header("Allow")).contains("GET", "POST");
    }

    private static void assertEnvelope(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.json().path("code").asString()).isEqualTo(code);
        assertThat(Set.copyOf(answer.json().propertyNames()))
                .isEqualTo(Set.of("status", "message", "code", "details", "timestamp"));
        assertThat(answer.json().path("status").asString()).isEqualTo("error");
        assertThat(answer.json().path("message").asString()).isNotBlank();
        assertThat(answer.json().path("details").isObject()).isTrue();
        assertThat(answer.body()).doesNotContain("Exception", "io.minutebook", "\\tat ");
    }
}
