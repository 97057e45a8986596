package io.minutebook.api.error;

import io.minutebook.kernel.ErrorCode;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.json.Json;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Clock;
import java.util.Map;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/**
 * Gives refusals that the HTTP server makes by itself, of what it cannot read as a request, the
 * form of all others: it would send nothing but a status.
 */
@ChannelHandler.Sharable
public final class ServerRefusals extends ChannelOutboundHandlerAdapter
        implements NettyServerCustomizer {

    private static final String NAME = "minutebook.refusals";

    private final Clock clock;

    public ServerRefusals(Clock clock) {
        this.clock = clock;
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.doOnChannelInit(
                (observer, channel, remote) ->
                        channel.pipeline().addAfter(NettyPipeline.HttpCodec, NAME, this));
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof FullHttpResponse answer && isBareRefusal(answer)) {
            FullHttpResponse told = told(answer);
            answer.release();
            context.write(told, promise);
        } else {
            context.write(message, promise);
        }
    }

    private static boolean isBareRefusal(FullHttpResponse answer) {
        return answer.status().code() >= 400
                && !answer.content().isReadable()
                && !answer.headers().contains(HttpHeaderNames.CONTENT_TYPE);
    }

    private FullHttpResponse told(FullHttpResponse bare) {
        Rejection refusal = refusal(bare.status());
        ByteBuf body =
                Unpooled.wrappedBuffer(
                        Json.MAPPER.writeValueAsBytes(ErrorEnvelope.of(refusal, clock.instant())));
        FullHttpResponse answer =
                new DefaultFullHttpResponse(
                        bare.protocolVersion(),
                        HttpResponseStatus.valueOf(ErrorStatus.of(refusal.code())),
                        body);
        answer.headers()
                .set(bare.headers())
                .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        return answer;
    }

    private static Rejection refusal(HttpResponseStatus status) {
        if (status.code() >= 500) {
            return Refusals.of(new IllegalStateException("the HTTP server answered " + status));
        }
        return new Rejection(
                ErrorCode.VALIDATION_FAILED,
                "The request cannot be read",
                switch (status.code()) {
                    case 414 -> Map.of("path", "is too long");
                    case 431 -> Map.of("headers", "are too large");
                    default -> Map.of("request", "is not well-formed HTTP");
                });
    }
}
