package io.minutebook.api.live;

import io.minutebook.api.security.VerifiedToken;
import io.minutebook.kernel.Caller;
import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.MeetingStatus;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.Scope;
import io.minutebook.kernel.event.LifecycleEvent;
import io.minutebook.kernel.event.MeetingEvent;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One live connection: what its person may see, and what waits to be sent. Events that come before
 * it is welcomed are kept, so that none falls between the snapshot and the stream.
 */
final class LiveConnection {

    private final MeetingId meeting;
    private final ConnectionId id;
    private final Outbox outbox;
    private final Notices notices;
    private final LiveMetrics metrics;
    private final SocketPresence presence = new SocketPresence();
    private final Sinks.One<CloseCode> closing = Sinks.one();
    private final List<LiveEvent> early = new ArrayList<>();
    private volatile VerifiedToken token;
    private volatile boolean inSession;
    private @Nullable Viewer viewer;
    private long lastSeen;
    private long prevSeq;
    private boolean closed;
    private @Nullable CloseCode closedAs;

    /**
     * @param inSession whether the client named {@code id} itself, so that leaving means that
     *     session
     */
    LiveConnection(
            MeetingId meeting,
            ConnectionId id,
            boolean inSession,
            VerifiedToken token,
            Outbox outbox,
            Notices notices,
            LiveMetrics metrics) {
        this.meeting = meeting;
        this.id = id;
        this.inSession = inSession;
        this.token = token;
        this.outbox = outbox;
        this.notices = notices;
        this.metrics = metrics;
    }

    MeetingId meeting() {
        return meeting;
    }

    ConnectionId id() {
        return id;
    }

    Outbox outbox() {
        return outbox;
    }

    /** Its hold on the session of its id. */
    SocketPresence presence() {
        return presence;
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

    /** This connection's person, as {@code snapshot} says they stand. */
    Viewer viewerOf(Snapshot snapshot) {
        return new Viewer(
                snapshot.you().userId(),
                caller().has(Scope.AUDIT_READ),
                snapshot.you().present(),
                snapshot.you().roomId());
    }

    /** Sends the welcome, then goes on from {@code snapshot}. */
    synchronized void welcome(Snapshot snapshot) {
        send(notices.welcome(this, snapshot));
        goOn(viewerOf(snapshot), snapshot.seq(), snapshot);
    }

    /** Sends the welcome, and everything afresh: what was missed is too much, or of another log. */
    synchronized void resync(Snapshot snapshot) {
        send(notices.welcome(this, snapshot));
        send(notices.resync(this, snapshot));
        goOn(viewerOf(snapshot), snapshot.seq(), snapshot);
    }

    /** Sends the welcome, then what was missed after {@code seq}, then goes on. */
    synchronized void resume(Snapshot snapshot, long seq, Missed missed) {
        send(notices.welcome(this, snapshot));
        viewer = missed.viewer();
        lastSeen = seq;
        prevSeq = seq;
        take(missed.events().stream().map(LiveEvent::new).toList());
        if (viewer != null) {
            goOn(viewer, snapshot.seq(), snapshot);
        }
    }

    /** From here on live; what came since the snapshot was kept. */
    private void goOn(Viewer standing, long seq, Snapshot snapshot) {
        if (viewer == null) {
            prevSeq = seq;
        }
        viewer = standing;
        lastSeen = seq;
        take(List.copyOf(early));
        early.clear();
        if (snapshot.status().status() == MeetingStatus.ENDED) {
            close(CloseCode.MEETING_ENDED);
        }
    }

    /** Events of this meeting; called in the log's order. */
    synchronized void take(List<LiveEvent> events) {
        if (viewer == null && !closed) {
            early.addAll(events);
            return;
        }
        for (LiveEvent live : events) {
            Viewer standing = viewer;
            if (!closed && standing != null && live.seq() > lastSeen) {
                take(live, standing);
            }
        }
        outbox.flush();
    }

    private void take(LiveEvent live, Viewer standing) {
        lastSeen = live.seq();
        if (standing.sees(live.event())) {
            show(live);
        }
        viewer = standing.after(live.event());
        closeAfter(live.event());
    }

    private void show(LiveEvent live) {
        byte[] frame = live.frame(prevSeq);
        if (frame != null) {
            sent(outbox.offer(frame));
            prevSeq = live.seq();
        }
    }

    private void closeAfter(MeetingEvent event) {
        if (event instanceof LifecycleEvent.MeetingEnded) {
            close(CloseCode.MEETING_ENDED);
        } else if (event instanceof ParticipantEvent.ParticipantRemoved removed
                && removed.userIds().contains(caller().id())) {
            close(CloseCode.REMOVED);
        }
    }

    /** Word that what a frame asked is done. */
    void ack(JsonNode id) {
        send(notices.ack(this, id));
    }

    void pong(@Nullable JsonNode id) {
        send(notices.pong(this, id));
    }

    void refuse(@Nullable JsonNode id, Rejection refusal) {
        send(notices.error(this, id, refusal));
    }

    private synchronized void send(ObjectNode frame) {
        if (!closed) {
            sent(outbox.offer(TextFrame.of(Json.MAPPER.writeValueAsBytes(frame))));
            outbox.flush();
        }
    }

    private void sent(boolean queued) {
        metrics.sent();
        if (!queued) {
            close(CloseCode.TOO_SLOW);
        }
    }

    synchronized void ping() {
        if (!closed) {
            outbox.ping();
        }
    }

    /**
     * Closes once what waits is sent; a reader that is too slow, or gone, is cut off after a while.
     */
    synchronized void close(CloseCode code) {
        if (!closed) {
            if (code.isAnnounced()) {
                send(notices.closing(this, code));
            }
            closed = true;
            closedAs = code;
            metrics.dropped(code);
            outbox.complete();
            closing.tryEmitValue(code);
        }
    }

    /** Whether this side has begun to close. */
    synchronized boolean isClosing() {
        return closed;
    }

    /**
     * The other end is gone: nothing more is sent.
     *
     * @param heard when something last came from it
     * @param now when that is known
     */
    synchronized void gone(Instant heard, Instant now) {
        closed = true;
        outbox.complete();
        presence.gone(closedAs != null && closedAs.isOfSilence() ? heard : now);
    }

    /** Why this side closes, once it does. */
    Mono<CloseCode> closing() {
        return closing.asMono();
    }
}
