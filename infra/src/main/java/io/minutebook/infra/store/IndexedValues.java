package io.minutebook.infra.store;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** What of a document's field goes into an index: strings and whole numbers. */
final class IndexedValues {

    private IndexedValues() {}

    /** Each element of an array, the value of anything else; none of what cannot be indexed. */
    static List<Object> of(JsonNode field) {
        if (field.isArray()) {
            return field.valueStream().flatMap(element -> of(element).stream()).toList();
        }
        if (field.isString()) {
            return List.of(field.asString());
        }
        if (field.isIntegralNumber()) {
            return List.of(field.asLong());
        }
        if (field.isBoolean()) {
            return List.of(of((Object) field.asBoolean()));
        }
        return List.of();
    }

    /** A value that is looked for, in the form it was indexed in. */
    static Object of(Object value) {
        return value instanceof Boolean flag ? (flag ? 1L : 0L) : value;
    }
}
