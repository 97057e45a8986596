package io.minutebook.api.error;

import io.minutebook.kernel.ErrorCode;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.json.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

/** Writes every refusal and fault in one form, before Boot's own page would. */
@Order(-2)
public final class ErrorAnswers implements ErrorWebExceptionHandler {

    private static final String RETRY_AFTER_SECONDS = "2";

    private final Clock clock;

    public ErrorAnswers(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable fault) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(fault);
        }
        if (fault instanceof AbortedException) {
            return Mono.empty(); // the client is gone: nobody to answer, and no fault of ours
        }
        if (fault instanceof MustWaitException wait) {
            return write(exchange, ErrorEnvelope.waiting(wait.waiting(), clock.instant()));
        }
        if (fault instanceof MethodNotAllowedException method) {
            exchange.getResponse()
                    .getHeaders()
                    .set(
                            HttpHeaders.ALLOW,
                            method.getSupportedMethods().stream()
                                    .map(HttpMethod::name)
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
        }
        return write(exchange, Refusals.of(fault))
                .onErrorComplete(IllegalStateException.class); // the HTTP server has answered
    }

    /** Answers with {@code refusal}. */
    public Mono<Void> write(ServerWebExchange exchange, Rejection refusal) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        if (refusal.code() == ErrorCode.UNAUTHENTICATED) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        retryAfter(refusal).ifPresent(seconds -> headers.set(HttpHeaders.RETRY_AFTER, seconds));
        return write(exchange, ErrorEnvelope.of(refusal, clock.instant()));
    }

    private static Mono<Void> write(ServerWebExchange exchange, ErrorEnvelope envelope) {
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(HttpStatusCode.valueOf(ErrorStatus.of(envelope.code())));
        byte[] body = Json.MAPPER.writeValueAsBytes(envelope);
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        response.getHeaders().setContentLength(body.length);
        return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    /** When to come again, in seconds, where that makes sense. */
    private Optional<String> retryAfter(Rejection refusal) {
        if (refusal.code() == ErrorCode.RATE_LIMIT_EXCEEDED
                && refusal.details().get("reset_at") instanceof Instant resetAt) {
            return Optional.of(
                    Long.toString(Duration.between(clock.instant(), resetAt).toSeconds() + 1));
        }
        return ErrorStatus.of(refusal.code()) == 503
                ? Optional.of(RETRY_AFTER_SECONDS)
                : Optional.empty();
    }
}
