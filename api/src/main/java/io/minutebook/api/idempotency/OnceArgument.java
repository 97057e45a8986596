package io.minutebook.api.idempotency;

import io.minutebook.api.Callers;
import io.minutebook.api.Paths;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Hands routes their {@link Once}; fails where the header has not the form of a key. */
public final class OnceArgument implements HandlerMethodArgumentResolver {

    private static final String HEADER = "Idempotency-Key";
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final IdempotencyKeys keys;

    public OnceArgument(IdempotencyKeys keys) {
        this.keys = keys;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Once.class;
    }

    @Override
    public Mono<Object> resolveArgument(
            MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        @Nullable String key = exchange.getRequest().getHeaders().getFirst(HEADER);
        if (key != null && !FORM.matcher(key).matches()) {
            return Mono.error(Paths.invalid(HEADER, "must be 1 to 255 visible ASCII characters"));
        }
        return Mono.just(new Once(keys, exchange, Callers.of(exchange).id(), key));
    }
}
