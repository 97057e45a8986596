package io.minutebook.kernel.event;

import io.minutebook.kernel.UserId;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One JSON object made of the fields of several, by their bytes. */
final class JoinedObject {

    private final byte[] bytes;
    private int length;

    private JoinedObject(int max) {
        this.bytes = new byte[max];
    }

    /**
     * @param idName what the id is called
     * @throws IllegalArgumentException where a part is no object
     */
    static byte[] of(
            String idName,
            String id,
            String at,
            @Nullable UserId by,
            byte[] data,
            byte @Nullable [] personal) {
        String envelope =
                "{\""
                        + idName
                        + "\":\""
                        + plain(id)
                        + "\",\"at\":\""
                        + plain(at)
                        + (by == null ? "\"" : "\",\"by\":\"" + by + "\"");
        int more = personal == null ? 0 : personal.length;
        JoinedObject joined = new JoinedObject(envelope.length() + data.length + more + 1);
        joined.add(envelope.getBytes(StandardCharsets.ISO_8859_1), 0, envelope.length());
        joined.addFields(data);
        if (personal != null) {
            joined.addFields(personal);
        }
        return joined.done();
    }

    /** Text that stands for itself between quotes; ids do by their form. */
    private static String plain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                throw new IllegalArgumentException("neither an id nor a time");
            }
        }
        return text;
    }

    private void addFields(byte[] object) {
        int last = object.length - 1;
        if (last < 1 || object[0] != '{' || object[last] != '}') {
            throw new IllegalArgumentException("not a JSON object");
        }
        int first = 1;
        while (object[first] == ' ') {
            first++;
        }
        if (first < last) {
            bytes[length++] = ',';
            add(object, first, last - first);
        }
    }

    private void add(byte[] from, int start, int count) {
        System.arraycopy(from, start, bytes, length, count);
        length += count;
    }

    private byte[] done() {
        bytes[length++] = '}';
        return length == bytes.length ? bytes : java.util.Arrays.copyOf(bytes, length);
    }
}
