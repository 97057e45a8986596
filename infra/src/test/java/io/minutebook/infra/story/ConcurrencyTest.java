package io.minutebook.infra.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.infra.story.Person.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Many at once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConcurrencyTest {

    @TempDir static Path data;
    private Server server;
    private Person alice;

    @BeforeAll
    void open() {
        server = Server.on(data);
        alice = server.person("alice");
    }

    @AfterAll
    void close() {
        server.close();
    }

    @RepeatedTest(5)
    void ofTwoStartsOneSucceedsAndLeavesOneEvent() {
        String meeting = alice.creates("Race");
        List<Integer> answers =
                together(
                                Stream.of(alice, alice)
                                        .map(
                                                p ->
                                                        p.callAsync(
                                                                "POST",
                                                                Person.path(meeting, "start"),
                                                                null)))
                        .map(Reply::status)
                        .sorted()
                        .toList();
        assertThat(answers).containsExactly(200, 409);
        assertThat(alice.get(Person.path(meeting, "history")).data().findValuesAsString("type"))
                .containsExactly("meeting.created", "meeting.started");
    }

    @RepeatedTest(5)
    void ofTwoJoinsForTheLastPlaceOneSucceeds() {
        String meeting =
                alice.creates(Map.of("title", "Full", "policy", Map.of("max_participants", 2)));
        alice.starts(meeting);
        alice.joins(meeting);
        Stream<Person> people = Stream.of(server.person("bob"), server.person("carol"));
        List<Reply> answers =
                together(people.map(p -> p.callAsync("POST", Person.path(meeting, "join"), null)))
                        .toList();
        assertThat(answers.stream().map(Reply::status)).containsExactlyInAnyOrder(200, 403);
        assertThat(answers.stream().map(Reply::code)).contains("MAX_PARTICIPANTS_REACHED");
        assertThat(
                        alice.get(Person.path(meeting, "status"))
                                .data()
                                .path("active_participants")
                                .asInt())
                .isEqualTo(2);
    }

    @Test
    void twoHundredChatAtOnceAndEverySocketSeesEachMessageOnceAndInOrder() {
        int people = 200;
        String meeting =
                alice.creates(Map.of("title", "Crowd", "policy", Map.of("max_participants", 300)));
        alice.starts(meeting);
        alice.joins(meeting);
        List<Person> crowd =
                IntStream.range(0, people).mapToObj(i -> server.person("user-" + i)).toList();
        together(crowd.stream().map(p -> p.callAsync("POST", Person.path(meeting, "join"), null)))
                .forEach(reply -> assertThat(reply.status()).as(reply.text()).isEqualTo(200));
        List<Socket> sockets = new ArrayList<>();
        for (Person person : crowd.subList(0, 20)) {
            Socket socket = person.watches(meeting);
            socket.sees("welcome");
            sockets.add(socket);
        }
        together(
                        crowd.stream()
                                .map(
                                        p ->
                                                p.callAsync(
                                                        "POST",
                                                        Person.path(meeting, "chat"),
                                                        Map.of(
                                                                "content",
                                                                "from " + p.userId(),
                                                                "message_type",
                                                                "text"))))
                .forEach(reply -> assertThat(reply.status()).as(reply.text()).isEqualTo(200));

        List<String> order =
                sockets.get(0).sees("chat", people).stream().map(this::content).toList();
        assertThat(order).doesNotHaveDuplicates().hasSize(people);
        for (Socket socket : sockets.subList(1, sockets.size())) {
            assertThat(socket.sees("chat", people).stream().map(this::content))
                    .containsExactlyElementsOf(order);
        }
        assertThat(
                        alice.get(Person.path(meeting, "chat?limit=200"))
                                .data()
                                .findValuesAsString("content"))
                .containsExactlyElementsOf(order);
        sockets.forEach(Socket::close);
    }

    private String content(JsonNode frame) {
        return frame.at("/data/content").asString();
    }

    private static Stream<Reply> together(Stream<CompletableFuture<Reply>> calls) {
        return calls.toList().stream().map(CompletableFuture::join);
    }
}
