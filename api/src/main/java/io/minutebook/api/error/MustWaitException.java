package io.minutebook.api.error;

/** The caller has to wait for a host: {@code WAITING_ROOM_REQUIRED}, with who waits beside it. */
public final class MustWaitException extends Exception {

    private final transient Object waiting;

    public MustWaitException(Object waiting) {
        super("A host has to let you in", null, false, false);
        this.waiting = waiting;
    }

    Object waiting() {
        return waiting;
    }
}
