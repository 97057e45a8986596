package io.minutebook.kernel.query;

import io.minutebook.kernel.ParticipantId;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Somebody in the meeting. {@code status} is {@code joined}. */
public record PresentPerson(
        ParticipantId participantId,
        UserId userId,
        @Nullable String userName,
        Role role,
        String status,
        boolean isMuted,
        boolean isVideoEnabled,
        boolean isScreenSharing,
        boolean isHandRaised,
        Instant joinedAt,
        @Nullable String deviceType) {}
