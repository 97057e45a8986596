package io.minutebook.api.live;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.web.reactive.socket.WebSocketMessage;

/** What arrived on a socket, taken out of the network's buffers, which are reused right after. */
sealed interface Incoming {

    record Text(byte[] utf8) implements Incoming {}

    record Binary() implements Incoming {}

    /** A protocol ping, which is answered here: the server below would do so however many wait. */
    record Ping(byte[] payload) implements Incoming {}

    /** An answer to a protocol ping. */
    record Pong() implements Incoming {}

    static Incoming of(WebSocketMessage message) {
        return switch (message.getType()) {
            case TEXT -> new Text(bytes(message.getPayload()));
            case BINARY -> new Binary();
            case PING -> new Ping(bytes(message.getPayload()));
            case PONG -> new Pong();
        };
    }

    private static byte[] bytes(DataBuffer payload) {
        byte[] bytes = new byte[payload.readableByteCount()];
        payload.read(bytes);
        return bytes;
    }
}
