package io.minutebook.infra.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.infra.mongo.RealMongo;
import io.minutebook.infra.story.Person.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Two nodes on one replica set are one product: nobody can tell which of them answered. */
class NodesStoryTest {

    private static final String SECRET = "a secret that both nodes of this test share";

    @TempDir Path here;
    @TempDir Path there;

    private final RealMongo.Database database = RealMongo.database();
    private final List<Server> servers = new ArrayList<>();

    private Server node(Path data, Map<String, Object> properties) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put("minutebook.store.uri", database.uri());
        all.put("minutebook.auth.hmac-secret", SECRET);
        Server server = Server.on(data, all);
        servers.add(server);
        return server;
    }

    @AfterEach
    void stop() {
        servers.forEach(Server::close);
        database.close();
    }

    @Test
    void whatOneAcknowledgedTheOtherShows() {
        Server a = node(here, Map.of());
        Server b = node(there, Map.of());
        List<Person> alice = List.of(a.person("alice"), b.person("alice"));
        String meeting = Given.running(alice.get(0));
        for (int i = 0; i < 30; i++) {
            Person one = alice.get(i % 2);
            Person other = alice.get(1 - i % 2);
            Reply line = one.says(meeting, "line " + i);
            Given.done(line);
            assertThat(other.get(Person.path(meeting, "chat?limit=1")).data().get(0))
                    .isEqualTo(line.data());
            String guest = "guest" + i;
            Person joining = (i % 2 == 0 ? a : b).person(guest);
            Given.done(joining.joins(meeting));
            assertThat(
                            other.get(Person.path(meeting, "status"))
                                    .data()
                                    .path("active_participants")
                                    .asInt())
                    .isEqualTo(i + 2);
            assertThat(Given.listed(other, meeting, guest).isMissingNode()).isFalse();
            String next = one.creates("Another " + i);
            assertThat(other.get("/api/v1/meetings").data().findValuesAsString("meeting_id"))
                    .contains(next);
        }
    }

    @Test
    void aTokenOfOneIsGoodOnTheOther() {
        Server a = node(here, Map.of());
        Server b = node(there, Map.of());
        Person alice = a.person("alice");
        assertThat(alice.at(b.url()).get("/api/v1/meetings").status()).isEqualTo(200);
    }

    @Test
    void liveStreamsOnBothShowEveryEventOnceAndInOrder() {
        Server a = node(here, Map.of());
        Server b = node(there, Map.of());
        Person alice = a.person("alice");
        Person bob = b.person("bob");
        String meeting = Given.running(alice);
        Given.done(bob.joins(meeting));
        try (Socket onA = alice.watches(meeting);
                Socket onB = bob.watches(meeting)) {
            JsonNode fromA = onA.sees("welcome");
            JsonNode fromB = onB.sees("welcome");
            List<CompletableFuture<Void>> talking =
                    Stream.of(alice, bob)
                            .map(
                                    person ->
                                            CompletableFuture.runAsync(
                                                    () -> talk(person, meeting),
                                                    work -> Thread.ofPlatform().start(work)))
                            .toList();
            List<JsonNode> seenOnA = chain(onA, fromA, 80);
            List<JsonNode> seenOnB = chain(onB, fromB, 80);
            talking.forEach(CompletableFuture::join);
            assertThat(texts(seenOnA)).isEqualTo(texts(seenOnB)).doesNotHaveDuplicates();
        }
    }

    private static void talk(Person person, String meeting) {
        for (int i = 0; i < 40; i++) {
            Given.done(person.says(meeting, person.userId() + " " + i));
        }
    }

    /** The next frames, each of which names the one before. */
    private static List<JsonNode> chain(Socket socket, JsonNode welcome, int count) {
        List<JsonNode> frames = new ArrayList<>();
        long previous = welcome.at("/data/seq").asLong();
        while (frames.size() < count) {
            JsonNode frame = socket.next();
            assertThat(frame.path("prev_seq").asLong()).isEqualTo(previous);
            assertThat(frame.path("seq").asLong()).isGreaterThan(previous);
            previous = frame.path("seq").asLong();
            frames.add(frame);
        }
        return frames;
    }

    private static List<String> texts(List<JsonNode> frames) {
        return frames.stream().map(frame -> frame.at("/data/content").asString()).toList();
    }

    @Test
    void rateLimitsAreExactOverBoth() {
        Map<String, Object> limited = Map.of("minutebook.rate-limit.chat", "25/999999d");
        Server a = node(here, limited);
        Server b = node(there, limited);
        Person alice = a.person("alice");
        String meeting = Given.running(alice);
        List<Person> both = List.of(alice, alice.at(b.url()));
        List<Integer> answers =
                together(
                        IntStream.range(0, 60)
                                .mapToObj(
                                        i ->
                                                both.get(i % 2)
                                                        .callAsync(
                                                                "POST",
                                                                Person.path(meeting, "chat"),
                                                                Map.of(
                                                                        "content",
                                                                        "line",
                                                                        "message_type",
                                                                        "text"))));
        assertThat(answers).filteredOn(status -> status == 200).hasSize(25);
        assertThat(answers).filteredOn(status -> status == 429).hasSize(35);
    }

    @Test
    void theLastPlaceIsGivenOnce() {
        Server a = node(here, Map.of());
        Server b = node(there, Map.of());
        Person alice = a.person("alice");
        String meeting = Given.running(alice, Map.of("max_participants", 4));
        List<Integer> answers =
                together(
                        IntStream.range(0, 12)
                                .mapToObj(i -> (i % 2 == 0 ? a : b).person("guest" + i))
                                .map(
                                        person ->
                                                person.callAsync(
                                                        "POST",
                                                        Person.path(meeting, "join"),
                                                        Map.of("device_type", "desktop"))));
        assertThat(answers).filteredOn(status -> status == 200).hasSize(3);
        assertThat(alice.at(b.url()).get(Person.path(meeting, "participants")).data()).hasSize(4);
    }

    @Test
    void ofTwoStartsAtOnceOneSucceeds() {
        Server a = node(here, Map.of());
        Server b = node(there, Map.of());
        Person alice = a.person("alice");
        Person elsewhere = alice.at(b.url());
        for (int i = 0; i < 10; i++) {
            String meeting = alice.creates("Started twice");
            List<Integer> answers =
                    together(
                            Stream.of(alice, elsewhere)
                                    .map(
                                            person ->
                                                    person.callAsync(
                                                            "POST",
                                                            Person.path(meeting, "start"),
                                                            null)));
            assertThat(answers).containsExactlyInAnyOrder(200, 409);
            assertThat(Given.count(alice, meeting, "meeting.started")).isEqualTo(1);
        }
    }

    private static List<Integer> together(Stream<CompletableFuture<Reply>> calls) {
        return calls.toList().stream().map(call -> call.join().status()).toList();
    }
}
