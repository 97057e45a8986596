package io.minutebook.api;

import io.minutebook.kernel.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/** Who asks, kept with the request once their token was verified. */
public final class Callers {

    private static final String CALLER = Callers.class.getName() + ".caller";

    private Callers() {}

    public static void set(ServerWebExchange exchange, Caller caller) {
        exchange.getAttributes().put(CALLER, caller);
    }

    /** Who asks; only behind authentication. */
    public static Caller of(ServerWebExchange exchange) {
        return exchange.getRequiredAttribute(CALLER);
    }

    /** Who asks, null on a public path. */
    public static @Nullable Caller ifAny(ServerWebExchange exchange) {
        return exchange.getAttribute(CALLER);
    }
}
