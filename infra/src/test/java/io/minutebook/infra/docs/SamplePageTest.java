package io.minutebook.infra.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.infra.story.Person;
import io.minutebook.infra.story.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The sample meetings are those on {@code docs/test-data.md}, and stand as it says. */
class SamplePageTest {

    private static final Pattern ROW =
            Pattern.compile(
                    "(?m)^\\| `([0-9A-Z]{26})` \\| (\\w+(?: progress)?)[^|]*\\| \"([^\"]+)\"");

    @TempDir Path data;

    @Test
    void meetingsStandAsThePageSays() throws IOException {
        Map<String, String> states = new HashMap<>();
        Map<String, String> titles = new HashMap<>();
        Matcher row = ROW.matcher(Files.readString(Path.of("..", "docs", "test-data.md")));
        while (row.find()) {
            states.put(row.group(1), row.group(2).replace(' ', '_'));
            titles.put(row.group(1), row.group(3));
        }
        assertThat(states).hasSize(3);
        try (Server server = Server.on(data, Map.of("minutebook.dev.sample-data", true))) {
            Person alice = server.person("alice");
            assertThat(alice.get("/api/v1/meetings").data().size()).isEqualTo(3);
            states.forEach(
                    (id, state) -> {
                        JsonNode meeting = alice.get("/api/v1/meetings/" + id).data();
                        assertThat(meeting.path("status").asString()).isEqualTo(state);
                        assertThat(meeting.path("title").asString()).isEqualTo(titles.get(id));
                    });
            String running =
                    states.entrySet().stream()
                            .filter(meeting -> meeting.getValue().equals("in_progress"))
                            .map(Map.Entry::getKey)
                            .findFirst()
                            .orElseThrow();
            JsonNode people = alice.get(Person.path(running, "participants")).data();
            assertThat(people.findValuesAsString("user_id"))
                    .containsExactly("alice", "bob", "carol");
            assertThat(people.get(2).path("is_hand_raised").asBoolean()).isTrue();
            assertThat(alice.get(Person.path(running, "chat")).data().size()).isEqualTo(3);
            String scheduled =
                    states.entrySet().stream()
                            .filter(meeting -> meeting.getValue().equals("scheduled"))
                            .map(Map.Entry::getKey)
                            .findFirst()
                            .orElseThrow();
            assertThat(
                            alice.get(Person.path(scheduled, "security/policy"))
                                    .data()
                                    .path("require_waiting_room")
                                    .asBoolean())
                    .isTrue();
        }
    }
}
