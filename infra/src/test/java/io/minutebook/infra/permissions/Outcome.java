package io.minutebook.infra.permissions;

/**
 * What a call is answered with.
 *
 * @param code empty for a success
 */
record Outcome(int status, String code) {

    static final Outcome OK = new Outcome(200, "");
    static final Outcome CREATED = new Outcome(201, "");
    static final Outcome WAIT = new Outcome(202, "WAITING_ROOM_REQUIRED");
    static final Outcome NOT_ACTIVE = new Outcome(400, "MEETING_NOT_ACTIVE");
    static final Outcome NOT_STARTABLE = new Outcome(400, "MEETING_NOT_STARTABLE");
    static final Outcome FORBIDDEN = new Outcome(403, "INSUFFICIENT_PERMISSION");
    static final Outcome BLOCKED = new Outcome(403, "USER_BLOCKED");
    static final Outcome ANONYMOUS = new Outcome(403, "ANONYMOUS_NOT_ALLOWED");
    static final Outcome ABSENT = new Outcome(404, "PARTICIPANT_NOT_FOUND");
    static final Outcome ALREADY_ACTIVE = new Outcome(409, "MEETING_ALREADY_ACTIVE");
    static final Outcome CONFLICT = new Outcome(409, "CONFLICT");
    static final Outcome ENDED = new Outcome(410, "MEETING_ENDED");

    boolean isSuccess() {
        return code.isEmpty() || this == WAIT;
    }

    /** As it stands in the documentation's tables. */
    String text() {
        return code.isEmpty() ? "yes" : equals(FORBIDDEN) ? "no" : "`" + code + "`";
    }
}
