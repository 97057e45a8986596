package io.minutebook.infra.record;

import io.minutebook.infra.eventlog.NewEvent;
import io.minutebook.infra.eventlog.PrivatePart;
import io.minutebook.infra.eventlog.StoredEvent;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.event.EventJson;
import io.minutebook.kernel.event.EventType;
import io.minutebook.kernel.event.RecordEvent;
import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.log.RecordedEvent;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events to entries and back. An entry is a CloudEvents 1.0 object in its JSON format, with the
 * extensions {@code sequence}, {@code revision}, {@code actor}, {@code correlationid}, {@code
 * causationid} and {@code privatehash}: the standard base64 of SHA-256 over salt and stored text of
 * the private part.
 */
public final class EntryCodec {

    private static final int SALT_BYTES = 16;

    private final SecureRandom random;

    public EntryCodec(SecureRandom random) {
        this.random = random;
    }

    /** What an event was caused by; null where nothing is known of it. */
    public record Cause(@Nullable String correlationId, @Nullable String causationId) {

        public static final Cause UNKNOWN = new Cause(null, null);
    }

    /**
     * Serialises an event, once: these bytes are what is stored, exported and proved.
     *
     * @throws IllegalArgumentException where the entry would pass its bound
     */
    public NewEvent encode(String eventId, long sequence, RecordEvent event, Cause cause) {
        EventType type = EventType.of(event);
        EventJson.Parts parts = EventJson.split(event);
        PrivatePart privatePart =
                parts.personal().map(text -> privatePart(event, text)).orElse(null);
        ObjectNode entry = Json.COMPACT.createObjectNode();
        entry.put("specversion", "1.0");
        entry.put("id", eventId);
        entry.put("source", event.stream());
        entry.put("type", type.wireName());
        entry.put("time", event.at().toString());
        UserId subject = event.subject();
        if (subject != null) {
            entry.put("subject", subject.value());
        }
        entry.put("sequence", sequence);
        entry.put("revision", type.revision());
        UserId actor = event.by();
        if (actor != null) {
            entry.put("actor", actor.value());
        }
        if (cause.correlationId() != null) {
            entry.put("correlationid", cause.correlationId());
        }
        if (cause.causationId() != null) {
            entry.put("causationid", cause.causationId());
        }
        if (privatePart != null) {
            entry.put("privatehash", hash(privatePart));
        }
        entry.put("datacontenttype", "application/json");
        entry.set("data", parts.data());
        return new NewEvent(
                event.stream(), sequence, Json.COMPACT.writeValueAsBytes(entry), privatePart);
    }

    /**
     * @throws UnreadableEntryException where the entry is of a type or revision that this version
     *     does not know, or damaged
     */
    public RecordedEvent decode(StoredEvent stored) {
        try {
            EntryFields entry = EntryFields.of(stored.entry());
            EventType type = type(entry, stored.position());
            PrivatePart privatePart = stored.privatePart();
            String actor = entry.actor();
            RecordEvent event =
                    EventJson.join(
                            type,
                            stored.stream(),
                            entry.time(),
                            actor == null ? null : new UserId(actor),
                            entry.data(),
                            privatePart == null ? null : privatePart.text());
            return new RecordedEvent(
                    stored.position(),
                    stored.sequence(),
                    entry.id(),
                    stored.recorded(),
                    event,
                    privatePart == null && entry.hasPrivateHash());
        } catch (tools.jackson.core.JacksonException | IllegalArgumentException damage) {
            throw new UnreadableEntryException(
                    stored.position(), "is damaged: " + damage.getMessage(), damage);
        }
    }

    private static EventType type(EntryFields entry, long position) {
        EventType type =
                EventType.named(entry.type())
                        .orElseThrow(
                                () ->
                                        new UnreadableEntryException(
                                                position,
                                                "has the unknown type " + entry.type(),
                                                null));
        if (entry.revision() != type.revision()) {
            throw new UnreadableEntryException(
                    position,
                    "has revision "
                            + entry.revision()
                            + " of "
                            + entry.type()
                            + ", which is unknown",
                    null);
        }
        return type;
    }

    private PrivatePart privatePart(RecordEvent event, ObjectNode text) {
        UserId subject = event.subject();
        if (subject == null) {
            throw new IllegalArgumentException("personal text of nobody in " + EventType.of(event));
        }
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new PrivatePart(subject.value(), salt, Json.COMPACT.writeValueAsBytes(text));
    }

    /** What the entry beside {@code part} says of it as {@code privatehash}. */
    public static String hash(PrivatePart part) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(part.salt());
            return Base64.getEncoder().encodeToString(digest.digest(part.text()));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256", missing);
        }
    }
}
