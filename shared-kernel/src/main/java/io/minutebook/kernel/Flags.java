package io.minutebook.kernel;

import org.jspecify.annotations.Nullable;

/**
 * What of a participant's live status changes; null leaves a flag as it is. Entries hold the
 * answers of {@link #isEmpty} and {@link #isHandOnly} too, as {@code empty} and {@code hand_only},
 * so that the methods' names are part of the stored form.
 */
public record Flags(
        @Nullable Boolean isMuted,
        @Nullable Boolean isVideoEnabled,
        @Nullable Boolean isScreenSharing,
        @Nullable Boolean isHandRaised) {

    public boolean isEmpty() {
        return isMuted == null
                && isVideoEnabled == null
                && isScreenSharing == null
                && isHandRaised == null;
    }

    /** Whether the hand is all that changes. */
    public boolean isHandOnly() {
        return isHandRaised != null
                && isMuted == null
                && isVideoEnabled == null
                && isScreenSharing == null;
    }
}
