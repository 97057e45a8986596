package io.minutebook.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes to the network and when, with a network that takes it when the test says so. */
class OutboxTest {

    private static final int BYTES_MAX = 100_000;

    private final List<String> written = new ArrayList<>();
    private final Queue<ChannelPromise> untaken = new ArrayDeque<>();
    private final EmbeddedChannel channel =
            new EmbeddedChannel(
                    new ChannelOutboundHandlerAdapter() {
                        @Override
                        public void write(
                                ChannelHandlerContext context,
                                Object message,
                                ChannelPromise promise) {
                            written.add(told(message));
                            untaken.add(promise);
                        }
                    });
    private final Outbox outbox = new Outbox(channel, BYTES_MAX);

    @BeforeEach
    void open() {
        outbox.open();
    }

    private static String told(Object message) {
        if (message instanceof PingWebSocketFrame) {
            return "ping";
        }
        ByteBuf bytes = (ByteBuf) message;
        String text = bytes.toString(StandardCharsets.US_ASCII);
        bytes.release();
        return text;
    }

    private void flush() {
        outbox.flush();
        channel.runPendingTasks();
    }

    /** The network takes the oldest write. */
    private void take() {
        untaken.remove().setSuccess();
        channel.runPendingTasks();
    }

    private boolean offer(String frame) {
        return outbox.offer(frame.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void whatWaitsIsOneWrite() {
        offer("one ");
        offer("two ");
        offer("three");
        flush();
        assertThat(written).containsExactly("one two three");
    }

    @Test
    void whatComesWhileAWriteIsUnderWayGoesTogetherOnceItIsTaken() {
        offer("one");
        flush();
        offer("two ");
        flush();
        offer("three");
        flush();
        assertThat(written).containsExactly("one");
        take();
        assertThat(written).containsExactly("one", "two three");
    }

    @Test
    void moreThanGoesWellIntoOneWriteIsSeveral() {
        String frame = "x".repeat(20_000);
        for (int i = 0; i < 4; i++) {
            offer(frame);
        }
        flush();
        assertThat(written).containsExactly(frame + frame);
        take();
        assertThat(written).containsExactly(frame + frame, frame + frame);
    }

    @Test
    void whatTheNetworkHasNotTakenCounts() {
        assertThat(offer("x".repeat(60_000))).isTrue();
        flush();
        assertThat(offer("x".repeat(60_000))).isFalse();
        take();
        assertThat(offer("x".repeat(60_000))).isTrue();
    }

    @Test
    void whatComesTogetherIsLetThroughAndCounts() {
        outbox.add(new byte[BYTES_MAX]);
        assertThat(outbox.isOverfull()).isFalse();
        outbox.add(new byte[1]);
        assertThat(outbox.isOverfull()).isTrue();
        assertThat(offer("x")).isFalse();
    }

    @Test
    void roomIsToldOfOnceHalfIsTaken() {
        AtomicInteger told = new AtomicInteger();
        offer("x".repeat(40_000));
        offer("x".repeat(40_000));
        flush();
        outbox.whenBelowHalf(told::incrementAndGet);
        channel.runPendingTasks();
        assertThat(told).hasValue(0);
        take();
        assertThat(told).hasValue(1);
        take();
        assertThat(told).hasValue(1);
    }

    @Test
    void roomIsToldOfAtOnceWhereThereIsSome() {
        AtomicInteger told = new AtomicInteger();
        outbox.whenBelowHalf(told::incrementAndGet);
        channel.runPendingTasks();
        assertThat(told).hasValue(1);
    }

    @Test
    void nothingIsWrittenWhileTheChannelStillSpeaksHttp() {
        Outbox early = new Outbox(channel, BYTES_MAX);
        early.offer("closing".getBytes(StandardCharsets.US_ASCII));
        early.complete();
        channel.runPendingTasks();
        assertThat(written).isEmpty();
        early.open();
        channel.runPendingTasks();
        assertThat(written).containsExactly("closing");
    }

    @Test
    void pingsKeepTheirPlace() {
        offer("before");
        outbox.ping();
        offer("after");
        flush();
        assertThat(written).containsExactly("before");
        take();
        assertThat(written).containsExactly("before", "ping", "after");
    }

    @Test
    void allIsSentOnceTheLastWriteIsTaken() {
        AtomicBoolean sent = new AtomicBoolean();
        outbox.sent().subscribe(none -> {}, fault -> {}, () -> sent.set(true));
        offer("one");
        outbox.complete();
        channel.runPendingTasks();
        assertThat(sent).isFalse();
        take();
        assertThat(sent).isTrue();
    }

    @Test
    void aConnectionThatBrokeLetsGoOfAll() {
        AtomicBoolean sent = new AtomicBoolean();
        outbox.sent().subscribe(none -> {}, fault -> {}, () -> sent.set(true));
        offer("one");
        flush();
        offer("two");
        outbox.complete();
        while (!untaken.isEmpty()) {
            untaken.remove().setFailure(new java.nio.channels.ClosedChannelException());
            channel.runPendingTasks();
        }
        assertThat(sent).isTrue();
        assertThat(offer("x".repeat(BYTES_MAX))).isTrue();
    }
}
