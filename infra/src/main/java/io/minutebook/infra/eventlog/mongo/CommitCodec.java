package io.minutebook.infra.eventlog.mongo;

import static io.minutebook.infra.eventlog.mongo.CommitDocument.CLAIM;
import static io.minutebook.infra.eventlog.mongo.CommitDocument.CLAIMS;
import static io.minutebook.infra.eventlog.mongo.CommitDocument.COUNT;
import static io.minutebook.infra.eventlog.mongo.CommitDocument.END;
import static io.minutebook.infra.eventlog.mongo.CommitDocument.ENTRY;
import static io.minutebook.infra.eventlog.mongo.CommitDocument.EVENTS;
import static io.minutebook.infra.eventlog.mongo.CommitDocument.EXPIRES;
import static io.minutebook.infra.eventlog.mongo.CommitDocument.FIRST;
import static io.minutebook.infra.eventlog.mongo.CommitDocument.ID;
import static io.minutebook.infra.eventlog.mongo.CommitDocument.KEYS;
import static io.minutebook.infra.eventlog.mongo.CommitDocument.PRIVATE;
import static io.minutebook.infra.eventlog.mongo.CommitDocument.RECORDED;
import static io.minutebook.infra.eventlog.mongo.CommitDocument.SALT;
import static io.minutebook.infra.eventlog.mongo.CommitDocument.SEQUENCE;
import static io.minutebook.infra.eventlog.mongo.CommitDocument.STREAM;
import static io.minutebook.infra.eventlog.mongo.CommitDocument.SUBJECT;
import static io.minutebook.infra.eventlog.mongo.CommitDocument.TEXT;

import io.minutebook.infra.eventlog.Claim;
import io.minutebook.infra.eventlog.NewEvent;
import io.minutebook.infra.eventlog.PrivatePart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonBinary;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.jspecify.annotations.Nullable;

/** Commits to BSON and back; of a document read only in part the rest is empty. */
final class CommitCodec implements Codec<CommitDocument> {

    @Override
    public Class<CommitDocument> getEncoderClass() {
        return CommitDocument.class;
    }

    @Override
    public void encode(BsonWriter writer, CommitDocument commit, EncoderContext context) {
        writer.writeStartDocument();
        writer.writeInt64(FIRST, commit.first());
        writer.writeString(ID, commit.id());
        writer.writeInt32(COUNT, commit.events().size());
        writer.writeDateTime(RECORDED, commit.recorded());
        writer.writeStartArray(KEYS);
        commit.keys().forEach(writer::writeString);
        writer.writeEndArray();
        if (!commit.claims().isEmpty()) {
            writer.writeStartArray(CLAIMS);
            commit.claims().forEach(claim -> encode(writer, claim));
            writer.writeEndArray();
        }
        writer.writeStartArray(EVENTS);
        commit.events().forEach(event -> encode(writer, event));
        writer.writeEndArray();
        String end = commit.end();
        if (end != null) {
            writer.writeString(END, end);
        }
        writer.writeEndDocument();
    }

    private static void encode(BsonWriter writer, Claim claim) {
        writer.writeStartDocument();
        writer.writeString(CLAIM, claim.key());
        Instant expires = claim.expires();
        if (expires != null) {
            writer.writeDateTime(EXPIRES, expires.toEpochMilli());
        }
        writer.writeEndDocument();
    }

    private static void encode(BsonWriter writer, NewEvent event) {
        writer.writeStartDocument();
        writer.writeString(STREAM, event.stream());
        writer.writeInt64(SEQUENCE, event.sequence());
        writer.writeBinaryData(ENTRY, new BsonBinary(event.entry()));
        PrivatePart part = event.privatePart();
        if (part != null) {
            writer.writeStartDocument(PRIVATE);
            writer.writeString(SUBJECT, part.subject());
            writer.writeBinaryData(SALT, new BsonBinary(part.salt()));
            writer.writeBinaryData(TEXT, new BsonBinary(part.text()));
            writer.writeEndDocument();
        }
        writer.writeEndDocument();
    }

    @Override
    public CommitDocument decode(BsonReader reader, DecoderContext context) {
        long first = -1;
        String id = "";
        long recorded = 0;
        List<NewEvent> events = List.of();
        List<Claim> claims = List.of();
        reader.readStartDocument();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            switch (reader.readName()) {
                case FIRST -> first = reader.readInt64();
                case ID -> id = reader.readString();
                case RECORDED -> recorded = reader.readDateTime();
                case EVENTS -> events = events(reader);
                case CLAIMS -> claims = claims(reader);
                default -> reader.skipValue();
            }
        }
        reader.readEndDocument();
        return new CommitDocument(first, id, recorded, events, claims, null);
    }

    private static List<NewEvent> events(BsonReader reader) {
        List<NewEvent> events = new ArrayList<>();
        reader.readStartArray();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            events.add(event(reader));
        }
        reader.readEndArray();
        return events;
    }

    private static NewEvent event(BsonReader reader) {
        String stream = "";
        long sequence = -1;
        byte[] entry = new byte[0];
        PrivatePart part = null;
        reader.readStartDocument();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            switch (reader.readName()) {
                case STREAM -> stream = reader.readString();
                case SEQUENCE -> sequence = reader.readInt64();
                case ENTRY -> entry = reader.readBinaryData().getData();
                case PRIVATE -> part = privatePart(reader);
                default -> reader.skipValue();
            }
        }
        reader.readEndDocument();
        return new NewEvent(stream, sequence, entry, part);
    }

    private static PrivatePart privatePart(BsonReader reader) {
        String subject = "";
        byte[] salt = new byte[0];
        byte[] text = new byte[0];
        reader.readStartDocument();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            switch (reader.readName()) {
                case SUBJECT -> subject = reader.readString();
                case SALT -> salt = reader.readBinaryData().getData();
                case TEXT -> text = reader.readBinaryData().getData();
                default -> reader.skipValue();
            }
        }
        reader.readEndDocument();
        return new PrivatePart(subject, salt, text);
    }

    private static List<Claim> claims(BsonReader reader) {
        List<Claim> claims = new ArrayList<>();
        reader.readStartArray();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            claims.add(claim(reader));
        }
        reader.readEndArray();
        return claims;
    }

    private static Claim claim(BsonReader reader) {
        String key = "";
        @Nullable Instant expires = null;
        reader.readStartDocument();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            switch (reader.readName()) {
                case CLAIM -> key = reader.readString();
                case EXPIRES -> expires = Instant.ofEpochMilli(reader.readDateTime());
                default -> reader.skipValue();
            }
        }
        reader.readEndDocument();
        return new Claim(key, expires);
    }
}
