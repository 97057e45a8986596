package io.minutebook.kernel;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Where a meeting stands: scheduled, then in progress, then ended; or scheduled, then cancelled.
 */
public enum MeetingStatus {
    @JsonProperty("scheduled")
    SCHEDULED,
    @JsonProperty("in_progress")
    IN_PROGRESS,
    @JsonProperty("ended")
    ENDED,
    @JsonProperty("cancelled")
    CANCELLED
}
