package io.minutebook.api.limit;

import io.minutebook.api.Callers;
import io.minutebook.api.FilterOrder;
import io.minutebook.kernel.Caller;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Counts each request by what its route is marked with, before its body is read: refused ones count
 * too. Every counted answer says how many are left.
 */
@Order(FilterOrder.RATE_LIMIT)
public final class RateLimitFilter implements WebFilter {

    private final RateLimiter limiter;
    private final RequestMappingHandlerMapping routes;

    public RateLimitFilter(RateLimiter limiter, RequestMappingHandlerMapping routes) {
        this.limiter = limiter;
        this.routes = routes;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Caller caller = Callers.ifAny(exchange);
        if (caller == null) {
            return chain.filter(exchange);
        }
        return routes.getHandler(exchange)
                .onErrorComplete() // no such method or type: the dispatcher will say so
                .flatMap(handler -> count(exchange, caller, handler))
                .then(chain.filter(exchange));
    }

    private Mono<Void> count(ServerWebExchange exchange, Caller caller, Object handler) {
        Limited limited =
                handler instanceof HandlerMethod method
                        ? method.getMethodAnnotation(Limited.class)
                        : null;
        if (limited == null) {
            return Mono.empty();
        }
        return limiter.take(limited.value(), caller.id().value())
                .flatMap(decision -> tell(exchange, decision));
    }

    /**
     * Says on the answer how many are left; fails with {@code RATE_LIMIT_EXCEEDED} where this was
     * one too many.
     */
    public static Mono<Void> tell(ServerWebExchange exchange, Decision decision) {
        if (!decision.limited()) {
            return Mono.empty();
        }
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.set("X-RateLimit-Limit", Long.toString(decision.limit()));
        headers.set("X-RateLimit-Remaining", Long.toString(decision.remaining()));
        headers.set("X-RateLimit-Reset", Long.toString(decision.resetAt().getEpochSecond()));
        return decision.allowed() ? Mono.empty() : Mono.error(RateLimiter.refusal(decision));
    }
}
