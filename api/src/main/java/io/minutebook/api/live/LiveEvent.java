package io.minutebook.api.live;

import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.log.RecordedEvent;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event on its way to the connections of a meeting; its frame is encoded once for all of them.
 */
final class LiveEvent {

    private static final Logger LOG = LoggerFactory.getLogger(LiveEvent.class);

    private final RecordedEvent recorded;
    private final Map<Long, byte[]> frames = new HashMap<>();
    private boolean encoded;
    private boolean broken;
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
     * between connections: all that saw the same share its bytes. Null where none is shown, or it
     * {@link #isBroken}.
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

    /** Whether there should be something to show of it, but cannot: that is logged, once. */
    synchronized boolean isBroken() {
        encoded();
        return broken;
    }

    private @Nullable String encoded() {
        if (!encoded) {
            encoded = true;
            try {
                body = Frames.of(recorded.meetingEvent()).map(this::encode).orElse(null);
            } catch (RuntimeException fault) {
                broken = true;
                LOG.error("Event {} has no frame", recorded.eventId(), fault);
            }
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
