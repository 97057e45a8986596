package io.minutebook.infra.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.infra.story.Server;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that come right behind the answer before, on the same connection. */
class KeepAliveTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int REQUESTS = 500;

    @TempDir Path data;

    @Test
    void eachIsAnsweredThoughAnotherThreadGaveTheAnswerBefore()
            throws IOException, InterruptedException {
        try (Server server = Server.on(data);
                HttpClient client =
                        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(server.url() + "/actuator/health/readiness"))
                            .timeout(PATIENCE)
                            .build();
            for (int i = 0; i < REQUESTS; i++) {
                assertThat(client.send(request, BodyHandlers.discarding()).statusCode())
                        .isEqualTo(200);
            }
        }
    }
}
