package io.minutebook.kernel.json;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/** Reads times as ISO-8601 text with a zone; numbers are no times. */
final class TimeReader extends ValueDeserializer<Instant> {

    private final Instant first;
    private final Instant last;

    private TimeReader(Instant first, Instant last) {
        this.first = first;
        this.last = last;
    }

    /** Of the years 0000 to 9999, which are those of RFC 3339. */
    static TimeReader ofFourDigitYears() {
        return new TimeReader(
                Instant.parse("0000-01-01T00:00:00Z"),
                Instant.parse("9999-12-31T23:59:59.999999999Z"));
    }

    /** Whatever was ever written. */
    static TimeReader ofAllYears() {
        return new TimeReader(Instant.MIN, Instant.MAX);
    }

    @Override
    public @Nullable Instant deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return (Instant) context.handleUnexpectedToken(Instant.class, parser);
        }
        String text = parser.getString();
        try {
            Instant time = UtcTime.parse(text);
            if (!time.isBefore(first) && !time.isAfter(last)) {
                return time;
            }
        } catch (DateTimeParseException malformed) {
            // answered below, like a time out of bounds
        }
        return (Instant) context.handleWeirdStringValue(Instant.class, text, "not a time");
    }
}
