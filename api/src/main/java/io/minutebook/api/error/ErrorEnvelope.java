package io.minutebook.api.error;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.minutebook.kernel.ErrorCode;
import io.minutebook.kernel.Rejection;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal as clients read it.
 *
 * @param details field or fact to its explanation, never null
 * @param data only beside {@code WAITING_ROOM_REQUIRED}: who waits
 */
public record ErrorEnvelope(
        String status,
        String message,
        ErrorCode code,
        Map<String, Object> details,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Object data,
        Instant timestamp) {

    public static ErrorEnvelope of(Rejection refusal, Instant now) {
        return new ErrorEnvelope(
                "error", refusal.reason(), refusal.code(), refusal.details(), null, now);
    }

    /** Somebody has to wait for a host. */
    public static ErrorEnvelope waiting(Object data, Instant now) {
        return new ErrorEnvelope(
                "error",
                "A host has to let you in",
                ErrorCode.WAITING_ROOM_REQUIRED,
                Map.of(),
                data,
                now);
    }
}
