package io.minutebook.api.live;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundInvoker;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * What waits to be sent on one connection, bounded in bytes from when it is queued until the
 * network has taken it. Writes to the channel itself: the reactive way there hands the network's
 * own buffer whatever comes, however slow the other end reads. Frames of events are shared with
 * every other connection they wait on, so that many slow readers cost little more than one.
 */
final class Outbox {

    /** Which more frames are not gathered beyond. */
    private static final int WRITE_BYTES = 32 * 1024;

    private final Queue<Item> items = new ConcurrentLinkedQueue<>();
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicBoolean drainDue = new AtomicBoolean();
    private final AtomicReference<@Nullable Runnable> room = new AtomicReference<>();
    private final Sinks.Empty<Void> sent = Sinks.empty();
    private final Channel channel;
    private final long bytesMax;
    private volatile boolean open;
    private boolean writing;
    private @Nullable ChannelOutboundInvoker beyondEncoder;

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

    /**
     * Queues a frame likewise, whether it fits or not: one of several that come together, of which
     * none is the reader's fault. Callers ask before the first whether it {@link #isOverfull}.
     */
    void add(byte[] frame) {
        waiting.addAndGet(frame.length);
        items.add(new Item.Wire(frame));
    }

    /** Whether more waits than may. */
    boolean isOverfull() {
        return waiting.get() > bytesMax;
    }

    /** Whether less waits than half of what may. */
    boolean isBelowHalf() {
        return waiting.get() < bytesMax / 2;
    }

    /**
     * Has {@code then} run once, on the channel's thread, as soon as this {@link #isBelowHalf};
     * replaces what else was to be run.
     */
    void whenBelowHalf(Runnable then) {
        room.set(then);
        if (isBelowHalf()) {
            channel.eventLoop().execute(this::tellRoom);
        }
    }

    private void tellRoom() {
        Runnable then = isBelowHalf() ? room.getAndSet(null) : null;
        if (then != null) {
            then.run();
        }
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

    /** The channel speaks WebSocket from here on: what was queued before has waited for that. */
    void open() {
        open = true;
        flush();
    }

    /** Has what is queued be sent. */
    void flush() {
        if (!items.isEmpty() && drainDue.compareAndSet(false, true)) {
            channel.eventLoop().execute(this::drain);
        }
    }

    /**
     * On the channel's thread. What the network has not taken yet holds up all else, so that it
     * waits as the bytes that are shared, not as a copy for this connection.
     */
    private void drain() {
        drainDue.set(false);
        while (open && !writing && !items.isEmpty()) {
            if (items.peek() instanceof Item.Wire) {
                writeFrames();
            } else {
                writeSign(items.remove());
            }
        }
    }

    /** As many as wait and go well into one write, which costs more than what is in it. */
    private void writeFrames() {
        List<byte[]> frames = new ArrayList<>();
        int bytes = 0;
        while (bytes < WRITE_BYTES && items.peek() instanceof Item.Wire wire) {
            frames.add(wire.frame());
            bytes += wire.frame().length;
            items.remove();
        }
        ByteBuf together = channel.alloc().ioBuffer(bytes, bytes);
        frames.forEach(together::writeBytes);
        writing = true;
        int taken = bytes;
        beyondEncoder().writeAndFlush(together).addListener(written -> taken(taken));
    }

    private void taken(int bytes) {
        writing = false;
        waiting.addAndGet(-bytes);
        flush();
        tellRoom();
    }

    /** Past the handlers that would look at each frame, and need not. */
    private ChannelOutboundInvoker beyondEncoder() {
        if (beyondEncoder == null) {
            ChannelHandlerContext encoder = channel.pipeline().context(WebSocketFrameEncoder.class);
            beyondEncoder = encoder == null ? channel : encoder;
        }
        return beyondEncoder;
    }

    private void writeSign(Item sign) {
        switch (sign) {
            case Item.Ping ping -> channel.writeAndFlush(new PingWebSocketFrame());
            case Item.End end -> sent.tryEmitEmpty();
            case Item.Wire wire -> throw new IllegalArgumentException("not a sign");
        }
    }
}
