package io.minutebook.kernel.query;

import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.MeetingStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a meeting stands.
 *
 * @param attendanceCount distinct people who ever joined
 * @param activeParticipants distinct people present now
 */
public record StatusReport(
        MeetingId meetingId,
        MeetingStatus status,
        boolean isActive,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        int attendanceCount,
        boolean isRecording,
        int activeParticipants) {}
