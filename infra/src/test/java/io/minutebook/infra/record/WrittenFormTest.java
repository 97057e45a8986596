package io.minutebook.infra.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.infra.record.EntryCodec.Cause;
import io.minutebook.kernel.event.MeetingEvent;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

/** The quick way to read an entry, held to the parser. */
class WrittenFormTest {

    private static final String MEETING = "01HXYZ0000000000000000000A";
    private static final EntryCodec CODEC = new EntryCodec(new SecureRandom());

    static List<byte[]> entries() {
        List<MeetingEvent> events =
                List.of(
                        Events.started(MEETING),
                        Events.message(MEETING, "a \"quoted\" \\ text"),
                        Events.muted(MEETING, List.of("ann", "bob")));
        return events.stream()
                .flatMap(
                        event ->
                                List.of(new Cause("corr", "cause"), Cause.UNKNOWN).stream()
                                        .map(cause -> CODEC.encode("event-1", 70, event, cause)))
                .map(event -> event.entry())
                .toList();
    }

    /** Fails where entries are written in another form: the quick way would no longer be taken. */
    @ParameterizedTest
    @MethodSource("entries")
    void isTheFormThatIsWritten(byte[] entry) {
        assertThat(text(WrittenForm.read(entry))).isEqualTo(text(EntryFields.parsed(entry)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"specversion\":\"1.0\",\"id\":\"a\"}",
                "{\"specversion\":\"1.0\",\"id\":\"a\",\"source\":\"s\",\"type\":\"t\",\"time\":\"n\",\"sequence\":1,"
                        + "\"revision\":1,\"datacontenttype\":\"application/json\",\"data\":{},\"more\":{}}",
                "{\"specversion\":\"1.0\",\"id\":\"a\",\"source\":\"s\",\"type\":\"t\",\"time\":\"n\",\"sequence\":1,"
                        + "\"revision\":01,\"datacontenttype\":\"application/json\",\"data\":{}}",
                "{\"specversion\":\"1.0\",\"id\":\"a\\u0062\",\"source\":\"s\",\"type\":\"t\",\"time\":\"n\","
                        + "\"sequence\":1,\"revision\":1,\"datacontenttype\":\"application/json\",\"data\":{}}",
                "{\"specversion\":\"1.0\",\"id\":\"a\",\"source\":\"s\",\"type\":\"t\",\"time\":\"n\",\"sequence\":1,"
                        + "\"revision\":1,\"datacontenttype\":\"application/json\",\"data\":[{}]}"
            })
    void leavesOtherFormsToTheParser(String entry) {
        assertThat(WrittenForm.read(entry.getBytes(StandardCharsets.UTF_8))).isNull();
    }

    @Test
    void tellsNothingOtherThanTheParserWhateverIsChanged() {
        Random random = new Random(11);
        List<byte[]> entries = entries();
        byte[] marks = "\"\\{}[]:,019az \n\u0080".getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < 200_000; i++) {
            byte[] entry = entries.get(i % entries.size()).clone();
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                entry[random.nextInt(entry.length)] = marks[random.nextInt(marks.length)];
            }
            EntryFields quick = WrittenForm.read(entry);
            if (quick != null) {
                parsed(entry).ifPresent(parsed -> assertThat(text(quick)).isEqualTo(text(parsed)));
            }
        }
    }

    /** What is damaged within {@code data} shows once the event is made of it. */
    private static Optional<EntryFields> parsed(byte[] entry) {
        try {
            return Optional.of(EntryFields.parsed(entry));
        } catch (JacksonException | IllegalArgumentException damage) {
            return Optional.empty();
        }
    }

    private static List<Object> text(EntryFields fields) {
        return java.util.Arrays.asList(
                fields.id(),
                fields.type(),
                fields.revision(),
                fields.time(),
                fields.actor(),
                fields.hasPrivateHash(),
                new String(fields.data(), StandardCharsets.ISO_8859_1));
    }
}
