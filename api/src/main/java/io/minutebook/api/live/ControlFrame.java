package io.minutebook.api.live;

/** Control frames as a server puts them on the wire, RFC 6455 section 5.5. */
final class ControlFrame {

    private static final byte FINAL_PONG = (byte) 0x8A;
    private static final int PAYLOAD_BYTES_MAX = 125;

    private ControlFrame() {}

    /**
     * The answer to a ping.
     *
     * @param payload of the ping
     * @throws IllegalArgumentException where that is longer than control frames can be
     */
    static byte[] pong(byte[] payload) {
        if (payload.length > PAYLOAD_BYTES_MAX) {
            throw new IllegalArgumentException("no ping has " + payload.length + " bytes");
        }
        byte[] frame = new byte[2 + payload.length];
        frame[0] = FINAL_PONG;
        frame[1] = (byte) payload.length;
        System.arraycopy(payload, 0, frame, 2, payload.length);
        return frame;
    }
}
