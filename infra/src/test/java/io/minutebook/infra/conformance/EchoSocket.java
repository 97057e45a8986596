package io.minutebook.infra.conformance;

import java.util.Map;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.HandshakeInfo;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.server.RequestUpgradeStrategy;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A socket on the product's own server that sends back what it gets, pings as pongs. */
final class EchoSocket implements WebHandler {

    static final String PATH = "/ws/echo";

    private static final int BEFORE_THE_PRODUCT = -2;

    private final RequestUpgradeStrategy upgrades;

    private EchoSocket(RequestUpgradeStrategy upgrades) {
        this.upgrades = upgrades;
    }

    static void addTo(GenericApplicationContext context) {
        context.registerBean(
                "echo",
                HandlerMapping.class,
                () ->
                        new SimpleUrlHandlerMapping(
                                Map.of(
                                        PATH,
                                        new EchoSocket(
                                                context.getBean(RequestUpgradeStrategy.class))),
                                BEFORE_THE_PRODUCT));
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        return upgrades.upgrade(
                exchange,
                EchoSocket::echo,
                null,
                () ->
                        new HandshakeInfo(
                                exchange.getRequest().getURI(),
                                exchange.getRequest().getHeaders(),
                                Mono.empty(),
                                null));
    }

    private static Mono<Void> echo(WebSocketSession session) {
        Flux<WebSocketMessage> same =
                session.receive()
                        .filter(message -> message.getType() != WebSocketMessage.Type.PONG)
                        .map(message -> answer(session, message))
                        .onErrorComplete();
        return session.send(same);
    }

    private static WebSocketMessage answer(WebSocketSession session, WebSocketMessage message) {
        message.retain();
        return message.getType() == WebSocketMessage.Type.PING
                ? session.pongMessage(buffers -> message.getPayload())
                : message;
    }
}
