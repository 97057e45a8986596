package io.minutebook.command.given;

import io.minutebook.kernel.ErrorCode;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.event.RecordEvent;
import java.util.List;

/** What a rule refuses with. */
public final class Refusals {

    private Refusals() {}

    /** A rule that is asked. */
    @FunctionalInterface
    public interface Rule {
        List<? extends RecordEvent> decide() throws Rejection;
    }

    /** The code that {@code rule} refuses with; fails where it does not refuse. */
    public static ErrorCode refusalOf(Rule rule) {
        return rejectionOf(rule).code();
    }

    /** As {@link #refusalOf}, with the details. */
    public static Rejection rejectionOf(Rule rule) {
        List<? extends RecordEvent> decided;
        try {
            decided = rule.decide();
        } catch (Rejection refusal) {
            return refusal;
        }
        throw new AssertionError("not refused, but decided " + decided);
    }
}
