package io.minutebook.bench;

import io.minutebook.kernel.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * How long a node takes to start, and another to go on with the work of one that was killed, as
 * processes of their own: on SQLite, and, for the second, on the replica set whose URI is the
 * argument.
 */
public final class NodesBench {

    private static final int RUNS = 5;
    private static final String READY = "Minutebook is ready: ";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private NodesBench() {}

    /** A node, and how long it took to be ready, in milliseconds. */
    private record Node(Process process, String url, double startMillis) {

        static Node start(Path data, String store) throws IOException {
            long began = System.nanoTime();
            ProcessBuilder command =
                    new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "io.minutebook.infra.main.Minutebook",
                            "dev",
                            "--port=0",
                            "--empty",
                            "--data=" + data);
            command.environment()
                    .putAll(
                            Map.of(
                                    "MINUTEBOOK_STORE_URI",
                                    store,
                                    "MINUTEBOOK_RATE_LIMIT_READ",
                                    "off"));
            Process process = command.redirectErrorStream(true).start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
            String line = output.readLine();
            while (line != null && !line.startsWith(READY)) {
                line = output.readLine();
            }
            if (line == null) {
                throw new IllegalStateException("a node did not start");
            }
            double millis = (System.nanoTime() - began) / 1e6;
            Thread.ofPlatform().daemon().start(() -> drain(output));
            return new Node(process, line.substring(READY.length()).strip(), millis);
        }

        /** A process that nobody reads from would stop. */
        private static void drain(BufferedReader output) {
            try {
                output.transferTo(Writer.nullWriter());
            } catch (IOException killed) {
                // nothing more will come
            }
        }

        JsonNode call(String method, String path, String token, String body) throws Exception {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(url + path))
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .method(method, BodyPublishers.ofString(body))
                            .build();
            return Json.MAPPER.readTree(HTTP.send(request, BodyHandlers.ofString()).body());
        }

        String token() throws Exception {
            return call("POST", "/dev/token", "none", "{\"user_id\":\"bench\"}")
                    .path("token")
                    .asString();
        }

        void kill() {
            process.destroyForcibly().onExit().join();
        }
    }

    public static void main(String[] arguments) throws Exception {
        System.out.println("| what | runs | median ms | slowest ms |");
        System.out.println("| --- | ---: | ---: | ---: |");
        List<Double> starts = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            Path data = folder();
            Node node = Node.start(data, "sqlite:" + data);
            starts.add(node.startMillis());
            node.kill();
        }
        print("start to ready, empty SQLite store", starts);
        if (arguments.length > 0) {
            List<Double> takeovers = new ArrayList<>();
            for (int i = 0; i < RUNS; i++) {
                takeovers.add(takeover(arguments[0]));
            }
            print("from kill -9 until every view goes on elsewhere", takeovers);
        }
        System.exit(0);
    }

    /** The one that keeps most is killed; the other is asked until its views hold a new event. */
    private static double takeover(String store) throws Exception {
        Path data = folder();
        Node first = Node.start(data, store);
        Node second = Node.start(data, store);
        String token = second.token();
        first.kill();
        long began = System.nanoTime();
        second.call("POST", "/api/v1/meetings", token, "{\"title\":\"Bench\"}");
        while (lag(second, token) > 0) {
            if (System.nanoTime() - began > PATIENCE.toNanos()) {
                throw new IllegalStateException("nobody took over");
            }
        }
        double millis = (System.nanoTime() - began) / 1e6;
        second.process().destroy();
        second.process().waitFor();
        return millis;
    }

    private static long lag(Node node, String token) throws Exception {
        JsonNode processors =
                node.call("GET", "/api/v1/log/status", token, "").at("/data/processors");
        return Stream.iterate(0, i -> i < processors.size(), i -> i + 1)
                .mapToLong(i -> processors.get(i).path("lag").asLong())
                .max()
                .orElseThrow();
    }

    private static Path folder() throws IOException {
        Path folder = Files.createTempDirectory("minutebook-bench");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Folders.delete(folder)));
        return folder;
    }

    private static void print(String what, List<Double> millis) {
        List<Double> sorted = millis.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %,.0f | %,.0f |%n",
                what,
                sorted.size(),
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() - 1));
    }
}
