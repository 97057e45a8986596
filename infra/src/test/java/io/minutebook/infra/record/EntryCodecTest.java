package io.minutebook.infra.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minutebook.infra.eventlog.NewEvent;
import io.minutebook.infra.eventlog.PrivatePart;
import io.minutebook.infra.eventlog.StoredEvent;
import io.minutebook.infra.record.EntryCodec.Cause;
import io.minutebook.kernel.event.ChatEvent.MessageSent;
import io.minutebook.kernel.event.LifecycleEvent.MeetingStarted;
import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.log.RecordedEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class EntryCodecTest {

    private static final Instant RECORDED = Instant.parse("2026-01-01T00:00:09Z");

    private final EntryCodec codec = new EntryCodec(new SecureRandom());
    private final MessageSent message = Events.message("01HXYZ0000000000000000000A", "hello");

    @Test
    void writesACloudEvent() {
        NewEvent encoded = codec.encode("event-1", 7, message, new Cause("corr", "cause"));
        JsonNode entry = Json.COMPACT.readTree(encoded.entry());
        assertThat(entry.propertyNames())
                .containsExactly(
                        "specversion",
                        "id",
                        "source",
                        "type",
                        "time",
                        "subject",
                        "sequence",
                        "revision",
                        "actor",
                        "correlationid",
                        "causationid",
                        "privatehash",
                        "datacontenttype",
                        "data");
        assertThat(entry.path("specversion").asString()).isEqualTo("1.0");
        assertThat(entry.path("id").asString()).isEqualTo("event-1");
        assertThat(entry.path("source").asString()).isEqualTo(message.meetingId().value());
        assertThat(entry.path("type").asString()).isEqualTo("chat.message_sent");
        assertThat(entry.path("time").asString()).isEqualTo("2026-01-01T00:00:00.123Z");
        assertThat(entry.path("subject").asString()).isEqualTo("ann");
        assertThat(entry.path("actor").asString()).isEqualTo("ann");
        assertThat(entry.path("sequence").asLong()).isEqualTo(7);
        assertThat(entry.path("revision").asInt()).isEqualTo(1);
        assertThat(entry.path("correlationid").asString()).isEqualTo("corr");
        assertThat(entry.path("causationid").asString()).isEqualTo("cause");
        assertThat(encoded.stream()).isEqualTo(message.meetingId().value());
        assertThat(encoded.sequence()).isEqualTo(7);
    }

    @Test
    void leavesOutWhatIsNotThere() {
        MeetingStarted started = Events.started("01HXYZ0000000000000000000A");
        NewEvent encoded = codec.encode("event-1", 0, started, Cause.UNKNOWN);
        assertThat(encoded.privatePart()).isNull();
        assertThat(Json.COMPACT.readTree(encoded.entry()).propertyNames())
                .doesNotContain("correlationid", "causationid", "privatehash");
    }

    @Test
    void keepsPersonalTextOutOfTheEntryAndCommitsToIt() throws Exception {
        NewEvent encoded = codec.encode("event-1", 0, message, Cause.UNKNOWN);
        PrivatePart part = encoded.privatePart();
        String entry = new String(encoded.entry(), StandardCharsets.UTF_8);
        assertThat(entry).doesNotContain("hello").doesNotContain("Ann Example");
        assertThat(part.subject()).isEqualTo("ann");
        assertThat(part.salt()).hasSize(16);
        JsonNode text = Json.COMPACT.readTree(part.text());
        assertThat(text.path("content").asString()).isEqualTo("hello");
        assertThat(text.path("sender_name").asString()).isEqualTo("Ann Example");
        ByteArrayOutputStream saltAndText = new ByteArrayOutputStream();
        saltAndText.write(part.salt());
        saltAndText.write(part.text());
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(saltAndText.toByteArray());
        assertThat(Json.COMPACT.readTree(encoded.entry()).path("privatehash").asString())
                .isEqualTo(Base64.getEncoder().encodeToString(hash));
    }

    @Test
    void saltsTheSameTextAnew() {
        NewEvent one = codec.encode("event-1", 0, message, Cause.UNKNOWN);
        NewEvent two = codec.encode("event-1", 0, message, Cause.UNKNOWN);
        assertThat(one.privatePart().salt()).isNotEqualTo(two.privatePart().salt());
        assertThat(one.entry()).isNotEqualTo(two.entry());
    }

    @Test
    void readsBackWhatItWrote() {
        NewEvent encoded = codec.encode("event-1", 7, message, Cause.UNKNOWN);
        assertThat(codec.decode(stored(encoded.entry(), encoded.privatePart())))
                .isEqualTo(new RecordedEvent(41, 7, "event-1", RECORDED, message, false));
    }

    @Test
    void readsAnErasedEventWithoutItsPersonalText() {
        NewEvent encoded = codec.encode("event-1", 7, message, Cause.UNKNOWN);
        RecordedEvent erased = codec.decode(stored(encoded.entry(), null));
        assertThat(erased.erased()).isTrue();
        MessageSent read = (MessageSent) erased.event();
        assertThat(read.content()).isNull();
        assertThat(read.senderName()).isNull();
        assertThat(read.messageId()).isEqualTo(message.messageId());
        assertThat(read.senderId()).isEqualTo(message.senderId());
    }

    @Test
    void doesNotCallErasedWhatNeverHadPersonalText() {
        NewEvent encoded =
                codec.encode(
                        "event-1", 7, Events.started(message.meetingId().value()), Cause.UNKNOWN);
        assertThat(codec.decode(stored(encoded.entry(), null)).erased()).isFalse();
    }

    @Test
    void refusesAnUnknownType() {
        assertUnreadable(changed("type", "chat.message_sung"));
    }

    @Test
    void refusesAnUnknownRevision() {
        byte[] entry = codec.encode("event-1", 7, message, Cause.UNKNOWN).entry();
        ObjectNode newer = (ObjectNode) Json.COMPACT.readTree(entry);
        newer.put("revision", 2);
        assertUnreadable(Json.COMPACT.writeValueAsBytes(newer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"time", "id", "type", "actor"})
    void refusesADamagedField(String field) {
        assertUnreadable(changed(field, "not one of these"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{}", "{\"type\":\"chat.message_sent\"}"})
    void refusesWhatIsNoEntry(String text) {
        assertUnreadable(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"content\":7}", "{"})
    void refusesADamagedPrivatePart(String text) {
        byte[] entry = codec.encode("event-1", 7, message, Cause.UNKNOWN).entry();
        PrivatePart part =
                new PrivatePart("ann", new byte[16], text.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> codec.decode(stored(entry, part)))
                .isInstanceOf(UnreadableEntryException.class);
    }

    @Test
    void refusesAnEntryThatWouldPassTheBound() {
        List<String> many = IntStream.range(0, 9_000).mapToObj(i -> "user" + i).toList();
        assertThatThrownBy(
                        () ->
                                codec.encode(
                                        "event-1",
                                        0,
                                        Events.muted(message.meetingId().value(), many),
                                        Cause.UNKNOWN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private byte[] changed(String field, String value) {
        byte[] entry = codec.encode("event-1", 7, message, Cause.UNKNOWN).entry();
        ObjectNode changed = (ObjectNode) Json.COMPACT.readTree(entry);
        if (field.equals("id")) {
            changed.remove("id");
        } else {
            changed.put(field, value);
        }
        return Json.COMPACT.writeValueAsBytes(changed);
    }

    private void assertUnreadable(byte[] entry) {
        assertThatThrownBy(() -> codec.decode(stored(entry, null)))
                .isInstanceOf(UnreadableEntryException.class);
    }

    private StoredEvent stored(byte[] entry, @Nullable PrivatePart part) {
        return new StoredEvent(41, message.meetingId().value(), 7, RECORDED, entry, part);
    }
}
