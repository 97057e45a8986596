package io.minutebook.api.breakout;

import io.minutebook.kernel.UserId;
import io.minutebook.kernel.event.BreakoutEvent.AssignmentType;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * Who is to be put where.
 *
 * @param breakoutRoomId as text, since one that is no id names no room
 */
record AssignRequest(
        @NotNull UserId participantUserId,
        @NotNull String breakoutRoomId,
        @Nullable AssignmentType assignmentType) {
    @AssertTrue(message = "must be manual or auto")
    public boolean isAssignmentType() {
        return assignmentType != AssignmentType.SELF;
    }
}
