package io.minutebook.kernel.event;

import static io.minutebook.kernel.event.SampleEvents.AT;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.kernel.UserId;
import io.minutebook.kernel.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds every event to the form it is stored in, {@code golden/events/NAME.json}: a changed field,
 * name or order of fields fails here. The files are written by hand and never by a test.
 */
class GoldenEventsTest {

    private static final String FOLDER = "/golden/events/";

    @ParameterizedTest
    @EnumSource
    void isStoredAsEver(EventType type) {
        ObjectNode golden = golden(type);

        EventJson.Parts parts = EventJson.split(SampleEvents.of(type));

        assertThat(text(parts.data())).isEqualTo(text(golden.get("data")));
        assertThat(parts.personal().map(GoldenEventsTest::text).orElse(null))
                .isEqualTo(golden.has("personal") ? text(golden.get("personal")) : null);
    }

    @ParameterizedTest
    @EnumSource
    void readsBackWhatWasStored(EventType type) {
        ObjectNode golden = golden(type);

        RecordEvent event = join(type, golden, (ObjectNode) golden.get("personal"));

        assertThat(event).isEqualTo(SampleEvents.of(type));
    }

    @ParameterizedTest
    @EnumSource
    void isOfTheRegisteredNameAndRevision(EventType type) {
        ObjectNode golden = golden(type);

        assertThat(golden.get("type").asString()).isEqualTo(type.wireName());
        assertThat(golden.get("revision").asInt()).isEqualTo(type.revision());
        assertThat(EventType.of(SampleEvents.of(type))).isEqualTo(type);
        assertThat(EventType.named(type.wireName())).contains(type);
    }

    /** Whose personal text it is decides what an erasure removes. */
    @ParameterizedTest
    @EnumSource
    void isAboutTheSamePersonAsEver(EventType type) {
        JsonNode golden = golden(type).get("subject");

        assertThat(SampleEvents.of(type).subject())
                .isEqualTo(golden == null ? null : new UserId(golden.asString()));
    }

    @ParameterizedTest
    @EnumSource
    void losesThePersonalTextAloneWhenErased(EventType type) throws ReflectiveOperationException {
        RecordEvent whole = SampleEvents.of(type);

        RecordEvent erased = join(type, golden(type), null);

        for (RecordComponent component : type.eventClass().getRecordComponents()) {
            Object expected =
                    component.isAnnotationPresent(Personal.class)
                            ? null
                            : component.getAccessor().invoke(whole);
            assertThat(component.getAccessor().invoke(erased))
                    .as(component.getName())
                    .isEqualTo(expected);
        }
    }

    /** A sample with a null would leave a field out of its file, unpinned; the actor is in none. */
    @ParameterizedTest
    @EnumSource
    void pinsEveryComponent(EventType type) throws ReflectiveOperationException {
        for (RecordComponent component : type.eventClass().getRecordComponents()) {
            if (component.getName().equals("by")) {
                continue;
            }
            assertThat(component.getAccessor().invoke(SampleEvents.of(type)))
                    .as(component.getName())
                    .isNotNull();
        }
    }

    /** Logs hold events of every name that ever was: none may be forgotten. */
    @Test
    void everyFileBelongsToAnEvent() throws IOException, URISyntaxException {
        URL folder = GoldenEventsTest.class.getResource(FOLDER);
        assertThat(folder).isNotNull();
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            Arrays.stream(EventType.values())
                                    .map(type -> type.wireName() + ".json")
                                    .toList());
        }
    }

    private static RecordEvent join(EventType type, ObjectNode golden, ObjectNode personal) {
        return EventJson.join(
                type,
                SampleEvents.of(type).stream(),
                AT.toString(),
                SampleEvents.of(type).by(),
                Json.COMPACT.writeValueAsBytes(golden.get("data")),
                personal == null ? null : Json.COMPACT.writeValueAsBytes(personal));
    }

    private static String text(JsonNode part) {
        return Json.COMPACT.writeValueAsString(part);
    }

    private static ObjectNode golden(EventType type) {
        String name = FOLDER + type.wireName() + ".json";
        try (InputStream file = GoldenEventsTest.class.getResourceAsStream(name)) {
            assertThat(file).as("the stored form of %s, %s", type, name).isNotNull();
            return (ObjectNode) Json.COMPACT.readTree(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
