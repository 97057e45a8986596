package io.minutebook.kernel.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.minutebook.kernel.UserId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event of a meeting's record, personal text merged in.
 *
 * @param seq its sequence in the meeting, from 0
 * @param position in the whole log, from 0
 * @param actor who did it, null for the system
 * @param erased true where personal text was erased, else null and left out
 */
public record HistoryEntry(
        long seq,
        long position,
        String type,
        Instant time,
        Instant recorded,
        @Nullable UserId actor,
        Map<String, Object> data,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean erased) {}
