package io.minutebook.kernel.event;

import io.minutebook.kernel.UserId;
import io.minutebook.kernel.json.Json;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events as JSON: the facts ({@code data}) and, apart from them, the personal text. What the
 * envelope of an entry says already (stream, time, actor) is in neither.
 */
public final class EventJson {

    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT =
            new TypeReference<>() {};

    /** Of what this product wrote itself: no object has a name twice. */
    private static final JsonMapper WRITTEN =
            Json.COMPACT.rebuild().disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private static final ObjectReader[] READERS =
            Arrays.stream(EventType.values())
                    .map(type -> WRITTEN.readerFor(type.eventClass()))
                    .toArray(ObjectReader[]::new);

    private static final Map<EventType, List<String>> PERSONAL =
            Arrays.stream(EventType.values())
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    type -> type,
                                    type ->
                                            type.personal().stream()
                                                    .map(EventJson::snakeCase)
                                                    .toList()));

    private EventJson() {}

    /**
     * An event's two parts.
     *
     * @param personal empty where the event carries no personal text
     */
    public record Parts(ObjectNode data, Optional<ObjectNode> personal) {}

    public static Parts split(RecordEvent event) {
        ObjectNode data = Json.COMPACT.valueToTree(event);
        data.remove(envelope(EventType.of(event)));
        ObjectNode personal = Json.COMPACT.createObjectNode();
        for (String name : personal(event)) {
            var value = data.remove(name);
            if (value != null) {
                personal.set(name, value);
            }
        }
        return new Parts(data, personal.isEmpty() ? Optional.empty() : Optional.of(personal));
    }

    /**
     * The event of {@code type} whose parts these are: JSON objects as they are stored. They become
     * one object without being parsed first; this is what replay spends most of its time on.
     *
     * @param stream which it is read from
     * @param at ISO-8601
     * @param personal null where there was none, or where it was erased
     * @throws tools.jackson.core.JacksonException where the parts do not make such an event
     * @throws IllegalArgumentException where a part is no object
     */
    public static RecordEvent join(
            EventType type,
            String stream,
            String at,
            @Nullable UserId by,
            byte[] data,
            byte @Nullable [] personal) {
        return READERS[type.ordinal()].readValue(
                JoinedObject.of(type.idComponent(), id(stream), at, by, data, personal));
    }

    /** The id that a stream is named by, after the kind where one is named. */
    private static String id(String stream) {
        return stream.substring(stream.indexOf('/') + 1);
    }

    /**
     * What readers of the record get of an event: facts and personal text together.
     *
     * @param erased whether its personal text was erased, and is shown as null
     */
    public static Map<String, Object> readable(RecordEvent event, boolean erased) {
        ObjectNode data = Json.COMPACT.valueToTree(event);
        data.remove(envelope(EventType.of(event)));
        if (erased) {
            personal(event).forEach(data::putNull);
        }
        return Json.COMPACT.convertValue(data, OBJECT);
    }

    private static List<String> envelope(EventType type) {
        return List.of(type.idComponent(), "at", "by");
    }

    private static List<String> personal(RecordEvent event) {
        return PERSONAL.getOrDefault(EventType.of(event), List.of());
    }

    private static String snakeCase(String name) {
        StringBuilder text = new StringBuilder();
        for (char c : name.toCharArray()) {
            if (Character.isUpperCase(c)) {
                text.append('_');
            }
            text.append(Character.toLowerCase(c));
        }
        return text.toString();
    }
}
