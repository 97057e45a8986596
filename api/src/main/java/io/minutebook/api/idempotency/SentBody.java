package io.minutebook.api.idempotency;

import org.springframework.web.server.ServerWebExchange;

/** The bytes of a request's body, kept for those who look at them once more. */
public final class SentBody {

    private static final String ATTRIBUTE = SentBody.class.getName();

    private SentBody() {}

    public static void keep(ServerWebExchange exchange, byte[] body) {
        exchange.getAttributes().put(ATTRIBUTE, body);
    }

    /** The body as it was kept; nothing where none was read. */
    static byte[] of(ServerWebExchange exchange) {
        return exchange.getAttributeOrDefault(ATTRIBUTE, new byte[0]);
    }
}
