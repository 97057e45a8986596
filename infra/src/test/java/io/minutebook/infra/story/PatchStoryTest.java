package io.minutebook.infra.story;

import static io.minutebook.infra.story.Given.body;
import static io.minutebook.infra.story.Given.done;
import static io.minutebook.infra.story.Given.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.infra.story.Person.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A patch changes what it names, clears what it says null of, and leaves the rest. */
class PatchStoryTest {

    @TempDir Path data;
    private Server server;
    private Person alice;

    @BeforeEach
    void open() {
        server = Server.on(data);
        alice = server.person("alice");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void whatIsAbsentStaysAndWhatIsNullIsCleared() {
        String meeting =
                alice.creates(
                        body(
                                "title",
                                "Board",
                                "description",
                                "Monthly",
                                "invited_user_ids",
                                List.of("bob"),
                                "max_duration_minutes",
                                90));
        JsonNode renamed = patch(meeting, Map.of("title", "Council")).data();
        assertThat(renamed.path("title").asString()).isEqualTo("Council");
        assertThat(renamed.path("description").asString()).isEqualTo("Monthly");
        assertThat(renamed.path("max_duration_minutes").asInt()).isEqualTo(90);
        assertThat(renamed.path("invited_user_ids").size()).isEqualTo(1);
        JsonNode cleared =
                patch(meeting, "{\"description\":null,\"max_duration_minutes\":null}").data();
        assertThat(cleared.path("title").asString()).isEqualTo("Council");
        assertThat(cleared.path("description").isNull()).isTrue();
        assertThat(cleared.path("max_duration_minutes").isNull()).isTrue();
        refused(patch(meeting, "{\"title\":null}"), 400, "VALIDATION_FAILED");
        long events = Given.history(alice, meeting).size();
        done(patch(meeting, Map.of()));
        assertThat(Given.history(alice, meeting)).hasSize((int) events);
    }

    private Reply patch(String meeting, Object patch) {
        return alice.call("PATCH", "/api/v1/meetings/" + meeting, patch);
    }
}
