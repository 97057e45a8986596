package io.minutebook.api;

import static io.minutebook.kernel.ErrorCode.VALIDATION_FAILED;

import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.json.Json;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JsonNode;

/**
 * Reads what clients send into request records: strictly typed, whole, and free of text that cannot
 * be stored. Faults name the field they are in, as {@code rooms[0].name}.
 */
public final class JsonReader {

    private static final String NOT_VALID = "The request is not valid";

    private final Validator validator;

    public JsonReader(Validator validator) {
        this.validator = validator;
    }

    /**
     * @throws Rejection {@code VALIDATION_FAILED}
     */
    public <T> T read(byte[] body, Class<T> type) throws Rejection {
        return read(body.length == 0 ? Json.MAPPER.createObjectNode() : parse(body), type);
    }

    /**
     * @throws Rejection {@code VALIDATION_FAILED} where {@code body} is no JSON object, or has text
     *     that cannot be stored
     */
    public JsonNode parse(byte[] body) throws Rejection {
        JsonNode tree = object(body);
        requireStorable(tree);
        return tree;
    }

    /**
     * Likewise, whatever text it has.
     *
     * @throws Rejection {@code VALIDATION_FAILED} where {@code body} is no JSON object
     */
    public JsonNode object(byte[] body) throws Rejection {
        JsonNode tree;
        try {
            tree = Json.MAPPER.readTree(body);
        } catch (JacksonException unreadable) {
            String fault =
                    unreadable.getOriginalMessage().startsWith("Duplicate")
                            ? "has a duplicate key"
                            : "is not JSON";
            throw new Rejection(VALIDATION_FAILED, NOT_VALID, Map.of("body", fault));
        }
        if (!tree.isObject()) {
            throw new Rejection(
                    VALIDATION_FAILED, NOT_VALID, Map.of("body", "must be a JSON object"));
        }
        return tree;
    }

    /**
     * @throws Rejection {@code VALIDATION_FAILED} where {@code object} has text that cannot be
     *     stored
     */
    public static void requireStorable(JsonNode object) throws Rejection {
        requireStorable(object, "");
    }

    /** Whether {@code text} has a place in UTF-8 text that others store and show. */
    public static boolean isStorable(String text) {
        return text.indexOf('\0') < 0
                && text.codePoints().noneMatch(point -> point >= 0xD800 && point <= 0xDFFF);
    }

    /**
     * @throws Rejection {@code VALIDATION_FAILED}
     */
    public <T> T read(JsonNode object, Class<T> type) throws Rejection {
        T value;
        try {
            value = Json.MAPPER.treeToValue(object, type);
        } catch (JacksonException fault) {
            throw new Rejection(VALIDATION_FAILED, NOT_VALID, Map.of(path(fault), fault(fault)));
        }
        Set<ConstraintViolation<T>> violations = validator.validate(value);
        if (!violations.isEmpty()) {
            throw new Rejection(
                    VALIDATION_FAILED,
                    NOT_VALID,
                    violations.stream()
                            .collect(
                                    Collectors.toMap(
                                            violation -> path(violation.getPropertyPath()),
                                            ConstraintViolation::getMessage,
                                            (one, other) -> one,
                                            TreeMap<String, Object>::new)));
        }
        return value;
    }

    /** NUL and unpaired surrogates have no place in UTF-8 text that others store and show. */
    private static void requireStorable(JsonNode node, String path) throws Rejection {
        if (node.isString()) {
            requireStorable(node.asString(), path);
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                requireStorable(node.get(i), path + "[" + i + "]");
            }
        } else if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                String name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
                requireStorable(field.getKey(), "body");
                requireStorable(field.getValue(), name);
            }
        }
    }

    private static void requireStorable(String text, String path) throws Rejection {
        if (!isStorable(text)) {
            throw new Rejection(
                    VALIDATION_FAILED, NOT_VALID, Map.of(path, "has characters that are no text"));
        }
    }

    private static String fault(JacksonException fault) {
        return fault instanceof StreamReadException
                ? "is out of range"
                : "has the wrong type or form";
    }

    private static String path(JacksonException fault) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : fault.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.isEmpty() ? "body" : path.toString();
    }

    private static String path(Path path) {
        StringBuilder text = new StringBuilder();
        for (Path.Node node : path) {
            if (node.getIndex() != null) {
                text.append('[').append(node.getIndex()).append(']');
            }
            if (node.getName() != null && !node.getName().startsWith("<")) {
                text.append(text.isEmpty() ? "" : ".").append(snakeCase(node.getName()));
            }
        }
        return text.toString();
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
    }
}
