package io.minutebook.infra.record;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads entries in the very form that {@link EntryCodec} writes, which is all that a log of ours
 * holds: the same fields in the same order, without spaces and escapes. Gives up on any other,
 * which {@link EntryFields} then parses; with the same result, only slower.
 */
final class WrittenForm {

    private static final byte[] ID = bytes("{\"specversion\":\"1.0\",\"id\":\"");
    private static final byte[] SOURCE = bytes(",\"source\":\"");
    private static final byte[] TYPE = bytes(",\"type\":\"");
    private static final byte[] TIME = bytes(",\"time\":\"");
    private static final byte[] SUBJECT = bytes(",\"subject\":\"");
    private static final byte[] SEQUENCE = bytes(",\"sequence\":");
    private static final byte[] REVISION = bytes(",\"revision\":");
    private static final byte[] ACTOR = bytes(",\"actor\":\"");
    private static final byte[] CORRELATION_ID = bytes(",\"correlationid\":\"");
    private static final byte[] CAUSATION_ID = bytes(",\"causationid\":\"");
    private static final byte[] PRIVATE_HASH = bytes(",\"privatehash\":\"");
    private static final byte[] DATA = bytes(",\"datacontenttype\":\"application/json\",\"data\":");
    private static final int DIGITS_MAX = 9;

    private final byte[] entry;
    private int at;

    private WrittenForm(byte[] entry) {
        this.entry = entry;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    /** Null where the entry is of another form. */
    static @Nullable EntryFields read(byte[] entry) {
        return new WrittenForm(entry).fields();
    }

    /** A field that is there and not of this form leaves the next one not to be found. */
    private @Nullable EntryFields fields() {
        String id = text(ID);
        boolean hasSource = isText(SOURCE);
        String type = text(TYPE);
        String time = text(TIME);
        isText(SUBJECT);
        int sequence = number(SEQUENCE);
        int revision = number(REVISION);
        String actor = text(ACTOR);
        isText(CORRELATION_ID);
        isText(CAUSATION_ID);
        boolean hasPrivateHash = isText(PRIVATE_HASH);
        byte[] data = skip(DATA) ? object() : null;
        return id == null
                        || !hasSource
                        || type == null
                        || time == null
                        || sequence < 0
                        || revision < 0
                        || data == null
                ? null
                : new EntryFields(id, type, revision, time, actor, hasPrivateHash, data);
    }

    private boolean skip(byte[] expected) {
        int end = at + expected.length;
        if (end > entry.length || !Arrays.equals(entry, at, end, expected, 0, expected.length)) {
            return false;
        }
        at = end;
        return true;
    }

    private @Nullable String text(byte[] before) {
        int start = at + before.length;
        return isText(before) ? new String(entry, start, at - 1 - start, ISO_8859_1) : null;
    }

    private boolean isText(byte[] before) {
        if (!skip(before)) {
            return false;
        }
        while (at < entry.length) {
            byte next = entry[at++];
            if (next == '"') {
                return true;
            }
            if (next < ' ' || next == '\\') { // not ASCII is below zero
                return false;
            }
        }
        return false;
    }

    /** A whole number as JSON has it, of few digits; -1 where it is none. */
    private int number(byte[] before) {
        if (!skip(before)) {
            return -1;
        }
        int start = at;
        int number = 0;
        while (at < entry.length && entry[at] >= '0' && entry[at] <= '9') {
            number = number * 10 + entry[at++] - '0';
        }
        int digits = at - start;
        boolean isOne = digits > 0 && digits <= DIGITS_MAX && (entry[start] != '0' || digits == 1);
        return isOne ? number : -1;
    }

    /** The object that all but the last byte of the entry is, from here on. */
    private byte @Nullable [] object() {
        int start = at;
        int depth = 0;
        boolean quoted = false;
        for (; at < entry.length; at++) {
            byte next = entry[at];
            if (quoted) {
                quoted = next != '"';
                at += next == '\\' ? 1 : 0;
            } else if (next == '"') {
                quoted = true;
            } else if (next == '{' || next == '[') {
                depth++;
            } else if ((next == '}' || next == ']') && --depth == 0) {
                break;
            }
        }
        boolean isWhole =
                at == entry.length - 2
                        && entry[start] == '{'
                        && entry[at] == '}'
                        && entry[at + 1] == '}';
        return isWhole ? Arrays.copyOfRange(entry, start, at + 1) : null;
    }
}
