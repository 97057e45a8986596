package io.minutebook.api.security;

import java.util.List;

/** What may be asked without a token. */
final class PublicPaths {

    private static final List<String> EXACT =
            List.of("/docs", "/openapi.json", "/dev/token", "/favicon.ico");
    private static final List<String> BELOW =
            List.of("/docs/", "/openapi.json/", "/swagger-ui/", "/actuator/", "/ws/");

    private PublicPaths() {}

    /**
     * The WebSocket's handshake is among them: it takes its token in other places too, and checks
     * it itself.
     */
    static boolean contains(String path) {
        return EXACT.contains(path) || BELOW.stream().anyMatch(path::startsWith);
    }
}
