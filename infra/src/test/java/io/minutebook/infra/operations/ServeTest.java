package io.minutebook.infra.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.minutebook.infra.process.Product;
import io.minutebook.infra.story.Person;
import io.minutebook.infra.story.Person.Reply;
import io.minutebook.kernel.json.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Production: tokens of others, metrics on a port of their own, health on the main one. */
class ServeTest {

    private static final String SECRET = "an issuer's secret of enough bytes";

    @TempDir Path scratch;

    @Test
    void servesWithTokensOfTheConfiguredIssuer() throws JOSEException, IOException {
        Files.writeString(
                scratch.resolve("serve.yml"),
                """
                minutebook:
                  store:
                    uri: sqlite:record
                  auth:
                    issuer: https://issuer.example
                """);
        try (Product product =
                Product.start(
                        scratch,
                        Map.of(
                                "MINUTEBOOK_AUTH_HMAC_SECRET",
                                SECRET,
                                "LOGGING_STRUCTURED_FORMAT_CONSOLE",
                                "ecs"),
                        "serve",
                        "--spring.config.location=serve.yml",
                        "--server.port=0",
                        "--management.server.port=0")) {
            List<Integer> ports = product.ports(2);
            String token = token();
            Person alice = person(ports.get(0), token);
            Person operator = person(ports.get(1), null);
            String meeting = alice.creates("In production");
            alice.starts(meeting);
            alice.joins(meeting);

            Reply media = alice.post(Person.path(meeting, "token"), Map.of());
            assertThat(media.code()).as("without LiveKit").isEqualTo("LIVEKIT_TOKEN_ERROR");
            assertThat(alice.post("/dev/token", Map.of()).code()).isEqualTo("NOT_FOUND");
            assertThat(person(ports.get(0), null).get("/api/v1/meetings").code())
                    .isEqualTo("UNAUTHENTICATED");

            for (String group : List.of("liveness", "readiness")) {
                Reply health = person(ports.get(0), null).get("/actuator/health/" + group);
                assertThat(health.status()).isEqualTo(200);
                assertThat(health.json().path("status").asString()).isEqualTo("UP");
            }
            assertThat(alice.get("/openapi.json").status()).isEqualTo(200);
            assertThat(scratch.resolve("record/log.db")).exists();
            assertThat(alice.get("/actuator/prometheus").status()).isEqualTo(404);
            assertThat(operator.get("/actuator/prometheus").text())
                    .contains("minutebook_log_head", "minutebook_commands_seconds_count");

            product.terminate();
            assertThat(product.exitStatus()).isIn(0, 143);
            assertThat(product.errors()).isEmpty();
            assertLogged(product.output(), token);
        }
    }

    private static void assertLogged(String output, String token) {
        assertThat(output).doesNotContain(token, SECRET);
        List<String> lines = output.lines().toList();
        assertThat(lines).isNotEmpty();
        for (String line : lines) {
            JsonNode entry = Json.MAPPER.readTree(line);
            assertThat(entry.path("@timestamp").asString("")).as(line).isNotEmpty();
        }
    }

    private static String token() throws JOSEException {
        SignedJWT token =
                new SignedJWT(
                        new JWSHeader(JWSAlgorithm.HS256),
                        new JWTClaimsSet.Builder()
                                .subject("alice")
                                .issuer("https://issuer.example")
                                .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                                .build());
        token.sign(new MACSigner(SECRET));
        return token.serialize();
    }

    private static Person person(int port, String token) {
        return new Person(
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
                "http://127.0.0.1:" + port,
                "alice",
                token);
    }
}
