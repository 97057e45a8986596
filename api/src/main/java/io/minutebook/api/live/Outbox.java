package io.minutebook.api.live;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * What waits to be sent on one connection, bounded in bytes from when it is queued until the
 * network has taken it. Writes to the channel itself: the reactive way there hands the network's
 * own buffer whatever comes, however slow the other end reads. Frames of events are shared with
 * every other connection they wait on, so that many slow readers cost little more than one.
 */
final class Outbox {

    private final Queue<Item> items = new ConcurrentLinkedQueue<>();
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicBoolean drainDue = new AtomicBoolean();
    private final Sinks.Empty<Void> sent = Sinks.empty();
    private final Channel channel;
    private final long bytesMax;

    private sealed interface Item {
        record Wire(byte[] frame) implements Item {}

        record Ping() implements Item {}

        /** Nothing comes after this. */
        record End() implements Item {}
    }

    Outbox(Channel channel, long bytesMax) {
        this.channel = channel;
        this.bytesMax = bytesMax;
    }

    /**
     * Queues a frame as it goes over the wire, to be sent with the next {@link #flush}; false where
     * it does not fit. Callers see to it that frames come in order.
     */
    boolean offer(byte[] frame) {
        if (waiting.addAndGet(frame.length) > bytesMax) {
            waiting.addAndGet(-frame.length);
            return false;
        }
        items.add(new Item.Wire(frame));
        return true;
    }

    void ping() {
        items.add(new Item.Ping());
        flush();
    }

    /** Nothing more will be queued; what waits is still sent. */
    void complete() {
        items.add(new Item.End());
        flush();
    }

    /** Completes once all that was queued before {@link #complete} is sent. */
    Mono<Void> sent() {
        return sent.asMono();
    }

    /** Has what is queued be sent. */
    void flush() {
        if (!items.isEmpty() && drainDue.compareAndSet(false, true)) {
            channel.eventLoop().execute(this::drain);
        }
    }

    /** On the channel's thread: one flush for all that waits. */
    private void drain() {
        drainDue.set(false);
        for (Item item = items.poll(); item != null; item = items.poll()) {
            write(item);
        }
        channel.flush();
    }

    private void write(Item item) {
        switch (item) {
            case Item.Wire wire ->
                    channel.write(Unpooled.wrappedBuffer(wire.frame()))
                            .addListener(written -> waiting.addAndGet(-wire.frame().length));
            case Item.Ping ping -> channel.write(new PingWebSocketFrame());
            case Item.End end ->
                    channel.write(Unpooled.EMPTY_BUFFER)
                            .addListener(written -> sent.tryEmitEmpty());
        }
    }
}
