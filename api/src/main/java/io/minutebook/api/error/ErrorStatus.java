package io.minutebook.api.error;

import io.minutebook.kernel.ErrorCode;

/** The HTTP status of each code. */
public final class ErrorStatus {

    private ErrorStatus() {}

    public static int of(ErrorCode code) {
        return switch (code) {
            case WAITING_ROOM_REQUIRED -> 202;
            case VALIDATION_FAILED, MEETING_NOT_ACTIVE, MEETING_NOT_STARTABLE -> 400;
            case UNAUTHENTICATED -> 401;
            case INSUFFICIENT_PERMISSION,
                    USER_BLOCKED,
                    JOIN_DENIED,
                    DOMAIN_NOT_ALLOWED,
                    ANONYMOUS_NOT_ALLOWED,
                    MEETING_LOCKED,
                    PASSWORD_REQUIRED,
                    MAX_PARTICIPANTS_REACHED,
                    CHAT_DISABLED,
                    SCREEN_SHARE_DISABLED,
                    CAMERA_DISABLED,
                    RECORDING_NOT_ALLOWED,
                    BREAKOUT_ROOM_FULL ->
                    403;
            case NOT_FOUND, MEETING_NOT_FOUND, PARTICIPANT_NOT_FOUND -> 404;
            case METHOD_NOT_ALLOWED -> 405;
            case NOT_ACCEPTABLE -> 406;
            case MEETING_ALREADY_ACTIVE, CONFLICT -> 409;
            case MEETING_ENDED -> 410;
            case PAYLOAD_TOO_LARGE -> 413;
            case UNSUPPORTED_MEDIA_TYPE -> 415;
            case IDEMPOTENCY_KEY_REUSED -> 422;
            case RATE_LIMIT_EXCEEDED -> 429;
            case INTERNAL_ERROR, LIVEKIT_TOKEN_ERROR -> 500;
            case RECORDING_UNAVAILABLE, SERVICE_UNAVAILABLE -> 503;
        };
    }
}
