package io.minutebook.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.netty.http.client.WebsocketClientSpec;

/** People in meetings, each with a live connection, who note when a line of chat reaches them. */
final class Members implements AutoCloseable {

    private static final int IN_FLIGHT = 8;
    private static final String MARK = "sent at ";
    private static final WebsocketClientSpec SPEC =
            WebsocketClientSpec.builder().maxFramePayloadLength(4 * 1024 * 1024).build();

    private final Node node;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> hosts = new ConcurrentHashMap<>();
    private final Queue<Disposable> sockets = new ConcurrentLinkedQueue<>();
    private final Queue<Double> millis = new ConcurrentLinkedQueue<>();
    private final Semaphore places = new Semaphore(IN_FLIGHT);
    private volatile @Nullable CountDownLatch expected;

    Members(Node node) {
        this.node = node;
    }

    /**
     * A running meeting of a host, who has no live connection, and {@code members} who have one.
     */
    String meeting(int members) throws Exception {
        String host = node.token("host");
        String meeting =
                node.call(
                                "POST",
                                "/api/v1/meetings",
                                host,
                                "{\"title\":\"Bench\",\"policy\":{\"max_participants\":1000}}")
                        .at("/data/meeting_id")
                        .asString();
        String path = "/api/v1/meetings/" + meeting;
        node.call("POST", path + "/start", host, "");
        node.call("POST", path + "/join", host, "");
        hosts.put(meeting, host);
        CountDownLatch welcomed = new CountDownLatch(members);
        for (int i = 0; i < members; i++) {
            String token = node.token("member" + i);
            node.call("POST", path + "/join", token, "");
            connect(meeting, token, welcomed);
        }
        if (!welcomed.await(2, TimeUnit.MINUTES)) {
            throw new IllegalStateException(welcomed.getCount() + " were not welcomed");
        }
        return meeting;
    }

    private void connect(String meeting, String token, CountDownLatch welcomed) {
        String address =
                node.url().replace("http:", "ws:") + "/ws/meetings/" + meeting + "?token=" + token;
        sockets.add(
                reactor.netty.http.client.HttpClient.newConnection()
                        .websocket(SPEC)
                        .uri(address)
                        .handle(
                                (in, out) ->
                                        in.aggregateFrames(4 * 1024 * 1024)
                                                .receive()
                                                .asString(StandardCharsets.UTF_8)
                                                .doOnNext(frame -> hear(frame, welcomed))
                                                .then())
                        .subscribe());
    }

    private void hear(String frame, CountDownLatch welcomed) {
        int mark = frame.indexOf(MARK);
        if (mark >= 0) {
            int end = frame.indexOf('"', mark);
            long sent = Long.parseLong(frame.substring(mark + MARK.length(), end));
            millis.add((System.nanoTime() - sent) / 1e6);
            CountDownLatch latch = expected;
            if (latch != null) {
                latch.countDown();
            }
        } else if (frame.contains("\"welcome\"")) {
            welcomed.countDown();
        }
    }

    void expect(int deliveries) {
        millis.clear();
        expected = new CountDownLatch(deliveries);
    }

    /** The host says a line; others may be on their way, where nobody waits for the answer. */
    void say(String meeting, boolean waits) throws Exception {
        places.acquire();
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(node.url() + "/api/v1/meetings/" + meeting + "/chat"))
                        .header("Authorization", "Bearer " + hosts.get(meeting))
                        .header("Content-Type", "application/json")
                        .POST(
                                BodyPublishers.ofString(
                                        "{\"message_type\":\"text\",\"content\":\""
                                                + MARK
                                                + System.nanoTime()
                                                + "\"}"))
                        .build();
        var answer =
                http.sendAsync(request, BodyHandlers.discarding())
                        .whenComplete((done, failure) -> places.release());
        if (waits) {
            answer.join();
        }
    }

    double[] awaitMillis() throws InterruptedException {
        CountDownLatch latch = expected;
        if (latch == null || !latch.await(2, TimeUnit.MINUTES)) {
            throw new IllegalStateException("lines did not arrive");
        }
        return millis.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Override
    public void close() {
        sockets.forEach(Disposable::dispose);
    }
}
