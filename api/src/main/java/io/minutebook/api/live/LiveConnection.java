package io.minutebook.api.live;

import io.minutebook.api.security.VerifiedToken;
import io.minutebook.kernel.Caller;
import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.Scope;
import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.log.Viewer;
import io.minutebook.kernel.query.Snapshot;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One live connection: whose it is, what it is told, and how it ends. Events that come before it is
 * welcomed, and while it is sent what it missed, are kept, so that none falls between the snapshot
 * and the stream.
 */
final class LiveConnection {

    private final MeetingId meeting;
    private final ConnectionId id;
    private final Outbox outbox;
    private final Notices notices;
    private final LiveMetrics metrics;
    private final SocketPresence presence = new SocketPresence();
    private final Sinks.One<CloseCode> closing = Sinks.one();
    private final Following following;
    private volatile VerifiedToken token;
    private volatile boolean inSession;
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
        this.following = new Following(token.caller().id(), outbox, metrics);
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

    /** From here on this connection sees what {@code newer} lets it see. */
    synchronized void renew(VerifiedToken newer) {
        token = newer;
        following.judge(newer.caller().has(Scope.AUDIT_READ));
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
        goOn(viewerOf(snapshot), snapshot.seq(), List.of(), snapshot);
    }

    /** Sends the welcome, and everything afresh: what was missed is too much, or of another log. */
    synchronized void resync(Snapshot snapshot) {
        send(notices.welcome(this, snapshot));
        send(notices.resync(this, snapshot));
        goOn(viewerOf(snapshot), snapshot.seq(), List.of(), snapshot);
    }

    /** Sends the welcome, then what was missed after {@code seq}, then goes on. */
    synchronized void resume(Snapshot snapshot, long seq, Missed missed) {
        send(notices.welcome(this, snapshot));
        goOn(missed.viewer(), seq, missed.events(), snapshot);
    }

    /** Sends what was missed, then what came since the snapshot and was kept; then it is live. */
    private void goOn(Viewer standing, long seq, List<LiveEvent> missed, Snapshot snapshot) {
        following.begin(standing, seq);
        following.judge(caller().has(Scope.AUDIT_READ)); // it may have been renewed meanwhile
        following.isBehindBy(missed, snapshot);
        catchUp();
    }

    /** Goes on each time the network has taken half of what may wait, until there is no more. */
    private synchronized void catchUp() {
        if (!closed) {
            following.catchUp().ifPresent(this::close);
        }
        if (!closed && following.isBehind()) {
            outbox.whenBelowHalf(this::catchUp);
        }
    }

    /** Events of this meeting; called in the log's order. */
    synchronized void take(List<LiveEvent> events) {
        if (!closed) {
            following.take(events).ifPresent(this::close);
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

    /** Answers a protocol ping. */
    void answer(Incoming.Ping ping) {
        send(ControlFrame.pong(ping.payload()));
    }

    private void send(ObjectNode frame) {
        send(TextFrame.of(Json.MAPPER.writeValueAsBytes(frame)));
    }

    private synchronized void send(byte[] frame) {
        if (!closed) {
            metrics.sent();
            if (outbox.offer(frame)) {
                outbox.flush();
            } else {
                close(CloseCode.TOO_SLOW);
            }
        }
    }

    /** Sends a ping; who is behind and was sent nothing of it since the last one is too slow. */
    synchronized void ping() {
        if (!closed && following.isStuck()) {
            close(CloseCode.TOO_SLOW);
        }
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
            following.end();
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
        following.end();
        outbox.complete();
        presence.gone(closedAs != null && closedAs.isOfSilence() ? heard : now);
    }

    /** Why this side closes, once it does. */
    Mono<CloseCode> closing() {
        return closing.asMono();
    }
}
