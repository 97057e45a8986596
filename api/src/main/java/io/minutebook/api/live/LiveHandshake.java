package io.minutebook.api.live;

import io.minutebook.api.Dispatch;
import io.minutebook.api.Paths;
import io.minutebook.api.limit.RateCategory;
import io.minutebook.api.limit.RateLimitFilter;
import io.minutebook.api.limit.RateLimiter;
import io.minutebook.api.security.Authentication;
import io.minutebook.api.security.VerifiedToken;
import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.log.EventHistory;
import io.minutebook.kernel.query.MeetingQuery.GetSnapshot;
import io.minutebook.kernel.query.Snapshot;
import io.netty.channel.Channel;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.reactive.socket.HandshakeInfo;
import org.springframework.web.reactive.socket.server.RequestUpgradeStrategy;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Turns {@code GET /ws/meetings/{id}} into a live connection. Whoever is refused gets the error
 * envelope before the upgrade.
 */
public final class LiveHandshake implements WebHandler {

    /** Where live connections are opened. */
    public static final String PATH = "/ws/meetings/{id}";

    private final LiveHub hub;
    private final Dispatch dispatch;
    private final ClientFrames frames;
    private final Resumption resumption;
    private final RequestUpgradeStrategy upgrades;
    private final SocketTokens tokens;
    private final RateLimiter limiter;
    private final Notices notices;
    private final LiveMetrics metrics;
    private final WebSocketProperties properties;
    private final Scheduler timer;
    private final Clock clock;

    /**
     * @param history what is missed is found in
     * @param timer where pings and deadlines are kept
     */
    public LiveHandshake(
            LiveHub hub,
            Dispatch dispatch,
            ClientFrames frames,
            RequestUpgradeStrategy upgrades,
            Authentication authentication,
            RateLimiter limiter,
            LiveMetrics metrics,
            WebSocketProperties properties,
            EventHistory history,
            Scheduler timer,
            Clock clock) {
        this.hub = hub;
        this.dispatch = dispatch;
        this.frames = frames;
        this.resumption = new Resumption(history);
        this.upgrades = upgrades;
        this.tokens = new SocketTokens(authentication);
        this.limiter = limiter;
        this.notices = new Notices(history.id(), properties.pingInterval(), clock);
        this.metrics = metrics;
        this.properties = properties;
        this.timer = timer;
        this.clock = clock;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        if (exchange.getRequest().getMethod() != HttpMethod.GET) {
            return Mono.error(
                    new MethodNotAllowedException(
                            exchange.getRequest().getMethod(), Set.of(HttpMethod.GET)));
        }
        return tokens.verified(exchange)
                .flatMap(
                        token ->
                                counted(exchange, token)
                                        .then(Mono.defer(() -> open(exchange, token))));
    }

    /** A handshake is a GET like any other. */
    private Mono<Void> counted(ServerWebExchange exchange, VerifiedToken token) {
        return limiter.take(RateCategory.READ, token.caller().id().value())
                .flatMap(decision -> RateLimitFilter.tell(exchange, decision));
    }

    private Mono<Void> open(ServerWebExchange exchange, VerifiedToken token) {
        return Mono.fromCallable(() -> connection(exchange, token))
                .flatMap(
                        connection -> {
                            hub.add(connection);
                            return begun(exchange, connection)
                                    .flatMap(welcome -> upgrade(exchange, connection, welcome))
                                    .doOnError(refused -> neverOpened(connection))
                                    .doOnCancel(() -> neverOpened(connection));
                        });
    }

    private void neverOpened(LiveConnection connection) {
        hub.remove(connection);
        connection.presence().gone(clock.instant());
    }

