package io.minutebook.kernel.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a delivery stands. */
public enum DeliveryStatus {
    /** Waits for its first attempt, or the next. */
    @JsonProperty("pending")
    PENDING,
    /** Was answered with a 2xx. */
    @JsonProperty("succeeded")
    SUCCEEDED,
    /** Every attempt failed; it is sent again only when asked for. */
    @JsonProperty("failed")
    FAILED
}
