package io.minutebook.kernel;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a chat message carries. */
public enum MessageType {
    @JsonProperty("text")
    TEXT,
    @JsonProperty("file")
    FILE
}
