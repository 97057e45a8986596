package io.minutebook.api.live;

import io.netty.channel.ChannelPipeline;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.reactive.socket.HandshakeInfo;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.server.RequestUpgradeStrategy;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.WebsocketServerSpec;

/**
 * How HTTP becomes WebSocket here: as RFC 6455 has it, to the letter. Handlers are handed pings and
 * have to answer them.
 */
public final class StrictUpgrades implements RequestUpgradeStrategy {

    private static final String NAME = "strictFrames";

    private final RequestUpgradeStrategy upgrades;

    public StrictUpgrades(WebSocketProperties properties) {
        int frameBytesMax = Math.toIntExact(properties.frameBytesMax().toBytes());
        this.upgrades =
                new ReactorNettyRequestUpgradeStrategy(
                        () ->
                                WebsocketServerSpec.builder()
                                        .maxFramePayloadLength(frameBytesMax)
                                        .handlePing(true));
    }

    @Override
    public Mono<Void> upgrade(
            ServerWebExchange exchange,
            WebSocketHandler handler,
            @Nullable String subProtocol,
            Supplier<HandshakeInfo> handshakeInfo) {
        HttpServerRequest netty =
                ServerHttpRequestDecorator.getNativeRequest(exchange.getRequest());
        netty.withConnection(connection -> addTo(connection.channel().pipeline()));
        return upgrades.upgrade(exchange, handler, subProtocol, handshakeInfo);
    }

    /** Ahead of the handshake, so that the first frames go through it too. */
    private static void addTo(ChannelPipeline pipeline) {
        if (pipeline.get(NAME) == null) {
            pipeline.addBefore(NettyPipeline.ReactiveBridge, NAME, new StrictFrames());
        }
    }
}
