package io.minutebook.kernel;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a person may do in a meeting. */
public enum Role {
    @JsonProperty("host")
    HOST,
    @JsonProperty("co_host")
    CO_HOST,
    @JsonProperty("attendee")
    ATTENDEE;

    /** Whether this role runs the meeting: hosts and co-hosts. */
    public boolean leads() {
        return this != ATTENDEE;
    }
}
