package io.minutebook.kernel.query;

import io.minutebook.kernel.ParticipantId;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a live connection starts.
 *
 * @param seq the meeting's last sequence that this answer holds
 * @param position that event's position in the log
 * @param people the first 200 present; empty where the caller is not present
 */
public record Snapshot(
        long seq, long position, StatusReport status, Self you, List<PresentPerson> people) {

    /**
     * The caller in this meeting.
     *
     * @param participantId null where they never asked to join
     * @param roomId the breakout room they are in, null for the hall
     */
    public record Self(
            UserId userId,
            @Nullable ParticipantId participantId,
            Role role,
            boolean present,
            boolean waiting,
            boolean member,
            @Nullable RoomId roomId) {}
}
