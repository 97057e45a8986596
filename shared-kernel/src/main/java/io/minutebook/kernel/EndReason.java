package io.minutebook.kernel;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a meeting ended. */
public enum EndReason {
    @JsonProperty("ended_by_host")
    ENDED_BY_HOST,
    @JsonProperty("max_duration")
    MAX_DURATION,
    /** Nobody was present for 15 minutes. */
    @JsonProperty("idle")
    IDLE
}
