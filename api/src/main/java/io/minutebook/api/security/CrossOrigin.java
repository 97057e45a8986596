package io.minutebook.api.security;

import io.minutebook.api.FilterOrder;
import io.minutebook.api.error.ErrorAnswers;
import io.minutebook.kernel.ErrorCode;
import io.minutebook.kernel.Rejection;
import java.time.Duration;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsProcessor;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.cors.reactive.DefaultCorsProcessor;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets pages of the same origin and of allowed ones in, over HTTP and WebSocket alike; others get
 * {@code INSUFFICIENT_PERMISSION} before anything is done. Requests without an {@code Origin} come
 * from no page.
 */
@Order(FilterOrder.CROSS_ORIGIN)
public final class CrossOrigin implements WebFilter {

    private static final Duration PREFLIGHT_KEPT = Duration.ofHours(1);

    private final CorsProcessor processor = new DefaultCorsProcessor();
    private final CorsConfiguration configuration = new CorsConfiguration();
    private final ErrorAnswers answers;

    public CrossOrigin(List<String> allowedOrigins, ErrorAnswers answers) {
        this.answers = answers;
        configuration.setAllowedOriginPatterns(allowedOrigins);
        configuration.setAllowedMethods(List.of("GET", "POST", "PUT", "PATCH", "DELETE"));
        configuration.setAllowedHeaders(List.of("*"));
        configuration.setExposedHeaders(
                List.of(
                        HttpHeaders.LOCATION,
                        HttpHeaders.RETRY_AFTER,
                        HttpHeaders.WWW_AUTHENTICATE,
                        "X-RateLimit-Limit",
                        "X-RateLimit-Remaining",
                        "X-RateLimit-Reset",
                        "Idempotency-Replayed"));
        configuration.setMaxAge(PREFLIGHT_KEPT);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!processor.process(configuration, exchange)) {
            return answers.write(
                    exchange,
                    new Rejection(
                            ErrorCode.INSUFFICIENT_PERMISSION, "Pages of this origin may not ask"));
        }
        return CorsUtils.isPreFlightRequest(exchange.getRequest())
                ? Mono.empty()
                : chain.filter(exchange);
    }
}
