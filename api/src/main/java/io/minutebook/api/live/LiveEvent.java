package io.minutebook.api.live;

import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.log.RecordedEvent;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event on its way to the connections of a meeting; its frame is encoded once for all of them.
 */
final class LiveEvent {

    private final RecordedEvent recorded;
    private boolean encoded;
    private byte @Nullable [] body;

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
     * The frame but for its last value, which alone differs between connections; null where none is
     * shown.
     */
    synchronized byte @Nullable [] body() {
        if (!encoded) {
            encoded = true;
            body = Frames.of(recorded.meetingEvent()).map(this::encode).orElse(null);
        }
        return body;
    }

    /** What {@link #body} lacks, for a connection whose previous frame was {@code prevSeq}. */
    static byte[] end(long prevSeq) {
        return (prevSeq + "}").getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] encode(ObjectNode frame) {
        frame.put("seq", recorded.sequence());
        String text = Json.MAPPER.writeValueAsString(frame);
        String open = text.substring(0, text.length() - 1) + ",\"prev_seq\":";
        return open.getBytes(StandardCharsets.UTF_8);
    }
}
