package io.minutebook.api.live;

import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * What waits to be sent on one connection, bounded in bytes. Frames of events share their text with
 * every other connection they wait on, so that many slow readers cost little more than one.
 */
final class Outbox {

    private static final byte[] NOTHING = {};

    private final Sinks.Many<Item> items = Sinks.many().unicast().onBackpressureBuffer();
    private final AtomicLong waiting = new AtomicLong();
    private final long bytesMax;

    private sealed interface Item {
        /** Two parts of one frame. */
        record Text(byte[] head, byte[] tail) implements Item {
            int bytes() {
                return head.length + tail.length;
            }
        }

        record Ping() implements Item {}
    }

    Outbox(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** Queues a frame; false where it does not fit. Callers see to it that no two do so at once. */
    boolean offer(byte[] frame) {
        return offer(frame, NOTHING);
    }

    /** Queues a frame of two parts, likewise. */
    boolean offer(byte[] head, byte[] tail) {
        Item.Text text = new Item.Text(head, tail);
        if (waiting.addAndGet(text.bytes()) > bytesMax) {
            return false;
        }
        return items.tryEmitNext(text).isSuccess();
    }

    void ping() {
        items.tryEmitNext(new Item.Ping());
    }

    /** Nothing more will be queued; what waits is still sent. */
    void complete() {
        items.tryEmitComplete();
    }

    /** What to send, as fast as the other end takes it. */
    Flux<WebSocketMessage> messages(WebSocketSession session) {
        return items.asFlux().map(item -> message(session, item));
    }

    private WebSocketMessage message(WebSocketSession session, Item item) {
        return switch (item) {
            case Item.Text text -> {
                waiting.addAndGet(-text.bytes());
                yield new WebSocketMessage(
                        WebSocketMessage.Type.TEXT, payload(session.bufferFactory(), text));
            }
            case Item.Ping ping -> session.pingMessage(factory -> factory.wrap(NOTHING));
        };
    }

    private static DataBuffer payload(DataBufferFactory buffers, Item.Text text) {
        return text.tail().length == 0
                ? buffers.wrap(text.head())
                : buffers.allocateBuffer(text.bytes()).write(text.head()).write(text.tail());
    }
}
