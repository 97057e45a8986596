package io.minutebook.api.idempotency;

import io.minutebook.kernel.UserId;
import io.minutebook.kernel.log.RecordedEvent;
import io.minutebook.kernel.log.WantedClaims;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * What a route that creates something is handed beside its body, so that a request sent again
 * creates nothing a second time.
 */
public final class Once {

    private final IdempotencyKeys keys;
    private final ServerWebExchange exchange;
    private final UserId user;
    private final @Nullable String key;

    Once(IdempotencyKeys keys, ServerWebExchange exchange, UserId user, @Nullable String key) {
        this.keys = keys;
        this.exchange = exchange;
        this.user = user;
        this.key = key;
    }

    /**
     * The answer of {@code first}; where this request took effect before, that of {@code again},
     * marked as such.
     *
     * @param first sends the command with the claims it is handed, null for none
     * @param again makes the first answer anew from the first event of its commit; may block
     */
    public <T> Mono<ResponseEntity<T>> run(
            Function<@Nullable WantedClaims, Mono<ResponseEntity<T>>> first,
            Function<RecordedEvent, ResponseEntity<T>> again) {
        if (key == null) {
            return Mono.defer(() -> first.apply(null));
        }
        String route =
                exchange.getRequest().getMethod()
                        + " "
                        + exchange.getRequest().getPath().pathWithinApplication().value();
        byte[] body = SentBody.of(exchange);
        return keys.once(new KeyedCall(user, route, key, body), first::apply, again);
    }
}
