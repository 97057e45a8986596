package io.minutebook.kernel;

import java.util.Map;

/**
 * A refusal by a rule: the request was understood and nothing was changed. Checked, so that the
 * unit of work that carried the command commits (empty) and the cached aggregate stays usable.
 */
public final class Rejection extends Exception {

    private final ErrorCode code;
    private final transient Map<String, Object> details;

    public Rejection(ErrorCode code, String message) {
        this(code, message, Map.of());
    }

    /**
     * @param message for people; clients go by the code
     * @param details field or fact to its explanation, may be empty
     */
    public Rejection(ErrorCode code, String message, Map<String, Object> details) {
        super(message, null, false, false); // an answer, not a fault: no stack trace to pay for
        this.code = code;
        this.details = Map.copyOf(details);
    }

    public ErrorCode code() {
        return code;
    }

    public Map<String, Object> details() {
        return details;
    }

    /** The message, never null. */
    public String reason() {
        String message = getMessage();
        return message == null ? code.name() : message;
    }

    /** Goes on where {@code allowed}, else refuses. */
    public static void require(boolean allowed, ErrorCode code, String message) throws Rejection {
        if (!allowed) {
            throw new Rejection(code, message);
        }
    }
}
