package io.minutebook.command.state;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.minutebook.kernel.json.Json;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A meeting's state as JSON: what it is made of, and nothing that is computed from it. Holds no
 * personal text but user ids.
 */
public final class StateJson {

    /**
     * Raised with each change of what {@link MeetingState} holds or of what an event makes of it:
     * what was kept under another number is not read.
     */
    public static final int FORMAT = 4;

    /** Reads and writes records that hold a {@link MeetingState}; refuses what lacks a field. */
    public static final JsonMapper MAPPER =
            Json.MAPPER
                    .rebuild()
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .changeDefaultVisibility(
                            all ->
                                    all.withFieldVisibility(Visibility.ANY)
                                            .withGetterVisibility(Visibility.NONE)
                                            .withIsGetterVisibility(Visibility.NONE))
                    .build();

    private StateJson() {}
}
