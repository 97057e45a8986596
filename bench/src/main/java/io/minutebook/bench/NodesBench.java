package io.minutebook.bench;

import java.io.IOException;
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
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private NodesBench() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println("| what | runs | median ms | slowest ms |");
        System.out.println("| --- | ---: | ---: | ---: |");
        List<Double> starts = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            Path data = folder();
            Node node = start(data, "sqlite:" + data);
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
        Node first = start(data, store);
        Node second = start(data, store);
        String token = second.token("bench");
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

    private static Node start(Path data, String store) throws IOException {
        return Node.start(
                data,
                List.of(),
                Map.of("MINUTEBOOK_STORE_URI", store, "MINUTEBOOK_RATE_LIMIT_READ", "off"));
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
