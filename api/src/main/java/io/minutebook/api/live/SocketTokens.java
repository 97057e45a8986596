package io.minutebook.api.live;

import io.minutebook.api.Paths;
import io.minutebook.api.security.Authentication;
import io.minutebook.api.security.VerifiedToken;
import io.minutebook.kernel.Rejection;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Finds the token of a handshake: in {@code Authorization}, where {@link QueryTokens} puts that of
 * the address too, or for browsers, which can set no headers, among the subprotocols as {@code
 * minutebook, bearer.<jwt>}.
 */
final class SocketTokens {

    private static final String SUB_PROTOCOL = "minutebook";
    private static final String BEARER = "bearer.";

    private final Authentication authentication;

    SocketTokens(Authentication authentication) {
        this.authentication = authentication;
    }

    /** Who opens the connection; fails with {@code UNAUTHENTICATED}. */
    Mono<VerifiedToken> verified(ServerWebExchange exchange) {
        return authentication.verify(find(exchange), Authentication.addressOf(exchange));
    }

    private static Optional<String> find(ServerWebExchange exchange) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        return Authentication.bearer(headers)
                .or(
                        () ->
                                offered(headers)
                                        .filter(name -> name.startsWith(BEARER))
                                        .findFirst()
                                        .map(name -> name.substring(BEARER.length())))
                .filter(token -> !token.isBlank());
    }

    /**
     * @throws Rejection {@code VALIDATION_FAILED} where a token is offered without the subprotocol
     *     that the server could agree to
     */
    static void requireSubProtocol(HttpHeaders headers) throws Rejection {
        if (offered(headers).anyMatch(name -> name.startsWith(BEARER))
                && offered(headers).noneMatch(SUB_PROTOCOL::equals)) {
            throw Paths.invalid("sec-websocket-protocol", "must hold minutebook too");
        }
    }

    /** What the server agrees to speak; null where the client offered nothing it knows. */
    @Nullable String subProtocol(ServerWebExchange exchange) {
        return offered(exchange.getRequest().getHeaders()).anyMatch(SUB_PROTOCOL::equals)
                ? SUB_PROTOCOL
                : null;
    }

    private static Stream<String> offered(HttpHeaders headers) {
        List<String> lines = headers.getOrEmpty("Sec-WebSocket-Protocol");
        return lines.stream().flatMap(line -> Arrays.stream(line.split(","))).map(String::strip);
    }
}
