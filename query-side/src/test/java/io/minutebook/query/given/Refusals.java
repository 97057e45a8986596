package io.minutebook.query.given;

import io.minutebook.kernel.ErrorCode;
import io.minutebook.kernel.Rejection;

/** What a question is refused with. */
public final class Refusals {

    private Refusals() {}

    /** A question that is asked. */
    @FunctionalInterface
    public interface Question {
        Object ask() throws Rejection;
    }

    /** The code that {@code question} is refused with; fails where it is answered. */
    public static ErrorCode refusalOf(Question question) {
        Object answer;
        try {
            answer = question.ask();
        } catch (Rejection refusal) {
            return refusal.code();
        }
        throw new AssertionError("not refused, but answered " + answer);
    }
}
