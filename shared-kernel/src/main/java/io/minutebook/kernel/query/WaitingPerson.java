package io.minutebook.kernel.query;

import io.minutebook.kernel.ParticipantId;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Somebody before the door. {@code status} is {@code waiting}. */
public record WaitingPerson(
        ParticipantId participantId,
        UserId userId,
        @Nullable String userName,
        Role role,
        String status,
        Instant requestedAt) {}
