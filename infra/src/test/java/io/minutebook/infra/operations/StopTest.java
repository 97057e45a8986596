package io.minutebook.infra.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.infra.process.Product;
import io.minutebook.infra.story.Person;
import io.minutebook.infra.story.Person.Reply;
import io.minutebook.infra.story.Server;
import io.minutebook.infra.story.Socket;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stop under load is orderly: sockets are told, what is under way is answered, nothing is lost.
 */
class StopTest {

    private static final int TALKERS = 8;
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir Path scratch;

    @Test
    void whatWasAcknowledgedIsThereAfterAStopUnderLoad() throws InterruptedException {
        Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        Queue<Integer> others = new ConcurrentLinkedQueue<>();
        Path data = scratch.resolve("data");
        String meeting;
        try (Product product =
                Product.start(
                        scratch,
                        Map.of("MINUTEBOOK_RATE_LIMIT_CHAT", "off"),
                        "dev",
                        "--port=0",
                        "--empty",
                        "--data=" + data)) {
            String url = product.url();
            HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            Person alice = Person.withDevToken(http, url, "alice", Map.of());
            meeting = alice.creates("Stopped");
            alice.starts(meeting);
            alice.joins(meeting);
            Socket socket = alice.watches(meeting);
            socket.sees("welcome");
            List<Thread> talkers =
                    IntStream.range(0, TALKERS)
                            .mapToObj(
                                    i ->
                                            Thread.ofPlatform()
                                                    .start(
                                                            () ->
                                                                    talk(
                                                                            alice, meeting,
                                                                            acknowledged, others)))
                            .toList();
            Awaitility.await().atMost(PATIENCE).until(() -> acknowledged.size() > 200);

            product.terminate();
            assertThat(product.exitStatus(GRACE)).isIn(0, 143);
            assertThat(socket.closeCode()).isEqualTo(4000);
            for (Thread talker : talkers) {
                talker.join(PATIENCE);
            }
            assertThat(product.errors()).isEmpty();
        }
        assertThat(others).as("answers other than success").allMatch(status -> status == 503);
        try (Server server = Server.on(data)) {
            assertThat(server.person("alice").messageIds(meeting))
                    .containsAll(acknowledged)
                    .doesNotHaveDuplicates();
        }
    }

    private static void talk(
            Person person, String meeting, Queue<String> acknowledged, Queue<Integer> others) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Reply reply = person.says(meeting, "and on and on");
                if (reply.status() == 200) {
                    acknowledged.add(reply.data().path("message_id").asString());
                } else {
                    others.add(reply.status());
                }
            }
        } catch (CompletionException stopped) {
            // nobody listens any longer
        }
    }
}
