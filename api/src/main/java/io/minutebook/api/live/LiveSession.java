package io.minutebook.api.live;

import static io.minutebook.kernel.ErrorCode.VALIDATION_FAILED;

import io.minutebook.api.error.Refusals;
import io.minutebook.api.security.TokenVerifier;
import io.minutebook.kernel.Rejection;
import io.netty.handler.codec.TooLongFrameException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import tools.jackson.databind.JsonNode;

/**
 * The life of one socket after its upgrade: frames in, one after the other; frames out; pings; the
 * end.
 */
final class LiveSession {

    private static final Logger LOG = LoggerFactory.getLogger(LiveSession.class);
    private static final int BAD_FRAMES_MAX = 10;

    /**
     * How long what waits may take to be sent, and a close to be answered, before the connection is
     * cut.
     */
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final LiveConnection connection;
    private final ClientFrames frames;
    private final LiveMetrics metrics;
    private final WebSocketProperties properties;
    private final Scheduler timer;
    private final Clock clock;
    private final String address;
    private final Disposable.Composite timers = Disposables.composite();
    private final Disposable.Swap pongDeadline = Disposables.swap();
    private final Disposable.Swap expiry = Disposables.swap();
    private volatile Instant heardAt;
    private volatile boolean busy;
    private int badFramesInARow;

    /**
     * @param address of the other end, for the limit of failed authentication
     */
    LiveSession(
            LiveConnection connection,
            ClientFrames frames,
            LiveMetrics metrics,
            WebSocketProperties properties,
            Scheduler timer,
            Clock clock,
            String address) {
        this.connection = connection;
        this.frames = frames;
        this.metrics = metrics;
        this.properties = properties;
        this.timer = timer;
        this.clock = clock;
        this.address = address;
        this.heardAt = clock.instant();
    }

    /**
     * Runs until either side closes.
     *
     * @param cut drops the connection under the socket
     */
    Mono<Void> run(WebSocketSession session, Runnable cut) {
        Mono<Void> receiving =
                session.receive()
                        .map(Incoming::of)
                        .doOnNext(incoming -> heard())
                        .concatMap(this::receive, 1)
                        .then()
                        .onErrorResume(TooLongFrameException.class, large -> tooBig(session))
                        .onErrorResume(this::lost)
                        .then(Mono.defer(this::unlessClosing));
        Mono<Void> sending =
                connection
                        .outbox()
                        .sent()
                        .then(connection.closing())
                        .flatMap(code -> session.close(code.status()))
                        .onErrorResume(this::lost);
        Mono<Void> overdue =
                connection
                        .closing()
                        .delayElement(CLOSE_PATIENCE, timer)
                        .doOnNext(code -> cut.run())
                        .then();
        metrics.opened();
        startTimers();
        return Mono.firstWithSignal(receiving, sending, overdue)
                .doFinally(
                        end -> {
                            timers.dispose();
                            connection.gone(heardAt, clock.instant());
                            metrics.closed();
                        });
    }

    private void heard() {
        heardAt = clock.instant();
        pongDeadline.update(Disposables.disposed());
    }

    private static Mono<Void> tooBig(WebSocketSession session) {
        return session.close(CloseStatus.TOO_BIG_TO_PROCESS);
    }

    /**
     * While this side closes nothing more is received, which must not keep the close from being
     * sent.
     */
    private Mono<Void> unlessClosing() {
        return connection.isClosing() ? Mono.never() : Mono.empty();
    }

    /** A connection that broke is an end like any other. */
    private Mono<Void> lost(Throwable fault) {
        LOG.debug("Connection {} is lost", connection.id(), fault);
        return Mono.empty();
    }

    private void startTimers() {
        long every = properties.pingInterval().toMillis();
        timers.add(timer.schedulePeriodically(this::ping, every, every, TimeUnit.MILLISECONDS));
        timers.add(pongDeadline);
        timers.add(expiry);
        awaitExpiry();
    }

    /** The answer may be there before this has returned, and must find what it is to call off. */
    private void ping() {
        pongDeadline.update(
                timer.schedule(
                        this::noPong, properties.pongTimeout().toMillis(), TimeUnit.MILLISECONDS));
        connection.ping();
    }

    /**
     * While a frame of theirs is under way they are not read from, and so cannot be said to be
     * silent.
     */
    private void noPong() {
        if (!busy) {
            connection.close(CloseCode.NO_PONG);
        }
    }

    private void awaitExpiry() {
        Instant last = connection.tokenExpiresAt().plus(TokenVerifier.SKEW);
        long left = Duration.between(clock.instant(), last).toMillis();
        if (left <= 0) {
            connection.close(CloseCode.TOKEN_EXPIRED);
        } else {
            expiry.update(timer.schedule(this::awaitExpiry, left, TimeUnit.MILLISECONDS));
        }
    }

    /** What arrives once a close has begun is not carried out: nobody would hear how it went. */
    private Mono<Void> receive(Incoming incoming) {
        return connection.isClosing() ? Mono.empty() : answered(incoming);
    }

    private Mono<Void> answered(Incoming incoming) {
        return switch (incoming) {
            case Incoming.Pong pong -> Mono.empty();
            case Incoming.Ping ping ->
                    counted(null, Mono.fromRunnable(() -> connection.answer(ping)));
            case Incoming.Binary binary -> counted(null, Mono.defer(() -> bad(null, TEXT_ONLY)));
            case Incoming.Text text -> read(text);
        };
    }

    private static final Rejection TEXT_ONLY =
            new Rejection(
                    VALIDATION_FAILED,
                    "Frames must be text",
                    Map.of("body", "must be a text frame"));

    private Mono<Void> read(Incoming.Text text) {
        JsonNode object;
        try {
            object = frames.parse(text.utf8());
        } catch (Rejection unreadable) {
            return counted(null, Mono.defer(() -> bad(null, unreadable)));
        }
        JsonNode id = ClientFrame.idOf(object);
        return counted(
                id,
                Mono.defer(
                        () -> {
                            ClientFrame frame;
                            try {
                                frame = ClientFrame.of(object);
                            } catch (Rejection unknown) {
                                return bad(id, unknown);
                            }
                            badFramesInARow = 0;
                            return act(frame);
                        }));
    }

    private Mono<Void> counted(@Nullable JsonNode id, Mono<Void> then) {
        metrics.received();
        return Mono.defer(
                        () -> {
                            busy = true;
                            return frames.counted(connection).then(then);
                        })
                .onErrorResume(fault -> answerError(id, Refusals.of(fault)))
                .doFinally(end -> busy = false);
    }

    private Mono<Void> act(ClientFrame frame) {
        return frames.act(connection, frame, address).then(Mono.fromRunnable(() -> answer(frame)));
    }

    private void answer(ClientFrame frame) {
        if (frame.type() == ClientFrameType.AUTH) {
            awaitExpiry();
        }
        if (frame.type() == ClientFrameType.PING) {
            connection.pong(frame.id());
        } else if (frame.id() != null) {
            connection.ack(frame.id());
        }
    }

    private Mono<Void> bad(@Nullable JsonNode id, Rejection refusal) {
        return answerError(id, refusal)
                .then(
                        Mono.fromRunnable(
                                () -> {
                                    if (++badFramesInARow >= BAD_FRAMES_MAX) {
                                        connection.close(CloseCode.PROTOCOL_VIOLATION);
                                    }
                                }));
    }

    private Mono<Void> answerError(@Nullable JsonNode id, Rejection refusal) {
        return Mono.fromRunnable(() -> connection.refuse(id, refusal));
    }
}
