package io.minutebook.api.live;

import org.springframework.web.reactive.socket.CloseStatus;

/** Why the server closes a connection; below 4500 the client should come back and resume. */
enum CloseCode {
    DRAINING(4000, "draining"),
    TOO_SLOW(4001, "too_slow"),
    NO_PONG(4002, "no_pong"),
    TOKEN_EXPIRED(4500, "token_expired"),
    REMOVED(4501, "removed"),
    MEETING_ENDED(4502, "meeting_ended"),
    PROTOCOL_VIOLATION(4503, "protocol_violation"),
    /** Something that happened cannot be shown: a resume is answered afresh. */
    FAULT(1011, "fault");

    private final CloseStatus status;
    private final String reason;

    CloseCode(int code, String reason) {
        this.status = new CloseStatus(code, reason);
        this.reason = reason;
    }

    CloseStatus status() {
        return status;
    }

    /** What metrics and the {@code closing} frame call it. */
    String reason() {
        return reason;
    }

    /** Whether nothing was heard from the other end for a while before. */
    boolean isOfSilence() {
        return this == NO_PONG;
    }

    /** Whether a {@code closing} frame goes ahead: not to those who would not read it. */
    boolean isAnnounced() {
        return this != TOO_SLOW && this != NO_PONG;
    }
}
