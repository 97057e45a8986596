package io.minutebook.command.state;

import static io.minutebook.command.given.Cast.ALICE;
import static io.minutebook.command.given.Cast.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.command.given.Walk;
import io.minutebook.kernel.MessageId;
import io.minutebook.kernel.event.LifecycleEvent.MeetingCreated;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.store.DocumentStore;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * What is kept of a meeting's state. Where a file of {@code golden/state} no longer fits, {@link
 * StateJson#FORMAT} is raised, and the files of the new number take the place of the old; what they
 * would be is left in {@code target/golden/state}.
 */
class StateJsonTest {

    private static final String RAISED = "StateJson.FORMAT must be raised with this change";

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void readsBackEveryStateAndGoesOnFromItAlike(long seed) {
        List<MeetingEvent> events = Walk.events(seed, 400);
        MeetingState whole = MeetingState.of((MeetingCreated) events.get(0));
        MeetingState restored = whole;
        for (int i = 1; i < events.size(); i++) {
            whole = whole.after(events.get(i));
            restored = restored.after(events.get(i));
            if (i % 7 == 0) {
                restored = written(restored);
            }
            assertThat(restored).as("after event %s", i).isEqualTo(whole);
        }
        assertThat(List.copyOf(restored.people().byUser().keySet()))
                .as("in the order they first asked")
                .isEqualTo(List.copyOf(whole.people().byUser().keySet()));
    }

    @Test
    void keepsAHundredThousandMessagesFarBelowTheBoundOfADocument() {
        MeetingState state = MeetingState.of((MeetingCreated) Walk.events(1, 0).get(0));
        Messages messages = Messages.none();
        for (int i = 0; i < 100_000; i++) {
            messages =
                    messages.with(
                            new Messages.Message(
                                    MessageId.next(), i % 2 == 0 ? ALICE : BOB, null, null));
        }
        MeetingState full =
                new MeetingState(
                        state.id(),
                        state.createdBy(),
                        state.course(),
                        state.roles(),
                        state.policy(),
                        state.passwordId(),
                        state.people(),
                        state.rooms(),
                        messages);
        String json = StateJson.MAPPER.writeValueAsString(full);
        assertThat(json.length()).isLessThan(DocumentStore.DOCUMENT_BYTES_MAX / 3);
        assertThat(StateJson.MAPPER.readValue(json, MeetingState.class)).isEqualTo(full);
    }

    /** Fails where events make something else of a meeting than they did. */
    @Test
    void makesOfEventsWhatThisFormatEverMade() throws IOException {
        List<MeetingState> states = alongAWalk();
        leave(
                ".json",
                StateJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(states)
                        + "\n");
        JsonNode golden = StateJson.MAPPER.readTree(golden(".json"));
        assertThat(golden.size()).isEqualTo(states.size());
        for (int i = 0; i < states.size(); i++) {
            assertThat(
                            StateJson.MAPPER.readTree(
                                    StateJson.MAPPER.writeValueAsString(states.get(i))))
                    .as(RAISED)
                    .isEqualTo(golden.get(i));
            assertThat(StateJson.MAPPER.treeToValue(golden.get(i), MeetingState.class))
                    .isEqualTo(states.get(i));
        }
    }

    private static List<MeetingState> alongAWalk() {
        List<MeetingEvent> events = Walk.events(3, 250);
        List<MeetingState> states = new ArrayList<>();
        MeetingState state = MeetingState.of((MeetingCreated) events.get(0));
        for (int i = 1; i < events.size(); i++) {
            state = state.after(events.get(i));
            if (i % 25 == 0 || i == events.size() - 1) {
                states.add(state);
            }
        }
        return states;
    }

    /** Fails where a record, a component or a value is added, renamed or removed. */
    @Test
    void isMadeOfWhatThisFormatIsMadeOf() throws IOException {
        SortedMap<String, String> parts = new TreeMap<>();
        describe(MeetingState.class, parts);
        String described =
                parts.entrySet().stream()
                        .map(part -> part.getKey() + part.getValue() + "\n")
                        .collect(Collectors.joining());
        leave(".txt", described);
        assertThat(described).as(RAISED).isEqualTo(golden(".txt"));
    }

    private static void describe(Type type, SortedMap<String, String> parts) {
        if (type instanceof ParameterizedType parameterized) {
            Arrays.stream(parameterized.getActualTypeArguments())
                    .forEach(argument -> describe(argument, parts));
        }
        if (!(type instanceof Class<?> found) || parts.containsKey(name(found))) {
            return;
        }
        if (found.isEnum()) {
            parts.put(name(found), Arrays.toString(found.getEnumConstants()));
        } else if (found == Messages.class) {
            describe(PackedMessages.class, parts);
        } else if (found.isRecord()) {
            parts.put(
                    name(found),
                    Arrays.stream(found.getRecordComponents())
                            .map(one -> one.getName() + ":" + name(one))
                            .collect(Collectors.joining(", ", "(", ")")));
            Arrays.stream(found.getRecordComponents())
                    .forEach(component -> describe(component.getGenericType(), parts));
        }
    }

    private static String name(RecordComponent component) {
        return component.getGenericType().getTypeName().replaceAll("[a-z0-9.]+\\.", "");
    }

    private static String name(Class<?> type) {
        return type.getName().replaceAll("[a-z0-9.]+\\.", "");
    }

    private static MeetingState written(MeetingState state) {
        return StateJson.MAPPER.readValue(
                StateJson.MAPPER.writeValueAsString(state), MeetingState.class);
    }

    private static void leave(String ending, String text) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "golden", "state"));
        Files.writeString(folder.resolve("format-" + StateJson.FORMAT + ending), text);
    }

    private static String golden(String ending) throws IOException {
        String name = "/golden/state/format-" + StateJson.FORMAT + ending;
        try (InputStream file = StateJsonTest.class.getResourceAsStream(name)) {
            return new String(
                    Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
