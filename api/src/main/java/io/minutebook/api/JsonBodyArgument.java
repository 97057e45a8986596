package io.minutebook.api;

import io.minutebook.api.idempotency.SentBody;
import io.minutebook.kernel.ErrorCode;
import io.minutebook.kernel.Rejection;
import org.springframework.core.MethodParameter;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Hands routes their body, read by {@link JsonReader}. */
final class JsonBodyArgument implements HandlerMethodArgumentResolver {

    private static final int BODY_BYTES_MAX = 256 * 1024;
    private static final long READ_BYTES_MAX = 4 * 1024 * 1024;

    private final JsonReader reader;

    JsonBodyArgument(JsonReader reader) {
        this.reader = reader;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(JsonBody.class);
    }

    @Override
    public Mono<Object> resolveArgument(
            MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        return Mono.defer(
                () -> {
                    ServerHttpRequest request = exchange.getRequest();
                    return isJson(request)
                            ? body(request)
                                    .doOnNext(bytes -> SentBody.keep(exchange, bytes))
                                    .handle(
                                            (bytes, sink) -> {
                                                try {
                                                    sink.next(
                                                            reader.read(
                                                                    bytes,
                                                                    parameter.getParameterType()));
                                                } catch (Rejection refusal) {
                                                    sink.error(refusal);
                                                }
                                            })
                            : Mono.error(
                                    new Rejection(
                                            ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                                            "Bodies must be JSON"));
                });
    }

    /**
     * The body; one that is too large is read on for a while and thrown away, since a client that
     * is still sending does not listen for an answer.
     */
    private static Mono<byte[]> body(ServerHttpRequest request) {
        BoundedBody body = new BoundedBody(BODY_BYTES_MAX);
        return request.getBody()
                .doOnNext(body::add)
                .takeUntil(buffer -> body.size() > READ_BYTES_MAX)
                .then(
                        Mono.defer(
                                () ->
                                        body.isTooLarge()
                                                ? Mono.error(tooLarge())
                                                : Mono.just(body.bytes())));
    }

    private static Rejection tooLarge() {
        return new Rejection(ErrorCode.PAYLOAD_TOO_LARGE, "The body is larger than 256 KiB");
    }

    private static boolean isJson(ServerHttpRequest request) {
        try {
            MediaType type = request.getHeaders().getContentType();
            return type == null
                    || MediaType.APPLICATION_JSON.includes(type)
                    || type.getSubtype().endsWith("+json");
        } catch (InvalidMediaTypeException malformed) {
            return false;
        }
    }
}
