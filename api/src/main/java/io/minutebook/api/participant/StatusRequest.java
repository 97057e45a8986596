package io.minutebook.api.participant;

import io.minutebook.kernel.Caller;
import io.minutebook.kernel.Flags;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.command.ParticipantCommand.UpdateStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What of one's live status is to change; what is absent stays. */
public record StatusRequest(
        @Nullable Boolean isMuted,
        @Nullable Boolean isVideoEnabled,
        @Nullable Boolean isScreenSharing,
        @Nullable Boolean isHandRaised,
        @Nullable Boolean isInWaitingRoom) {

    public UpdateStatus command(MeetingId meeting, Caller caller, Instant at) {
        return new UpdateStatus(
                meeting,
                caller,
                at,
                new Flags(isMuted, isVideoEnabled, isScreenSharing, isHandRaised),
                isInWaitingRoom);
    }
}
