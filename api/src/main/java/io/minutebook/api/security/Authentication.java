package io.minutebook.api.security;

import static io.minutebook.kernel.ErrorCode.UNAUTHENTICATED;

import io.minutebook.api.Callers;
import io.minutebook.api.FilterOrder;
import io.minutebook.api.limit.RateCategory;
import io.minutebook.api.limit.RateLimiter;
import io.minutebook.kernel.Rejection;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Lets nobody pass without a bearer token, but to public paths; addresses that guess are slowed.
 */
@Order(FilterOrder.AUTHENTICATION)
public final class Authentication implements WebFilter {

    private static final String BEARER = "bearer ";

    private final TokenVerifier verifier;
    private final RateLimiter limiter;
    private final Scheduler scheduler;

    /**
     * @param scheduler where tokens are verified; fetching a key set blocks
     */
    public Authentication(TokenVerifier verifier, RateLimiter limiter, Scheduler scheduler) {
        this.verifier = verifier;
        this.limiter = limiter;
        this.scheduler = scheduler;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (PublicPaths.contains(exchange.getRequest().getPath().value())) {
            return chain.filter(exchange);
        }
        return verified(exchange)
                .flatMap(
                        token -> {
                            Callers.set(exchange, token.caller());
                            return chain.filter(exchange);
                        });
    }

    private Mono<VerifiedToken> verified(ServerWebExchange exchange) {
        return verify(bearer(exchange.getRequest().getHeaders()), addressOf(exchange));
    }

    /**
     * Who {@code token} speaks for, found off the event loop. A failure, and a token that is
     * missing, counts against {@code address} and arrives as {@link Rejection}.
     */
    public Mono<VerifiedToken> verify(Optional<String> token, String address) {
        return token.isEmpty()
                ? failed(address, "A bearer token is needed")
                : Mono.fromCallable(() -> verifier.verify(token.get()))
                        .subscribeOn(scheduler)
                        .onErrorResume(
                                InvalidTokenException.class,
                                invalid -> failed(address, reason(invalid)));
    }

    /** What somebody without a valid token gets: a refusal, or word that they guess too often. */
    private Mono<VerifiedToken> failed(String address, String message) {
        return limiter.require(RateCategory.AUTH, address)
                .then(Mono.error(() -> new Rejection(UNAUTHENTICATED, message)));
    }

    /** The address of the other end. */
    public static String addressOf(ServerWebExchange exchange) {
        InetSocketAddress remote = exchange.getRequest().getRemoteAddress();
        return remote == null ? "unknown" : remote.getHostString();
    }

    /** The token of an {@code Authorization: Bearer} header. */
    public static Optional<String> bearer(HttpHeaders headers) {
        return bearer(headers.getFirst(HttpHeaders.AUTHORIZATION));
    }

    /** Likewise, of the header's value; null where there is none. */
    public static Optional<String> bearer(@Nullable String authorization) {
        return Optional.ofNullable(authorization)
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip())
                .filter(value -> !value.isEmpty());
    }

    private static String reason(InvalidTokenException invalid) {
        String message = invalid.getMessage();
        return message == null ? "The token is not valid" : message;
    }
}
