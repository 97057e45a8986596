package io.minutebook.infra.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.infra.story.Person.Reply;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node killed under load, as a process of its own, has lost nothing that it acknowledged. */
class KillTest {

    private static final String READY = "Minutebook is ready: ";

    @TempDir Path data;

    @Test
    void everyAcknowledgedMessageSurvivesKillNine() throws Exception {
        Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        String meeting;
        try (Node node = Node.start(data)) {
            Person alice = node.person("alice");
            meeting = alice.creates("Killed");
            alice.starts(meeting);
            alice.joins(meeting);
            List<Thread> talkers =
                    IntStream.range(0, 8)
                            .mapToObj(i -> talker(alice, meeting, i, acknowledged))
                            .toList();
            Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> acknowledged.size() > 300);
            node.kill();
            for (Thread talker : talkers) {
                talker.join(30_000);
            }
        }
        try (Server server = Server.on(data)) {
            Person alice = server.person("alice");
            List<String> kept = allChat(alice, meeting);
            assertThat(kept).containsAll(acknowledged).doesNotHaveDuplicates();
            assertThat(alice.says(meeting, "after").status()).isEqualTo(200);
        }
    }

    private static List<String> allChat(Person reader, String meeting) {
        List<String> lines = new ArrayList<>();
        Reply page = reader.get(Person.path(meeting, "chat?limit=200"));
        while (page.data().size() > 0) {
            lines.addAll(page.data().findValuesAsString("message_id"));
            String oldest = page.data().get(0).path("message_id").asString();
            page = reader.get(Person.path(meeting, "chat?limit=200&before=" + oldest));
        }
        return lines;
    }

    private static Thread talker(
            Person person, String meeting, int number, Queue<String> acknowledged) {
        return Thread.ofPlatform()
                .start(
                        () -> {
                            try {
                                for (int i = 0; i < 100_000; i++) {
                                    Reply reply = person.says(meeting, number + "/" + i);
                                    if (reply.status() == 200) {
                                        acknowledged.add(
                                                reply.data().path("message_id").asString());
                                    }
                                }
                            } catch (CompletionException killed) {
                                // the node is gone: what it acknowledged until now is what counts
                            }
                        });
    }

    /** The product as an operator runs it: a process. */
    private record Node(Process process, String url, HttpClient http) implements AutoCloseable {

        static Node start(Path data) throws IOException {
            ProcessBuilder command =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "--enable-native-access=ALL-UNNAMED",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    "io.minutebook.infra.main.Minutebook",
                                    "dev",
                                    "--port=0",
                                    "--empty",
                                    "--data=" + data)
                            .redirectErrorStream(true);
            command.environment().put("MINUTEBOOK_RATE_LIMIT_CHAT", "off");
            Process process = command.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
            StringBuilder said = new StringBuilder();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(READY)) {
                    Thread.ofPlatform().daemon().start(() -> output.lines().forEach(ignored -> {}));
                    return new Node(
                            process,
                            line.substring(READY.length()).strip(),
                            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
                }
                said.append(line).append('\n');
            }
            throw new AssertionError("not ready: " + said);
        }

        Person person(String userId) {
            return Person.withDevToken(http, url, userId, Map.of());
        }

        void kill() {
            process.destroyForcibly();
        }

        @Override
        public void close() {
            process.destroyForcibly().onExit().join();
        }
    }
}
