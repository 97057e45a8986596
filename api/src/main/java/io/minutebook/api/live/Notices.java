package io.minutebook.api.live;

import static io.minutebook.api.live.Frames.data;

import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.query.Snapshot;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Frames that are no part of the record: what the server says to one connection alone. */
final class Notices {

    private final String epoch;
    private final Duration pingInterval;
    private final Clock clock;

    /**
     * @param epoch names the log that sequences count in
     */
    Notices(String epoch, Duration pingInterval, Clock clock) {
        this.epoch = epoch;
        this.pingInterval = pingInterval;
        this.clock = clock;
    }

    /** What a connection starts from; who is not present is told of nobody. */
    ObjectNode welcome(LiveConnection connection, Snapshot snapshot) {
        ObjectNode data =
                data(
                        "connection_id",
                        connection.id(),
                        "you",
                        snapshot.you(),
                        "seq",
                        snapshot.seq(),
                        "epoch",
                        epoch,
                        "ping_interval_ms",
                        pingInterval.toMillis());
        return notice("welcome", connection, withSnapshot(data, snapshot));
    }

    /** Word that what was missed is not sent again, and how the meeting stands. */
    ObjectNode resync(LiveConnection connection, Snapshot snapshot) {
        return notice("resync", connection, withSnapshot(data("seq", snapshot.seq()), snapshot));
    }

    private static ObjectNode withSnapshot(ObjectNode data, Snapshot snapshot) {
        if (snapshot.you().present()) {
            data.set("snapshot", Json.MAPPER.valueToTree(FrameData.SnapshotFrame.of(snapshot)));
        }
        return data;
    }

    /** The log that sequences count in. */
    String epoch() {
        return epoch;
    }

    /** Word that what a frame asked is done. */
    ObjectNode ack(LiveConnection connection, JsonNode id) {
        return withId(notice("ack", connection, Json.MAPPER.createObjectNode()), id);
    }

    /** The answer to a {@code ping}. */
    ObjectNode pong(LiveConnection connection, @Nullable JsonNode id) {
        return withId(notice("pong", connection, Json.MAPPER.createObjectNode()), id);
    }

    /** A refusal, as over HTTP. */
    ObjectNode error(LiveConnection connection, @Nullable JsonNode id, Rejection refusal) {
        ObjectNode data =
                data(
                        "code",
                        refusal.code(),
                        "message",
                        refusal.reason(),
                        "details",
                        refusal.details());
        return withId(notice("error", connection, data), id);
    }

    /** Word that this side is about to close. */
    ObjectNode closing(LiveConnection connection, CloseCode code) {
        return notice(
                "closing",
                connection,
                data("code", code.status().getCode(), "reason", code.reason()));
    }

    private ObjectNode notice(String type, LiveConnection connection, ObjectNode data) {
        return Frames.frame(
                type,
                connection.meeting().value(),
                connection.caller().id(),
                data,
                clock.instant().toString());
    }

    private static ObjectNode withId(ObjectNode frame, @Nullable JsonNode id) {
        if (id != null) {
            frame.set("id", id);
        }
        return frame;
    }
}
