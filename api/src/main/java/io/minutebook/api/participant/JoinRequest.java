package io.minutebook.api.participant;

import io.minutebook.kernel.ConnectionId;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** How somebody wants to come in. */
public record JoinRequest(
        @Nullable ConnectionId connectionId,
        @Nullable @Size(max = 32) String deviceType,
        @Nullable @Size(max = 256) String browserInfo,
        @Nullable Boolean joinMuted,
        @Nullable Boolean joinWithoutVideo,
        @Nullable @Size(max = 128) String password) {

    /** Without the password, so that no log of a request can hold it. */
    @Override
    public String toString() {
        return "JoinRequest[connectionId=" + connectionId + "]";
    }
}
