package io.minutebook.kernel;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a session, or a person's presence, ended. */
public enum LeaveReason {
    @JsonProperty("left")
    LEFT,
    @JsonProperty("connection_lost")
    CONNECTION_LOST,
    /** The session never had a socket and nothing was heard of it. */
    @JsonProperty("unattended")
    UNATTENDED,
    @JsonProperty("removed")
    REMOVED,
    @JsonProperty("banned")
    BANNED,
    @JsonProperty("meeting_ended")
    MEETING_ENDED
}
