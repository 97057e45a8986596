package io.minutebook.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;

/**
 * A member's connection. Lines carry the time they were said at between two signs, which is all
 * that is read of what arrives: thousands of connections share two threads.
 */
final class LiveSocket extends SimpleChannelInboundHandler<WebSocketFrame> {

    private static final EventLoopGroup LOOPS =
            new MultiThreadIoEventLoopGroup(
                    2, new DefaultThreadFactory("client", true), NioIoHandler.newFactory());
    private static final byte SIGN = '@';
    private static final int FRAME_BYTES_MAX = 1 << 20;
    private static final int RECEIVE_BUFFER_BYTES = 64 * 1024;

    private final Seat seat;
    private final LongConsumer heard;
    private final CompletableFuture<LiveSocket> ready = new CompletableFuture<>();
    private final Channel channel;

    /**
     * @param heard is told of each line that arrives when it was said, by {@link System#nanoTime};
     *     on the connection's thread
     */
    LiveSocket(Seat seat, LongConsumer heard) {
        this.seat = seat;
        this.heard = heard;
        URI address = seat.address();
        this.channel =
                new Bootstrap()
                        .group(LOOPS)
                        .channel(NioSocketChannel.class)
                        .option(ChannelOption.SO_RCVBUF, RECEIVE_BUFFER_BYTES)
                        .handler(
                                new ChannelInitializer<>() {
                                    @Override
                                    protected void initChannel(Channel opened) {
                                        opened.pipeline()
                                                .addLast(new HttpClientCodec())
                                                .addLast(new HttpObjectAggregator(64 * 1024))
                                                .addLast(protocol(address))
                                                .addLast(LiveSocket.this);
                                    }
                                })
                        .register()
                        .channel();
        channel.connect(new InetSocketAddress(address.getHost(), address.getPort()))
                .addListener(
                        connected -> {
                            if (!connected.isSuccess()) {
                                ready.completeExceptionally(connected.cause());
                            }
                        });
    }

    private static WebSocketClientProtocolHandler protocol(URI address) {
        return new WebSocketClientProtocolHandler(
                WebSocketClientProtocolConfig.newBuilder()
                        .webSocketUri(address)
                        .maxFramePayloadLength(FRAME_BYTES_MAX)
                        .generateOriginHeader(false)
                        .build());
    }

    /** Completes with this once the member is in the room. */
    CompletableFuture<LiveSocket> ready() {
        return ready;
    }

    /** Says {@code words} now. */
    void say(String words) {
        send(seat.line("@" + System.nanoTime() + "@" + words));
    }

    /** Reads nothing more. */
    void stall() {
        channel.config().setAutoRead(false);
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    void close() {
        channel.close().syncUninterruptibly();
    }

    private void send(String text) {
        channel.writeAndFlush(new TextWebSocketFrame(text), channel.voidPromise());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE && !seat.greeting().isEmpty()) {
            send(seat.greeting());
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        ByteBuf text = frame.content();
        if (!ready.isDone() && text.toString(StandardCharsets.UTF_8).contains(seat.ready())) {
            ready.complete(this);
        } else if (isPing(text)) {
            send(seat.pong());
        } else {
            lines(text);
        }
    }

    private boolean isPing(ByteBuf text) {
        return text.readableBytes() == seat.ping().length()
                && text.toString(StandardCharsets.UTF_8).equals(seat.ping());
    }

    /** A frame may hold several. */
    private void lines(ByteBuf text) {
        int at = text.indexOf(text.readerIndex(), text.writerIndex(), SIGN);
        while (at >= 0) {
            long saidAt = 0;
            int next = at + 1;
            for (byte digit = text.getByte(next); digit != SIGN; digit = text.getByte(++next)) {
                saidAt = saidAt * 10 + digit - '0';
            }
            heard.accept(saidAt);
            at = text.indexOf(next + 1, text.writerIndex(), SIGN);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        ready.completeExceptionally(new IllegalStateException("closed before it was in"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable fault) {
        ready.completeExceptionally(fault);
        context.close();
    }
}