    /**
     * What to begin a connection with. Answered on its channel's own thread, so that frames are
     * listened for before the first can be read: what comes earlier is dropped.
     */
    private Mono<Runnable> begun(ServerWebExchange exchange, LiveConnection connection) {
        return dispatch.ask(new GetSnapshot(connection.meeting(), connection.caller()))
                .flatMap(snapshot -> beginning(exchange, connection, snapshot))
                .flatMap(welcome -> held(connection).thenReturn(welcome))
                .publishOn(Schedulers.fromExecutor(channelOf(exchange.getRequest()).eventLoop()));
    }

    private Mono<Runnable> beginning(
            ServerWebExchange exchange, LiveConnection connection, Snapshot snapshot) {
        return Mono.fromCallable(() -> ResumePoint.of(exchange.getRequest().getQueryParams()))
                .flatMap(
                        asked ->
                                asked.map(point -> resuming(connection, snapshot, point))
                                        .orElseGet(
                                                () ->
                                                        Mono.just(
                                                                () ->
                                                                        connection.welcome(
                                                                                snapshot))));
    }

    private Mono<Runnable> resuming(
            LiveConnection connection, Snapshot snapshot, ResumePoint point) {
        if (!point.isWithin(notices.epoch(), snapshot.seq())) {
            return Mono.just(() -> connection.resync(snapshot));
        }
        return dispatch.read(
                () ->
                        resumption
                                .missed(
                                        connection.meeting(),
                                        connection.viewerOf(snapshot),
                                        point.seq(),
                                        snapshot.seq())
                                .<Runnable>map(
                                        missed ->
                                                () ->
                                                        connection.resume(
                                                                snapshot, point.seq(), missed))
                                .orElse(() -> connection.resync(snapshot)));
    }

    /** A connection that names its session holds that session. */
    private Mono<Void> held(LiveConnection connection) {
        return connection.isSession() ? frames.hold(connection) : Mono.empty();
    }

    private LiveConnection connection(ServerWebExchange exchange, VerifiedToken token)
            throws Rejection {
        UpgradeHeaders.require(exchange.getRequest().getHeaders());
        SocketTokens.requireSubProtocol(exchange.getRequest().getHeaders());
        MeetingId meeting = Paths.meeting(lastSegment(exchange));
        String named = exchange.getRequest().getQueryParams().getFirst("connection_id");
        if (named != null && !ConnectionId.isValid(named)) {
            throw Paths.invalid("connection_id", "must be 1 to 128 visible ASCII characters");
        }
        hub.requireOpen();
        return new LiveConnection(
                meeting,
                named == null ? ConnectionId.next() : new ConnectionId(named),
                named != null,
                token,
                new Outbox(channelOf(exchange.getRequest()), properties.queueBytesMax().toBytes()),
                notices,
                metrics);
    }

    private static String lastSegment(ServerWebExchange exchange) {
        String path = exchange.getRequest().getPath().pathWithinApplication().value();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Completes with the handshake; the connection goes on. */
    private Mono<Void> upgrade(
            ServerWebExchange exchange, LiveConnection connection, Runnable welcome) {
        Channel channel = channelOf(exchange.getRequest());
        LiveSession life =
                new LiveSession(
                        connection,
                        frames,
                        metrics,
                        properties,
                        timer,
                        clock,
                        Authentication.addressOf(exchange));
        return upgrades.upgrade(
                exchange,
                session -> {
                    connection.outbox().open();
                    welcome.run();
                    return life.run(session, channel::close)
                            .doFinally(end -> hub.remove(connection));
                },
                tokens.subProtocol(exchange),
                () ->
                        new HandshakeInfo(
                                exchange.getRequest().getURI(),
                                exchange.getRequest().getHeaders(),
                                Mono.empty(),
                                tokens.subProtocol(exchange)));
    }

    private static Channel channelOf(ServerHttpRequest request) {
        AtomicReference<Channel> channel = new AtomicReference<>();
        HttpServerRequest netty = ServerHttpRequestDecorator.getNativeRequest(request);
        netty.withConnection(connection -> channel.set(connection.channel()));
        return channel.get();
    }
}
