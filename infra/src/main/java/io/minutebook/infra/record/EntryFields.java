package io.minutebook.infra.record;

import io.minutebook.kernel.json.Json;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.ObjectReader;

/**
 * What of an entry its event is made of, read without a tree.
 *
 * @param actor null for the system
 * @param data a JSON object, as it stands in the entry
 */
record EntryFields(
        String id,
        String type,
        int revision,
        String time,
        @Nullable String actor,
        boolean hasPrivateHash,
        byte[] data) {

    private static final ObjectReader PARSERS =
            Json.COMPACT.reader().without(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

    /**
     * @throws tools.jackson.core.JacksonException where it is no JSON
     * @throws IllegalArgumentException where it lacks one of them
     */
    static EntryFields of(byte[] entry) {
        EntryFields written = WrittenForm.read(entry);
        return written == null ? parsed(entry) : written;
    }

    static EntryFields parsed(byte[] entry) {
        try (JsonParser parser = PARSERS.createParser(entry)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("not an object");
            }
            Reading reading = new Reading(entry);
            String name = parser.nextName();
            while (name != null) {
                reading.take(name, parser);
                name = parser.nextName();
            }
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                throw new IllegalArgumentException("not one object");
            }
            return reading.done();
        }
    }

    /** Fields as they come. */
    private static final class Reading {

        private final byte[] entry;
        private @Nullable String id;
        private @Nullable String type;
        private @Nullable String time;
        private @Nullable String actor;
        private byte @Nullable [] data;
        private int revision;
        private boolean hasPrivateHash;

        Reading(byte[] entry) {
            this.entry = entry;
        }

        void take(String name, JsonParser parser) {
            switch (name) {
                case "id" -> id = parser.nextStringValue();
                case "type" -> type = parser.nextStringValue();
                case "time" -> time = parser.nextStringValue();
                case "actor" -> actor = present(parser.nextStringValue());
                case "revision" -> revision = parser.nextIntValue(0);
                case "data" -> data = object(parser);
                default -> {
                    hasPrivateHash |= name.equals("privatehash");
                    parser.nextToken();
                    parser.skipChildren();
                }
            }
        }

        private byte[] object(JsonParser parser) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("data is no object");
            }
            int start = (int) parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            return Arrays.copyOfRange(entry, start, (int) parser.currentLocation().getByteOffset());
        }

        EntryFields done() {
            return new EntryFields(
                    present(id),
                    present(type),
                    revision,
                    present(time),
                    actor,
                    hasPrivateHash,
                    present(data));
        }

        private static <T> T present(@Nullable T field) {
            if (field == null) {
                throw new IllegalArgumentException("a field is missing, or no text");
            }
            return field;
        }
    }
}
