package io.minutebook.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What it costs to tell a line to all who are in a meeting, beside Centrifugo and socket.io where
 * those can be had: deliveries, latency, memory of idle connections, and readers that stall. The
 * servers are processes of their own; one client process holds all the connections. The arguments
 * are the servers to measure, all where there are none.
 */
public final class LiveBench {

    private static final List<LiveShape> SHAPES =
            List.of(
                    new LiveShape("1 × 1,000", 1, 1_000, 0, 4, 10),
                    new LiveShape("100 × 10", 100, 10, 0, 1, 500),
                    new LiveShape("10 beside 1,000 idle", 1, 10, 1_000, 8, 100));

    private LiveBench() {}

    /** A server to be started when its turn comes, so that none takes the processor of another. */
    private interface Start {
        Optional<LiveServer> server() throws IOException, InterruptedException;
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, Start> starts = new LinkedHashMap<>();
        starts.put("minutebook", () -> Optional.of(MeasuredNode.start(folder())));
        starts.put("centrifugo", Peer::centrifugo);
        starts.put("socket.io", Peer::socketIo);
        if (arguments.length > 0) {
            starts.keySet().retainAll(List.of(arguments));
        }
        List<String> sockets = new ArrayList<>();
        List<String> stalled = new ArrayList<>();
        System.out.println(LiveShape.HEAD);
        for (Start start : starts.values()) {
            Optional<LiveServer> started = start.server();
            if (started.isPresent()) {
                LiveServer server = started.get();
                sockets.add(IdleSockets.row(server));
                LiveShape.warmUp(server);
                for (LiveShape shape : SHAPES) {
                    System.out.println(shape.row(server));
                }
                if (server instanceof MeasuredNode node) {
                    stalled.addAll(StalledReaders.rows(node));
                }
                server.process().destroyForcibly();
            }
        }
        print(IdleSockets.HEAD, sockets);
        print(StalledReaders.HEAD, stalled);
        System.exit(0);
    }

    private static void print(String head, List<String> rows) {
        if (!rows.isEmpty()) {
            System.out.println();
            System.out.println(head);
            rows.forEach(System.out::println);
        }
    }

    private static Path folder() throws IOException {
        Path folder = Files.createTempDirectory("minutebook-bench");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Folders.delete(folder)));
        return folder;
    }
}
