package io.minutebook.kernel.query;

import io.minutebook.kernel.RoomId;
import org.jspecify.annotations.Nullable;

/** A breakout room. */
public record OpenRoom(
        RoomId roomId,
        @Nullable String name,
        @Nullable String description,
        @Nullable Integer capacity,
        int currentParticipants,
        boolean isActive) {}
