package io.minutebook.api.live;

import io.minutebook.api.Paths;
import io.minutebook.kernel.Rejection;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** What a request has to say to become a WebSocket, RFC 6455 section 4.2.1. */
final class UpgradeHeaders {

    private static final int KEY_BYTES = 16;

    private UpgradeHeaders() {}

    /**
     * @throws Rejection {@code VALIDATION_FAILED} where {@code headers} ask for something else
     */
    static void require(HttpHeaders headers) throws Rejection {
        if (!"websocket".equalsIgnoreCase(headers.getUpgrade())) {
            throw Paths.invalid("upgrade", "must be websocket");
        }
        if (headers.getConnection().stream().noneMatch("upgrade"::equalsIgnoreCase)) {
            throw Paths.invalid("connection", "must hold upgrade");
        }
        if (!"13".equals(headers.getFirst("Sec-WebSocket-Version"))) {
            throw Paths.invalid("sec-websocket-version", "must be 13");
        }
        if (!isKey(headers.getFirst("Sec-WebSocket-Key"))) {
            throw Paths.invalid("sec-websocket-key", "must be 16 bytes in Base64");
        }
    }

    private static boolean isKey(@Nullable String key) {
        try {
            return key != null && Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
