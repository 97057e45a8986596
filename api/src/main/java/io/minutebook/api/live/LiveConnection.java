package io.minutebook.api.live;

import io.minutebook.api.security.VerifiedToken;
import io.minutebook.kernel.Caller;
import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.MeetingStatus;
import io.minutebook.kernel.Scope;
import io.minutebook.kernel.event.LifecycleEvent;
import io.minutebook.kernel.event.ParticipantEvent;
import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.log.Viewer;
import io.minutebook.kernel.query.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.node.ObjectNode;

/**
 * One live connection: what its person may see, and what waits to be sent. Events that come before
 * it is welcomed are kept, so that none falls between the snapshot and the stream.
 */
final class LiveConnection {

    private final MeetingId meeting;
    private final ConnectionId id;
    private final Outbox outbox;
    private final LiveMetrics metrics;
    private final Sinks.One<CloseCode> closing = Sinks.one();
    private final List<LiveEvent> early = new ArrayList<>();
    private volatile VerifiedToken token;
    private volatile boolean inSession;
    private @Nullable Viewer viewer;
    private long lastSeen;
    private long prevSeq;
    private boolean closed;

    LiveConnection(
            MeetingId meeting,
            ConnectionId id,
            VerifiedToken token,
            Outbox outbox,
            LiveMetrics metrics) {
        this.meeting = meeting;
        this.id = id;
        this.token = token;
        this.outbox = outbox;
        this.metrics = metrics;
    }

    MeetingId meeting() {
        return meeting;
    }

    ConnectionId id() {
        return id;
    }

    Caller caller() {
        return token.caller();
    }

    Instant tokenExpiresAt() {
        return token.expiresAt();
    }

    void renew(VerifiedToken newer) {
        token = newer;
    }

    /** Whether this socket is the session of its id: it joined, or was tied to one that had. */
    boolean isSession() {
        return inSession;
    }

    void becomeSession() {
        inSession = true;
    }

    /** Sends the welcome, then what came meanwhile, then goes on live. */
    synchronized void welcome(Snapshot snapshot, ObjectNode frame) {
        viewer =
                new Viewer(
                        snapshot.you().userId(),
                        caller().has(Scope.AUDIT_READ),
                        snapshot.you().present(),
                        snapshot.you().roomId());
        lastSeen = snapshot.seq();
        prevSeq = snapshot.seq();
        send(frame);
        early.forEach(this::take);
        early.clear();
        if (snapshot.status().status() == MeetingStatus.ENDED) {
            close(CloseCode.MEETING_ENDED);
        }
    }

    /** An event of this meeting; called in the log's order. */
    synchronized void take(LiveEvent live) {
        if (closed) {
            return;
        }
        if (viewer == null) {
            early.add(live);
            return;
        }
        if (live.seq() <= lastSeen) {
            return;
        }
        lastSeen = live.seq();
        if (viewer.sees(live.event())) {
            String frame = live.frame(prevSeq);
            if (frame != null) {
                prevSeq = live.seq();
                offer(frame);
            }
        }
        viewer = viewer.after(live.event());
        closeAfter(live, viewer);
    }

    private void closeAfter(LiveEvent live, Viewer seen) {
        if (live.event() instanceof LifecycleEvent.MeetingEnded) {
            close(CloseCode.MEETING_ENDED);
        } else if (live.event() instanceof ParticipantEvent.ParticipantRemoved removed
                && removed.userIds().contains(seen.user())) {
            close(CloseCode.REMOVED);
        }
    }

    synchronized void send(ObjectNode frame) {
        offer(Json.MAPPER.writeValueAsString(frame));
    }

    private void offer(String frame) {
        if (closed) {
            return;
        }
        metrics.sent();
        if (!outbox.offer(frame)) {
            close(CloseCode.TOO_SLOW);
        }
    }

    synchronized void ping() {
        if (!closed) {
            outbox.ping();
        }
    }

    /** Closes once what waits is sent; a reader that is too slow, or gone, is not waited for. */
    synchronized void close(CloseCode code) {
        if (!closed) {
            closed = true;
            metrics.dropped(code);
            closing.tryEmitValue(code);
            outbox.complete();
        }
    }

    /** Why this side closes, once it does. */
    Mono<CloseCode> closing() {
        return closing.asMono();
    }
}
