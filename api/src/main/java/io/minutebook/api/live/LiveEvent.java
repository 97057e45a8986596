package io.minutebook.api.live;

import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.log.RecordedEvent;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event on its way to the connections of a meeting; its frame is encoded once for all of them.
 */
final class LiveEvent {

    private final RecordedEvent recorded;
    private final Map<Long, byte[]> frames = new HashMap<>();
    private boolean encoded;
    private @Nullable String body;

    LiveEvent(RecordedEvent recorded) {
        this.recorded = recorded;
    }

    MeetingEvent event() {
        return recorded.meetingEvent();
    }

    long seq() {
        return recorded.sequence();
    }

    /**
     * The frame for a connection whose previous one was {@code prevSeq}, which alone differs
     * between connections: all that saw the same share its bytes. Null where none is shown.
     */
    synchronized byte @Nullable [] frame(long prevSeq) {
        String open = encoded();
        return open == null
                ? null
                : frames.computeIfAbsent(
                        prevSeq,
                        seq -> TextFrame.of((open + seq + "}").getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether there is anything to show of it, to those who see it. */
    synchronized boolean isShown() {
        return encoded() != null;
    }

    private @Nullable String encoded() {
        if (!encoded) {
            encoded = true;
            body = Frames.of(recorded.meetingEvent()).map(this::encode).orElse(null);
        }
        return body;
    }

    /** Without its last value. */
    private String encode(ObjectNode frame) {
        frame.put("seq", recorded.sequence());
        String text = Json.MAPPER.writeValueAsString(frame);
        return text.substring(0, text.length() - 1) + ",\"prev_seq\":";
    }
}
