package io.minutebook.kernel.query;

import io.minutebook.kernel.MeetingStatus;
import io.minutebook.kernel.ParticipantId;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.RoomId;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may send in a meeting's media room.
 *
 * @param participantId null where they never asked to join
 * @param roomId the breakout room they are in, null for the hall
 */
public record MediaRights(
        MeetingStatus status,
        Role role,
        boolean present,
        boolean waiting,
        @Nullable ParticipantId participantId,
        @Nullable RoomId roomId,
        boolean mayUseCamera,
        boolean mayShareScreen) {}
