package io.minutebook.api.live;

import io.minutebook.api.JsonReader;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The life of one socket after its upgrade: frames in, one after the other; frames out; pings; the
 * end.
 */
final class LiveSession {

    private static final int BAD_FRAMES_MAX = 10;

    /** How long a close may take before the connection is cut. */
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final LiveConnection connection;
    private final Outbox outbox;
    private final ClientFrames clientFrames;
    private final JsonReader reader;
    private final LiveMetrics metrics;
    private final WebSocketProperties properties;
    private final Scheduler timer;
    private final Clock clock;
    private final String address;
    private final AtomicBoolean awaitsPong = new AtomicBoolean();
    private int badFramesInARow;

    LiveSession(
            LiveConnection connection,
            Outbox outbox,
            ClientFrames clientFrames,
            JsonReader reader,
            LiveMetrics metrics,
            WebSocketProperties properties,
            Scheduler timer,
            Clock clock,
            String address) {
        this.connection = connection;
        this.outbox = outbox;
        this.clientFrames = clientFrames;
        this.reader = reader;
        this.metrics = metrics;
        this.properties = properties;
        this.timer = timer;
        this.clock = clock;
        this.address = address;
    }

    /**
     * Runs until either side closes.
     *
     * @param welcome sends the first frame
     * @param cut drops the connection under the socket
     */
    Mono<Void> run(WebSocketSession session, Mono<?> welcome, Runnable cut) {
        Disposable.Composite timers = Disposables.composite();
        Mono<Void> sending = session.send(outbox.messages(session));
        Mono<Void> receiving =
                welcome.thenMany(session.receive().concatMap(message -> receive(message), 1))
                        .then();
        Mono<Void> closing =
                connection.closing().flatMap(code -> close(session, code, sending(code, sending)));
        metrics.opened();
        startTimers(timers);
        return Mono.firstWithSignal(receiving, sending.then(Mono.never()), closing)
                .timeout(Duration.ofDays(365), timer)
                .doFinally(
                        end -> {
                            timers.dispose();
                            metrics.closed();
                            timers.add(Disposables.single());
                        })
                .then(Mono.fromRunnable(cut));
    }

    private Mono<Void> sending(CloseCode code, Mono<Void> sending) {
        return Mono.empty();
    }

    private Mono<Void> close(WebSocketSession session, CloseCode code, Mono<Void> sent) {
        return session.close(code.status());
    }

    private void startTimers(Disposable.Composite timers) {}

    private Mono<Void> receive(WebSocketMessage message) {
        return Mono.empty();
    }
}
