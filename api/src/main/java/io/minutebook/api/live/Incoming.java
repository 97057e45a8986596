package io.minutebook.api.live;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.web.reactive.socket.WebSocketMessage;

/** What arrived on a socket, taken out of the network's buffers, which are reused right after. */
sealed interface Incoming {

    record Text(byte[] utf8) implements Incoming {}

    record Binary() implements Incoming {}

    /** An answer to a protocol ping; protocol pings themselves are answered by the server below. */
    record Pong() implements Incoming {}

    static Incoming of(WebSocketMessage message) {
        return switch (message.getType()) {
            case TEXT -> new Text(bytes(message.getPayload()));
            case BINARY -> new Binary();
            case PING, PONG -> new Pong();
        };
    }

    private static byte[] bytes(DataBuffer payload) {
        byte[] bytes = new byte[payload.readableByteCount()];
        payload.read(bytes);
        return bytes;
    }
}
