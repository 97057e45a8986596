package io.minutebook.kernel;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/** What of a participant's live status changes; null leaves a flag as it is. */
public record Flags(
        @Nullable Boolean isMuted,
        @Nullable Boolean isVideoEnabled,
        @Nullable Boolean isScreenSharing,
        @Nullable Boolean isHandRaised) {

    @JsonIgnore // asked, not stored
    public boolean isEmpty() {
        return isMuted == null
                && isVideoEnabled == null
                && isScreenSharing == null
                && isHandRaised == null;
    }

    /** Whether the hand is all that changes. */
    @JsonIgnore
    public boolean isHandOnly() {
        return isHandRaised != null
                && isMuted == null
                && isVideoEnabled == null
                && isScreenSharing == null;
    }
}
