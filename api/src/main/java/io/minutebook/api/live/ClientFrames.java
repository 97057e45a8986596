package io.minutebook.api.live;

import static io.minutebook.kernel.ErrorCode.INSUFFICIENT_PERMISSION;
import static io.minutebook.kernel.ErrorCode.SERVICE_UNAVAILABLE;
import static io.minutebook.kernel.ErrorCode.WAITING_ROOM_REQUIRED;

import io.minutebook.api.Dispatch;
import io.minutebook.api.JsonReader;
import io.minutebook.api.chat.ChatRequest;
import io.minutebook.api.limit.RateCategory;
import io.minutebook.api.limit.RateLimiter;
import io.minutebook.api.participant.Joins;
import io.minutebook.api.participant.StatusRequest;
import io.minutebook.api.security.Authentication;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.command.MeetingCommand;
import io.minutebook.kernel.command.ParticipantCommand.JoinAnswer;
import io.minutebook.kernel.command.ParticipantCommand.LeaveMeeting;
import io.minutebook.kernel.live.HeldSessions;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/** Does what clients ask over a socket, by the same commands, checks and limits as over HTTP. */
public final class ClientFrames {

    private static final Duration HOLD_PATIENCE = Duration.ofSeconds(9);

    private final Dispatch dispatch;
    private final Joins joins;
    private final JsonReader reader;
    private final RateLimiter limiter;
    private final Authentication authentication;
    private final HeldSessions sessions;
    private final Clock clock;

    public ClientFrames(
            Dispatch dispatch,
            Joins joins,
            JsonReader reader,
            RateLimiter limiter,
            Authentication authentication,
            HeldSessions sessions,
            Clock clock) {
        this.dispatch = dispatch;
        this.joins = joins;
        this.reader = reader;
        this.limiter = limiter;
        this.authentication = authentication;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** The object that a frame is. */
    JsonNode parse(byte[] utf8) throws Rejection {
        return reader.object(utf8);
    }

    /** Counts a frame, whatever it asks; fails with {@code RATE_LIMIT_EXCEEDED}. */
    Mono<Void> counted(LiveConnection connection) {
        return within(RateCategory.WEBSOCKET, connection);
    }

    /**
     * Does what {@code frame} asks; completes once that is done, or fails with {@link Rejection}.
     * As over HTTP it is counted before its form is looked at.
     */
    Mono<Void> act(LiveConnection connection, ClientFrame frame, String address) {
        return switch (frame.type()) {
            case JOIN ->
                    within(RateCategory.PARTICIPANT, connection)
                            .then(Mono.fromCallable(() -> read(frame, JoinFrame.class)))
                            .flatMap(request -> join(connection, request));
            case LEAVE ->
                    send(connection, RateCategory.PARTICIPANT, () -> leave(connection, frame));
            case PARTICIPANT_UPDATE -> status(connection, () -> read(frame, StatusRequest.class));
            case HAND_RAISE -> status(connection, () -> read(frame, HandRequest.class).status());
            case CHAT ->
                    send(
                            connection,
                            RateCategory.CHAT,
                            () ->
                                    read(frame, ChatRequest.class)
                                            .command(
                                                    connection.meeting(),
                                                    connection.caller(),
                                                    clock.instant()));
            case REACTION ->
                    send(
                            connection,
                            RateCategory.CHAT,
                            () ->
                                    read(frame, ReactionRequest.class)
                                            .command(
                                                    connection.meeting(),
                                                    connection.caller(),
                                                    clock.instant()));
            case AUTH ->
                    Mono.fromCallable(() -> read(frame, AuthFrame.class))
                            .flatMap(request -> renew(connection, request.token(), address));
            case PING -> Mono.fromCallable(frame::data).then();
        };
    }

    private <T> T read(ClientFrame frame, Class<T> type) throws Rejection {
        return reader.read(frame.data(), type);
    }

    private Mono<Void> send(
            LiveConnection connection, RateCategory category, Callable<MeetingCommand<?>> command) {
        return within(category, connection)
                .then(Mono.fromCallable(command))
                .flatMap(asked -> dispatch.send(asked).then());
    }

    private Mono<Void> status(LiveConnection connection, Callable<StatusRequest> request) {
        return send(
                connection,
                RateCategory.STATUS,
                () ->
                        request.call()
                                .command(
                                        connection.meeting(),
                                        connection.caller(),
                                        clock.instant()));
    }

    private Mono<Void> join(LiveConnection connection, JoinFrame request) {
        return hold(connection)
                .then(
                        joins.join(
                                connection.meeting(),
                                connection.caller(),
                                connection.id(),
                                request.request()))
                .flatMap(
                        answer ->
                                switch (answer) {
                                    case JoinAnswer.Joined joined ->
                                            Mono.<Void>fromRunnable(connection::becomeSession);
                                    case JoinAnswer.Waiting waiting ->
                                            Mono.<Void>error(
                                                    new Rejection(
                                                            WAITING_ROOM_REQUIRED,
                                                            "A host has to let you in"));
                                });
    }

    /**
     * Has {@code connection} hold the session of its id. That comes before the session is joined: a
     * node that ends in between leaves a session that is known to have had a socket.
     */
    Mono<Void> hold(LiveConnection connection) {
        return Mono.defer(
                () ->
                        connection.presence().isHeld()
                                ? Mono.empty()
                                : Mono.fromFuture(held(connection), true)
                                        .timeout(HOLD_PATIENCE, Mono.error(ClientFrames::noAnswer))
                                        .publishOn(Schedulers.parallel()));
    }

    /** Goes on though nobody waits for it any longer, so that what is held then is let go. */
    private CompletableFuture<Void> held(LiveConnection connection) {
        return sessions.hold(connection.meeting(), connection.caller().id(), connection.id())
                .thenAccept(connection.presence()::holds)
                .toCompletableFuture();
    }

    private static Rejection noAnswer() {
        return new Rejection(SERVICE_UNAVAILABLE, "The store does not answer");
    }

    private LeaveMeeting leave(LiveConnection connection, ClientFrame frame) throws Rejection {
        frame.data();
        return new LeaveMeeting(
                connection.meeting(),
                connection.caller(),
                clock.instant(),
                connection.isSession() ? connection.id() : null);
    }

    private Mono<Void> renew(LiveConnection connection, String token, String address) {
        return authentication
                .verify(Optional.of(token), address)
                .flatMap(
                        verified -> {
                            if (!verified.caller().id().equals(connection.caller().id())) {
                                return Mono.error(
                                        new Rejection(
                                                INSUFFICIENT_PERMISSION,
                                                "The token is another person's"));
                            }
                            connection.renew(verified);
                            return Mono.empty();
                        });
    }

    private Mono<Void> within(RateCategory category, LiveConnection connection) {
        return limiter.require(category, connection.caller().id().value());
    }
}
