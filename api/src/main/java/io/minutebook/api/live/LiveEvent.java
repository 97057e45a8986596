package io.minutebook.api.live;

import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.log.RecordedEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event on its way to the connections of a meeting; its frame is encoded once for all of them.
 */
final class LiveEvent {

    private final RecordedEvent recorded;
    private boolean encoded;
    private @Nullable String body;

    LiveEvent(RecordedEvent recorded) {
        this.recorded = recorded;
    }

    MeetingEvent event() {
        return recorded.event();
    }

    long seq() {
        return recorded.sequence();
    }

    /**
     * The frame for a connection whose previous one was {@code prevSeq}; null where there is none.
     */
    @Nullable String frame(long prevSeq) {
        String shared = body();
        return shared == null ? null : shared + prevSeq + "}";
    }

    /** All but the last value, which alone differs between connections. */
    private synchronized @Nullable String body() {
        if (!encoded) {
            encoded = true;
            body = Frames.of(recorded.event()).map(this::encode).orElse(null);
        }
        return body;
    }

    private String encode(ObjectNode frame) {
        frame.put("seq", recorded.sequence());
        String text = Json.MAPPER.writeValueAsString(frame);
        return text.substring(0, text.length() - 1) + ",\"prev_seq\":";
    }
}
