package io.minutebook.api;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.LastHttpContent;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/**
 * Reads on from a connection after each answer. Reactor Netty forgets to at times: a request that
 * comes when the answer before it is out but not yet ticked off, since another thread wrote that,
 * is kept and answered, and the one after it is never read.
 */
@ChannelHandler.Sharable
final class ReadingOn extends ChannelOutboundHandlerAdapter implements NettyServerCustomizer {

    private static final String NAME = "minutebook.readingOn";

    @Override
    public HttpServer apply(HttpServer server) {
        return server.doOnChannelInit(
                (observer, channel, remote) ->
                        channel.pipeline().addAfter(NettyPipeline.HttpCodec, NAME, this));
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof LastHttpContent) {
            context.write(message, promise.unvoid()).addListener(sent -> context.read());
        } else {
            context.write(message, promise);
        }
    }
}
