package io.minutebook.bench;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Minutebook on SQLite, every line of chat durable before anybody hears it. */
final class MeasuredNode implements LiveServer {

    /** All of it touched at the start, so that what the process grows by is not heap. */
    private static final List<String> HEAP = List.of("-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch");

    private static final int CALLERS = 16;

    private final Node node;
    private final ExecutorService callers =
            Executors.newFixedThreadPool(CALLERS, new DefaultThreadFactory("callers", true));
    private final List<String> meetings = new ArrayList<>();
    private final String host;

    private MeasuredNode(Node node, String host) {
        this.node = node;
        this.host = host;
    }

    static MeasuredNode start(Path data) throws IOException, InterruptedException {
        Map<String, String> environment =
                Stream.of("MANAGEMENT", "PARTICIPANT", "CHAT", "STATUS", "WEBSOCKET", "READ")
                        .collect(
                                Collectors.toMap(
                                        category -> "MINUTEBOOK_RATE_LIMIT_" + category,
                                        category -> "off"));
        environment.put("MINUTEBOOK_STORE_URI", "sqlite:" + data);
        Node node = Node.start(data, HEAP, environment);
        return new MeasuredNode(node, node.token("m0"));
    }

    @Override
    public String name() {
        return "Minutebook";
    }

    @Override
    public ProcessHandle process() {
        return node.process().toHandle();
    }

    /** Its virtual machine compiles what it runs meanwhile, which is not to be measured with it. */
    @Override
    public Duration warmUp() {
        return Duration.ofSeconds(60);
    }

    @Override
    public Duration settling() {
        return Duration.ofSeconds(20);
    }

    /** A running meeting; every member has joined, and connects as the session it got by that. */
    @Override
    public List<Seat> open(int members) throws IOException, InterruptedException {
        String meeting =
                node.call(
                                "POST",
                                "/api/v1/meetings",
                                host,
                                "{\"title\":\"Bench\",\"policy\":{\"max_participants\":1000}}")
                        .at("/data/meeting_id")
                        .asString();
        meetings.add(meeting);
        node.call("POST", "/api/v1/meetings/" + meeting + "/start", host, "");
        List<Future<Seat>> seats = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            String userId = "m" + i;
            seats.add(callers.submit(() -> joined(meeting, userId)));
        }
        List<Seat> all = new ArrayList<>();
        for (Future<Seat> seat : seats) {
            try {
                all.add(seat.get());
            } catch (ExecutionException failure) {
                throw new IllegalStateException(failure);
            }
        }
        return all;
    }

    private Seat joined(String meeting, String userId) throws IOException, InterruptedException {
        String token = node.token(userId);
        String session = "c-" + userId;
        String answer =
                node.text(
                        "POST",
                        "/api/v1/meetings/" + meeting + "/join",
                        token,
                        "{\"connection_id\":\"" + session + "\"}");
        if (!answer.contains("\"success\"")) {
            throw new IllegalStateException(answer);
        }
        return new Seat(
                URI.create(
                        node.url().replace("http", "ws")
                                + "/ws/meetings/"
                                + meeting
                                + "?connection_id="
                                + session
                                + "&token="
                                + token),
                "",
                "\"type\":\"welcome\"",
                "",
                "",
                "{\"type\":\"chat\",\"data\":{\"message_type\":\"text\",\"content\":\"",
                "\"}}");
    }

    @Override
    public void endRooms() throws IOException, InterruptedException {
        for (String meeting : meetings) {
            node.call("POST", "/api/v1/meetings/" + meeting + "/end", host, "");
        }
        meetings.clear();
    }

    /** How many connections were closed for being too slow. */
    long droppedAsTooSlow() throws IOException, InterruptedException {
        return node.text("GET", "/actuator/prometheus", host, "")
                .lines()
                .filter(line -> line.startsWith("minutebook_sockets_dropped_total"))
                .filter(line -> line.contains("\"too_slow\""))
                .mapToLong(line -> (long) Double.parseDouble(line.split(" ")[1]))
                .sum();
    }
}
