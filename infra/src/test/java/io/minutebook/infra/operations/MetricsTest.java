package io.minutebook.infra.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.infra.story.Person;
import io.minutebook.infra.story.Person.Reply;
import io.minutebook.infra.story.Server;
import io.minutebook.infra.story.Socket;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What operators watch. */
class MetricsTest {

    @TempDir Path data;
    private Server server;

    @BeforeEach
    void open() {
        server = Server.on(data);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void tellsOfCommandsAppendsLagAndSockets() {
        Person alice = server.person("alice");
        String meeting = alice.creates("Measured");
        alice.starts(meeting);
        alice.joins(meeting);
        alice.starts(meeting);
        try (Socket socket = alice.watches(meeting)) {
            socket.sees("welcome");
            alice.says(meeting, "Hello");
            socket.sees("chat");
            assertThat(metric("minutebook_sockets_open")).isEqualTo(1);
            alice.ends(meeting);
            socket.closeCode();
        }
        assertThat(metric("minutebook_log_head")).isEqualTo(4);
        assertThat(sum("minutebook_log_append_seconds_count")).isEqualTo(5);
        assertThat(sum("minutebook_commands_seconds_count")).isGreaterThanOrEqualTo(6);
        assertThat(metrics())
                .contains("outcome=\"MEETING_ALREADY_ACTIVE\"")
                .contains(
                        "minutebook_commands_seconds_bucket",
                        "minutebook_log_append_seconds_bucket")
                .contains("processor=\"meetings\"", "processor=\"chat\"");
        assertThat(metrics()).contains("cache=\"aggregates\",result=\"hit\"");
        assertThat(sum("cache_gets_total")).isPositive();
        assertThat(sum("minutebook_cache_bytes")).isPositive();
        assertThat(metrics())
                .contains("cache=\"recent_events\"")
                .contains("minutebook_snapshots_total{outcome=\"taken\"")
                .contains("minutebook_snapshot_loads_total{outcome=\"used\"");
        assertThat(sum("minutebook_frames_total")).isGreaterThanOrEqualTo(3);
        assertThat(sum("minutebook_sockets_dropped_total")).isEqualTo(1);
        assertThat(metrics()).contains("reason=\"meeting_ended\"");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> {
                            assertThat(sum("minutebook_processor_lag")).isZero();
                            assertThat(metric("minutebook_sockets_open")).isZero();
                        });
    }

    @Test
    void isAliveAndReadyAndSaysHowFarProcessorsAre() {
        server.person("alice").creates("Seen");
        Reply liveness = server.anonymous().get("/actuator/health/liveness");
        assertThat(liveness.status()).isEqualTo(200);
        assertThat(liveness.json().path("status").asString()).isEqualTo("UP");
        Reply readiness = server.anonymous().get("/actuator/health/readiness");
        assertThat(readiness.status()).isEqualTo(200);
        JsonNode record = readiness.json().at("/components/record/details");
        assertThat(record.path("head").asLong(-1)).isZero();
        assertThat(record.has("lag.meetings")).isTrue();
        assertThat(record.has("lag.chat")).isTrue();
    }

    private String metrics() {
        Reply reply = server.anonymous().get("/actuator/prometheus");
        assertThat(reply.status()).isEqualTo(200);
        return reply.text();
    }

    private double metric(String name) {
        return metrics()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(MetricsTest::value)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no metric " + name));
    }

    /** Over all tags. */
    private double sum(String name) {
        return metrics()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(MetricsTest::value)
                .sum();
    }

    private static double value(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }
}
