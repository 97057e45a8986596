package io.minutebook.api.webhook;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;

/**
 * A stretch of time to be sent once more.
 *
 * @param from inclusive, compared with when events were recorded
 * @param to exclusive
 */
record ReplayRequest(@NotNull Instant from, @NotNull Instant to) {

    @AssertTrue(message = "must be after from")
    public boolean isTo() {
        return from == null || to == null || to.isAfter(from);
    }
}
