package io.minutebook.infra.permissions;

/** Where a meeting stands. */
enum State {
    SCHEDULED("scheduled"),
    IN_PROGRESS("in progress"),
    ENDED("ended"),
    CANCELLED("cancelled");

    private final String label;

    State(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** Whether anybody can have been in the meeting. */
    boolean isEntered() {
        return this == IN_PROGRESS || this == ENDED;
    }
}
