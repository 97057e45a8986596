package io.minutebook.infra.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.infra.story.Server;
import io.minutebook.kernel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.python.util.jython;
import tools.jackson.databind.JsonNode;

/**
 * The Autobahn test suite, which tries a WebSocket server by some hundreds of cases of RFC 6455,
 * against the product's server. It is Python inside a Maven plugin; the plugin itself would load
 * the product into Maven's own virtual machine, which may be too old for it.
 */
class AutobahnTest {

    private static final int CASES_MIN = 261;
    private static final long MINUTES_MAX = 5;

    /** Messages above the product's limit, and compression, which it does not offer. */
    private static final List<String> EXCLUDED =
            List.of(
                    "9.1.2", "9.1.3", "9.1.4", "9.1.5", "9.1.6", "9.2.2", "9.2.3", "9.2.4", "9.2.5",
                    "9.2.6", "9.3.*", "9.4.*", "9.5.*", "9.6.*", "12.*", "13.*");

    private static final Set<String> PASSED = Set.of("OK", "INFORMATIONAL");

    /**
     * What the RFC allows and the suite would have otherwise: text that is no UTF-8 noticed once
     * its frame is whole, an echo overtaken by the end of its connection.
     */
    private static final String LENIENT = "NON-STRICT";

    @TempDir Path folder;

    @Test
    void findsNoFault() throws Exception {
        Path reports = Path.of("target", "autobahn").toAbsolutePath();
        try (Server server = Server.with(folder.resolve("data"), EchoSocket::addTo)) {
            runs(specification(server, reports));
        }
        JsonNode results =
                Json.MAPPER
                        .readTree(Files.readString(reports.resolve("index.json")))
                        .path("minutebook");
        List<String> faults =
                results.propertyStream()
                        .filter(result -> !isPassed(result.getValue()))
                        .map(result -> result.getKey() + " " + result.getValue())
                        .toList();
        assertThat(faults).isEmpty();
        assertThat(results.size()).isGreaterThanOrEqualTo(CASES_MIN);
    }

    private static boolean isPassed(JsonNode result) {
        String behavior = result.path("behavior").asString();
        return (PASSED.contains(behavior) || behavior.equals(LENIENT))
                && PASSED.contains(result.path("behaviorClose").asString());
    }

    private Path specification(Server server, Path reports) throws IOException {
        Map<String, Object> specification =
                Map.of(
                        "outdir", reports.toString(),
                        "options", Map.of("failByDrop", false),
                        "servers",
                                List.of(
                                        Map.of(
                                                "agent",
                                                "minutebook",
                                                "url",
                                                "ws://127.0.0.1:" + server.port() + EchoSocket.PATH,
                                                "options",
                                                Map.of("version", 18))),
                        "cases", List.of("*"),
                        "exclude-cases", EXCLUDED,
                        "exclude-agent-cases", Map.of());
        return Files.writeString(
                folder.resolve("fuzzingclient.json"),
                Json.MAPPER.writeValueAsString(specification));
    }

    private void runs(Path specification) throws IOException, InterruptedException {
        Process suite =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-Dpython.cachedir.skip=true",
                                "-cp",
                                System.getProperty("java.class.path"),
                                jython.class.getName(),
                                "-c",
                                "from autobahntestsuite import wstest; wstest.run()",
                                "-m",
                                "fuzzingclient",
                                "-s",
                                specification.toString())
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("suite.log").toFile())
                        .start();
        boolean ended = suite.waitFor(MINUTES_MAX, TimeUnit.MINUTES);
        suite.destroyForcibly();
        assertThat(ended).as(Files.readString(folder.resolve("suite.log"))).isTrue();
    }
}
