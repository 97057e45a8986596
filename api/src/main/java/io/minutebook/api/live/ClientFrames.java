package io.minutebook.api.live;

import static io.minutebook.kernel.ErrorCode.INSUFFICIENT_PERMISSION;
import static io.minutebook.kernel.ErrorCode.RATE_LIMIT_EXCEEDED;
import static io.minutebook.kernel.ErrorCode.UNAUTHENTICATED;
import static io.minutebook.kernel.ErrorCode.VALIDATION_FAILED;
import static io.minutebook.kernel.ErrorCode.WAITING_ROOM_REQUIRED;

import io.minutebook.api.Dispatch;
import io.minutebook.api.JsonReader;
import io.minutebook.api.chat.ChatRequest;
import io.minutebook.api.limit.Decision;
import io.minutebook.api.limit.RateCategory;
import io.minutebook.api.limit.RateLimiter;
import io.minutebook.api.participant.Joins;
import io.minutebook.api.participant.StatusRequest;
import io.minutebook.api.security.Authentication;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.command.ParticipantCommand.JoinAnswer;
import io.minutebook.kernel.command.ParticipantCommand.LeaveMeeting;
import io.minutebook.kernel.json.Json;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What clients may say over a socket: the same commands, checks and limits as over HTTP. */
public final class ClientFrames {

    private final Dispatch dispatch;
    private final Joins joins;
    private final JsonReader reader;
    private final RateLimiter limiter;
    private final Authentication authentication;
    private final Clock clock;

    public ClientFrames(
            Dispatch dispatch,
            Joins joins,
            JsonReader reader,
            RateLimiter limiter,
            Authentication authentication,
            Clock clock) {
        this.dispatch = dispatch;
        this.joins = joins;
        this.reader = reader;
        this.limiter = limiter;
        this.authentication = authentication;
        this.clock = clock;
    }

    /**
     * Does what a frame asks. Completes once it is done, or fails with {@link Rejection}.
     *
     * @return whether an {@code ack} is due: a ping is answered by its pong
     */
    Mono<Boolean> act(LiveConnection connection, JsonNode frame, String address) {
        try {
            JsonNode data = data(frame);
            return switch (frame.path("type").asString("")) {
                case "join" -> join(connection, data).thenReturn(true);
                case "leave" -> leave(connection).thenReturn(true);
                case "participant_update" ->
                        status(connection, reader.read(data, StatusRequest.class)).thenReturn(true);
                case "hand_raise" ->
                        status(connection, reader.read(data, HandRequest.class).status())
                                .thenReturn(true);
                case "chat" -> chat(connection, data).thenReturn(true);
                case "reaction" -> reaction(connection, data).thenReturn(true);
                case "auth" -> renew(connection, data, address).thenReturn(true);
                case "ping" -> Mono.fromRunnable(() -> pong(connection, frame)).thenReturn(false);
                default ->
                        Mono.error(
                                new Rejection(
                                        VALIDATION_FAILED,
                                        "Frames of this type are not taken",
                                        Map.of("type", "is unknown")));
            };
        } catch (Rejection refusal) {
            return Mono.error(refusal);
        }
    }

    private static JsonNode data(JsonNode frame) throws Rejection {
        JsonNode data = frame.path("data");
        if (data.isMissingNode() || data.isNull()) {
            return Json.MAPPER.createObjectNode();
        }
        if (!data.isObject()) {
            throw new Rejection(
                    VALIDATION_FAILED,
                    "The frame is not valid",
                    Map.of("data", "must be an object"));
        }
        return data;
    }

    private Mono<?> join(LiveConnection connection, JsonNode data) throws Rejection {
        take(RateCategory.PARTICIPANT, connection);
        JoinFrame request = reader.read(data, JoinFrame.class);
        return joins.join(
                        connection.meeting(),
                        connection.caller(),
                        connection.id(),
                        request.request())
                .flatMap(
                        answer ->
                                answer instanceof JoinAnswer.Joined
                                        ? Mono.fromRunnable(connection::becomeSession)
                                        : Mono.error(
                                                new Rejection(
                                                        WAITING_ROOM_REQUIRED,
                                                        "A host has to let you in")));
    }

    private Mono<?> leave(LiveConnection connection) throws Rejection {
        take(RateCategory.PARTICIPANT, connection);
        return dispatch.send(
                new LeaveMeeting(
                        connection.meeting(),
                        connection.caller(),
                        clock.instant(),
                        connection.isSession() ? connection.id() : null));
    }

    private Mono<?> status(LiveConnection connection, StatusRequest request) throws Rejection {
        take(RateCategory.STATUS, connection);
        return dispatch.send(
                request.command(connection.meeting(), connection.caller(), clock.instant()));
    }

    private Mono<?> chat(LiveConnection connection, JsonNode data) throws Rejection {
        take(RateCategory.CHAT, connection);
        ChatRequest request = reader.read(data, ChatRequest.class);
        return dispatch.send(
                request.command(connection.meeting(), connection.caller(), clock.instant()));
    }

    private Mono<?> reaction(LiveConnection connection, JsonNode data) throws Rejection {
        take(RateCategory.CHAT, connection);
        ReactionRequest request = reader.read(data, ReactionRequest.class);
        return dispatch.send(
                request.command(connection.meeting(), connection.caller(), clock.instant()));
    }

    private Mono<?> renew(LiveConnection connection, JsonNode data, String address)
            throws Rejection {
        String token = data.path("token").asString("");
        return authentication
                .verify(token, address)
                .flatMap(
                        verified -> {
                            if (!verified.caller().id().equals(connection.caller().id())) {
                                return Mono.error(
                                        new Rejection(
                                                INSUFFICIENT_PERMISSION,
                                                "The token is another person's"));
                            }
                            connection.renew(verified);
                            return Mono.just(verified);
                        })
                .switchIfEmpty(Mono.error(new Rejection(UNAUTHENTICATED, "A token is needed")));
    }

    private void pong(LiveConnection connection, JsonNode frame) {
        ObjectNode pong =
                Frames.frame(
                        "pong",
                        connection.meeting().value(),
                        connection.caller().id(),
                        Json.MAPPER.createObjectNode(),
                        clock.instant().toString());
        echoId(pong, frame);
        connection.send(pong);
    }

    /** Puts the client's own id of a frame, where it has one, into the answer. */
    static void echoId(ObjectNode answer, @Nullable JsonNode frame) {
        if (frame != null && frame.has("id")) {
            answer.set("id", frame.get("id"));
        }
    }

    /**
     * Counts one more.
     *
     * @throws Rejection {@code RATE_LIMIT_EXCEEDED}
     */
    void take(RateCategory category, LiveConnection connection) throws Rejection {
        Decision decision = limiter.take(category, connection.caller().id().value());
        if (!decision.allowed()) {
            throw new Rejection(RATE_LIMIT_EXCEEDED, "Rate limit exceeded", decision.details());
        }
    }
}
