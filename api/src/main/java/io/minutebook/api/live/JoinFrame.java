package io.minutebook.api.live;

import io.minutebook.api.Chars;
import io.minutebook.api.participant.JoinRequest;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

/**
 * How somebody wants to come in over a socket: as over HTTP, with the device in a part of its own.
 */
record JoinFrame(
        @Nullable @Valid Device deviceInfo,
        @Nullable @Chars(max = 32) String deviceType,
        @Nullable Boolean joinMuted,
        @Nullable Boolean joinWithoutVideo,
        @Nullable @Chars(max = 128) String password) {

    record Device(
            @Nullable @Chars(max = 32) String deviceType,
            @Nullable @Chars(max = 256) String browserInfo) {}

    JoinRequest request() {
        return new JoinRequest(
                null,
                deviceInfo == null || deviceInfo.deviceType() == null
                        ? deviceType
                        : deviceInfo.deviceType(),
                deviceInfo == null ? null : deviceInfo.browserInfo(),
                joinMuted,
                joinWithoutVideo,
                password);
    }

    /** Without the password, so that no log of a frame can hold it. */
    @Override
    public String toString() {
        return "JoinFrame[" + deviceInfo + "]";
    }
}
