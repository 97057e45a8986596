package io.minutebook.api.breakout;

import io.minutebook.api.Chars;
import io.minutebook.kernel.Caller;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.command.BreakoutCommand.UpdateRoom;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What of a room is to change. A component that is null was absent and stays; an empty one was null
 * in JSON and is cleared.
 */
record RoomPatch(
        @Nullable Optional<@Chars(min = 1, max = BreakoutRequest.NAME_CHARS_MAX) String> name,
        @Nullable Optional<@Min(1) @Max(BreakoutRequest.CAPACITY_MAX) Integer> capacity) {

    @AssertTrue(message = "cannot be cleared")
    public boolean isName() {
        return name == null || name.isPresent();
    }

    UpdateRoom command(MeetingId meeting, Caller caller, Instant at, RoomId room) {
        return new UpdateRoom(
                meeting,
                caller,
                at,
                room,
                name == null ? null : name.orElse(null),
                capacity != null,
                capacity == null ? null : capacity.orElse(null));
    }
}
