package io.minutebook.kernel;

import org.jspecify.annotations.Nullable;

/** How a present person appears to the others. */
public record LiveStatus(
        boolean isMuted, boolean isVideoEnabled, boolean isScreenSharing, boolean isHandRaised) {

    /** Of somebody who is not present: muted, no camera. */
    public static final LiveStatus ABSENT = new LiveStatus(true, false, false, false);

    /** This status with {@code flags} applied. */
    public LiveStatus with(Flags flags) {
        return new LiveStatus(
                or(flags.isMuted(), isMuted),
                or(flags.isVideoEnabled(), isVideoEnabled),
                or(flags.isScreenSharing(), isScreenSharing),
                or(flags.isHandRaised(), isHandRaised));
    }

    /** What of {@code wanted} would change this status. */
    public Flags changedBy(Flags wanted) {
        return new Flags(
                changed(wanted.isMuted(), isMuted),
                changed(wanted.isVideoEnabled(), isVideoEnabled),
                changed(wanted.isScreenSharing(), isScreenSharing),
                changed(wanted.isHandRaised(), isHandRaised));
    }

    private static boolean or(@Nullable Boolean wanted, boolean now) {
        return wanted == null ? now : wanted;
    }

    private static @Nullable Boolean changed(@Nullable Boolean wanted, boolean now) {
        return wanted == null || wanted == now ? null : wanted;
    }
}
