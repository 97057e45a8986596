package io.minutebook.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.minutebook.api.security.VerifiedToken;
import io.minutebook.kernel.Caller;
import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.UserId;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Pings and their answers, in a time of the test's own and without a network. */
class LiveSessionTest {

    private static final Duration INTERVAL = Duration.ofSeconds(25);
    private static final Duration TIMEOUT = Duration.ofSeconds(8);
    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    private final Sinks.Many<WebSocketMessage> arriving =
            Sinks.many().unicast().onBackpressureBuffer();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicBoolean isAnswering = new AtomicBoolean(true);
    private final VirtualTimeScheduler timer = VirtualTimeScheduler.create();
    private final LiveConnection connection =
            new LiveConnection(
                    MeetingId.next(),
                    new ConnectionId("tab"),
                    false,
                    new VerifiedToken(
                            Caller.of(new UserId("alice")),
                            CLOCK.instant().plus(Duration.ofDays(1))),
                    new Outbox(new AnsweringChannel(), 1_000),
                    new Notices("epoch", INTERVAL, CLOCK),
                    new LiveMetrics(new SimpleMeterRegistry()));
    private Disposable life = () -> {};

    /** Does at once what it is asked to, and is answered within the call that sends a ping. */
    private final class AnsweringChannel extends EmbeddedChannel {

        AnsweringChannel() {
            super(
                    new ChannelOutboundHandlerAdapter() {
                        @Override
                        public void write(
                                ChannelHandlerContext context,
                                Object message,
                                ChannelPromise promise) {
                            if (message instanceof PingWebSocketFrame && isAnswering.get()) {
                                arriving.tryEmitNext(pong());
                            }
                            promise.setSuccess();
                        }
                    });
        }

        @Override
        public EventLoop eventLoop() {
            EventLoop real = super.eventLoop();
            return proxy(
                    EventLoop.class,
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("execute")) {
                            ((Runnable) arguments[0]).run();
                            return null;
                        }
                        return method.invoke(real, arguments);
                    });
        }
    }

    private static WebSocketMessage pong() {
        return new WebSocketMessage(
                WebSocketMessage.Type.PONG,
                DefaultDataBufferFactory.sharedInstance.wrap(new byte[0]));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(
                        LiveSessionTest.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @BeforeEach
    void open() {
        connection.outbox().open();
        WebSocketSession session =
                proxy(
                        WebSocketSession.class,
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "receive" -> arriving.asFlux();
                                    case "close" -> Mono.empty();
                                    default -> throw new UnsupportedOperationException();
                                });
        life =
                new LiveSession(
                                connection,
                                null,
                                new LiveMetrics(meters),
                                new WebSocketProperties(
                                        INTERVAL,
                                        TIMEOUT,
                                        DataSize.ofKilobytes(1),
                                        DataSize.ofKilobytes(1)),
                                timer,
                                CLOCK,
                                "192.0.2.1")
                        .run(session, () -> {})
                        .subscribe();
    }

    @AfterEach
    void close() {
        life.dispose();
    }

    @Test
    void goesOnHoweverFastPingsAreAnswered() {
        for (int i = 0; i < 3; i++) {
            timer.advanceTimeBy(INTERVAL);
            assertThat(connection.isClosing()).isFalse();
        }
    }

    @Test
    void endsWhereAPingIsNotAnsweredInTime() {
        timer.advanceTimeBy(INTERVAL);
        isAnswering.set(false);
        timer.advanceTimeBy(INTERVAL.plus(TIMEOUT).minusMillis(1));
        assertThat(connection.isClosing()).isFalse();
        timer.advanceTimeBy(Duration.ofMillis(1));
        assertThat(connection.isClosing()).isTrue();
    }

    @Test
    void nothingIsCarriedOutOnceACloseHasBegun() {
        connection.close(CloseCode.DRAINING);
        for (WebSocketMessage.Type type :
                new WebSocketMessage.Type[] {
                    WebSocketMessage.Type.BINARY,
                    WebSocketMessage.Type.TEXT,
                    WebSocketMessage.Type.PING
                }) {
            arriving.tryEmitNext(
                    new WebSocketMessage(
                            type, DefaultDataBufferFactory.sharedInstance.wrap(new byte[0])));
        }
        assertThat(meters.counter("minutebook.frames", "direction", "in").count()).isZero();
    }
}
