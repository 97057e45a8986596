package io.minutebook.infra.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.infra.story.Person;
import io.minutebook.infra.story.Server;
import io.minutebook.infra.story.Socket;
import io.minutebook.kernel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The frames on {@code docs/live.md} are such as are really sent and taken. */
class LivePageTest {

    private static final Path PAGE = Path.of("..", "docs", "live.md");

    @TempDir Path data;
    private Server server;
    private Person alice;
    private Person bob;

    @BeforeEach
    void open() {
        server = Server.on(data);
        alice = server.person("alice");
        bob = server.person("bob");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void everyFrameOfAClientIsTakenAsItStands() throws IOException {
        String meeting = alice.creates("Taken");
        alice.starts(meeting);
        alice.joins(meeting);
        List<JsonNode> frames = examples("From the client");
        assertThat(frames.stream().map(LivePageTest::type))
                .containsExactlyInAnyOrder(
                        "join",
                        "participant_update",
                        "hand_raise",
                        "chat",
                        "reaction",
                        "auth",
                        "ping",
                        "leave");
        try (Socket socket = bob.watches(meeting)) {
            for (JsonNode frame : frames) {
                socket.sends(filled(frame));
                JsonNode answer = socket.sees(type(frame).equals("ping") ? "pong" : "ack");
                assertThat(answer.path("id")).isEqualTo(frame.path("id"));
            }
        }
    }

    private Map<String, Object> filled(JsonNode frame) {
        ObjectNode copy = (ObjectNode) frame.deepCopy();
        if (type(frame).equals("auth")) {
            ((ObjectNode) copy.path("data")).put("token", bob.token());
        }
        return Json.MAPPER.convertValue(
                copy, new TypeReference<LinkedHashMap<String, Object>>() {});
    }

    @Test
    void everyFrameOfTheServerIsLikeOneThatIsSent() throws IOException {
        List<JsonNode> sent = sent();
        List<JsonNode> shown = examples("From the server");
        assertThat(types(shown)).isEqualTo(types(sent));
        for (JsonNode example : shown) {
            assertThat(sent.stream().filter(frame -> type(frame).equals(type(example))))
                    .as("frames like %s", example)
                    .anyMatch(frame -> shape(frame).equals(shape(example)));
        }
    }

    private static Set<String> types(List<JsonNode> frames) {
        return frames.stream()
                .map(LivePageTest::type)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What is the same for all frames of a kind: its names, and what kind of state it tells. */
    private static Set<String> shape(JsonNode frame) {
        Set<String> names = new TreeSet<>(frame.propertyNames());
        names.add("state " + frame.at("/data/state").asString(""));
        frame.path("data").propertyNames().forEach(name -> names.add("data." + name));
        return names;
    }

    /** At least one frame of each kind, as a meeting goes on. */
    private List<JsonNode> sent() {
        List<JsonNode> sent = new ArrayList<>();
        String meeting =
                alice.creates(
                        Map.of("title", "Sent", "policy", Map.of("require_waiting_room", true)));
        try (Socket alices = alice.watches(meeting);
                Socket bobs = bob.watches(meeting)) {
            alice.starts(meeting);
            alice.joins(meeting);
            bobs.sends(Map.of("type", "join", "id", 1));
            JsonNode refused = bobs.sees("error");
            sent.add(refused);
            String waiting =
                    alice.get(Person.path(meeting, "waiting-room"))
                            .data()
                            .get(0)
                            .path("participant_id")
                            .asString();
            alice.post(Person.path(meeting, "waiting-room/" + waiting + "/admit"), null);
            bobs.sends(Map.of("type", "join", "id", 2));
            sent.add(bobs.sees("ack"));
            bobs.sends(Map.of("type", "ping", "id", 3));
            sent.add(bobs.sees("pong"));
            bob.says(meeting, "Good morning");
            bobs.sends(Map.of("type", "reaction", "data", Map.of("reaction_type", "thumbs_up")));
            status(meeting, Map.of("is_hand_raised", true));
            status(meeting, Map.of("is_muted", true));
            alice.call("PATCH", "/api/v1/meetings/" + meeting, Map.of("title", "Renamed"));
            alice.post(Person.path(meeting, "security/policy"), Map.of());
            String room =
                    alice.post(Person.path(meeting, "breakout-rooms"), Map.of("room_count", 1))
                            .data()
                            .get(0)
                            .path("room_id")
                            .asString();
            alice.post(
                    Person.path(meeting, "breakout-rooms/assign"),
                    Map.of("participant_user_id", "bob", "breakout_room_id", room));
            alice.post(
                    Person.path(meeting, "participants/" + waiting + "/role"),
                    Map.of("role", "co_host"));
            bob.leaves(meeting);
            bob.joins(meeting);
            try (Socket lost = alice.watches(meeting, "&resume_from=0&epoch=another")) {
                sent.add(lost.sees("resync"));
            }
            alice.post(Person.path(meeting, "participants/" + waiting + "/remove"), null);
            alice.ends(meeting);
            sent.addAll(rest(alices));
            sent.addAll(rest(bobs));
        }
        return sent;
    }

    private void status(String meeting, Map<String, Object> flags) {
        assertThat(bob.put(Person.path(meeting, "participants/status"), flags).status())
                .isEqualTo(200);
    }

    private static List<JsonNode> rest(Socket socket) {
        List<JsonNode> frames = new ArrayList<>();
        do {
            frames.add(socket.next());
        } while (!type(frames.get(frames.size() - 1)).equals("closing"));
        return frames;
    }

    private static String type(JsonNode frame) {
        return frame.path("type").asString("");
    }

    /** The frames under {@code heading}, one a line. */
    private static List<JsonNode> examples(String heading) throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf("\n### " + heading + "\n");
        assertThat(start).as(heading).isNotNegative();
        int end = page.indexOf("\n#", start + 1);
        return page.substring(start, end < 0 ? page.length() : end)
                .lines()
                .filter(line -> line.startsWith("{"))
                .map(Json.MAPPER::readTree)
                .toList();
    }
}
