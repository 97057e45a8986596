package io.minutebook.api.participant;

import io.minutebook.api.Chars;
import io.minutebook.kernel.ConnectionId;
import org.jspecify.annotations.Nullable;

/** How somebody wants to come in. */
public record JoinRequest(
        @Nullable ConnectionId connectionId,
        @Nullable @Chars(max = 32) String deviceType,
        @Nullable @Chars(max = 256) String browserInfo,
        @Nullable Boolean joinMuted,
        @Nullable Boolean joinWithoutVideo,
        @Nullable @Chars(max = 128) String password) {

    /** Without the password, so that no log of a request can hold it. */
    @Override
    public String toString() {
        return "JoinRequest[connectionId=" + connectionId + "]";
    }
}
