package io.minutebook.api.live;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** What waits to be sent on one connection, bounded in bytes. */
final class Outbox {

    private final Sinks.Many<Item> items = Sinks.many().unicast().onBackpressureBuffer();
    private final AtomicLong waiting = new AtomicLong();
    private final long bytesMax;

    private sealed interface Item {
        record Text(byte[] utf8) implements Item {}

        record Ping() implements Item {}
    }

    Outbox(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** Queues a frame; false where it does not fit. Callers see to it that no two do so at once. */
    boolean offer(String frame) {
        byte[] utf8 = frame.getBytes(StandardCharsets.UTF_8);
        if (waiting.addAndGet(utf8.length) > bytesMax) {
            return false;
        }
        return items.tryEmitNext(new Item.Text(utf8)).isSuccess();
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
                waiting.addAndGet(-text.utf8().length);
                yield new WebSocketMessage(
                        WebSocketMessage.Type.TEXT, session.bufferFactory().wrap(text.utf8()));
            }
            case Item.Ping ping -> session.pingMessage(factory -> factory.wrap(new byte[0]));
        };
    }
}
