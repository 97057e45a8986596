package io.minutebook.api.live;

import io.minutebook.kernel.Caller;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.command.ParticipantCommand.SendReaction;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * @param duration how long to show it, in seconds; 3 where absent
 */
record ReactionRequest(
        @NotNull @Pattern(regexp = "[a-z0-9_]{1,32}", message = "must be 1 to 32 of a-z 0-9 _")
                String reactionType,
        @Nullable @Min(1) @Max(60) Integer duration) {

    private static final int DURATION_SECONDS = 3;

    SendReaction command(MeetingId meeting, Caller caller, Instant at) {
        return new SendReaction(
                meeting,
                caller,
                at,
                reactionType,
                Objects.requireNonNullElse(duration, DURATION_SECONDS));
    }
}
