package io.minutebook.api.live;

import java.nio.ByteBuffer;

/**
 * Text as a server puts it on the wire, RFC 6455 section 5.2: one frame, unmasked and without
 * extensions. Made once, it is the same bytes for everybody it is sent to.
 */
final class TextFrame {

    private static final byte FINAL_TEXT = (byte) 0x81;
    private static final int LENGTH_IN_TWO = 126;
    private static final int LENGTH_IN_EIGHT = 127;
    private static final int TWO_BYTES_MAX = 0xFFFF;

    private TextFrame() {}

    static byte[] of(byte[] utf8) {
        int length = utf8.length;
        ByteBuffer frame = ByteBuffer.allocate(headerBytes(length) + length).put(FINAL_TEXT);
        if (length < LENGTH_IN_TWO) {
            frame.put((byte) length);
        } else if (length <= TWO_BYTES_MAX) {
            frame.put((byte) LENGTH_IN_TWO).putShort((short) length);
        } else {
            frame.put((byte) LENGTH_IN_EIGHT).putLong(length);
        }
        return frame.put(utf8).array();
    }

    private static int headerBytes(int length) {
        if (length < LENGTH_IN_TWO) {
            return 2;
        }
        return length <= TWO_BYTES_MAX ? 2 + Short.BYTES : 2 + Long.BYTES;
    }
}
