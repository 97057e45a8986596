package io.minutebook.api.live;

import io.minutebook.kernel.MeetingStatus;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.event.LifecycleEvent;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.log.Viewer;
import io.minutebook.kernel.query.Snapshot;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a connection has followed its meeting: what its person may see, what they saw last, and
 * what they are behind by, which is sent as fast as the network takes it. Tells what is to end the
 * connection. Not safe for use by several threads.
 */
final class Following {

    private final Outbox outbox;
    private final LiveMetrics metrics;
    private final Removal removal;
    private final Backlog backlog = new Backlog();
    private @Nullable Viewer viewer;
    private boolean live;
    private boolean movedOn;
    private boolean over;
    private long lastSeen;
    private long prevSeq;

    Following(UserId user, Outbox outbox, LiveMetrics metrics) {
        this.outbox = outbox;
        this.metrics = metrics;
        this.removal = new Removal(user);
    }

    /**
     * Begins, after the frame of {@code seq}.
     *
     * @param standing its person, as they stood then
     */
    void begin(Viewer standing, long seq) {
        viewer = standing;
        prevSeq = seq;
    }

    /** From here on its person sees everything, or not. */
    void judge(boolean auditor) {
        Viewer standing = viewer;
        if (standing != null) {
            viewer = new Viewer(standing.user(), auditor, standing.present(), standing.room());
        }
    }

    /**
     * @param missed all that is to be shown up to {@code snapshot}; what came since is kept already
     */
    void isBehindBy(List<LiveEvent> missed, Snapshot snapshot) {
        over = snapshot.status().status() == MeetingStatus.ENDED;
        backlog.precede(missed, snapshot.seq());
    }

    boolean isBehind() {
        return !backlog.isEmpty();
    }

    /** Sends what it is behind by, as far as that may wait; where there is no more it is live. */
    Optional<CloseCode> catchUp() {
        Optional<CloseCode> end = Optional.empty();
        while (end.isEmpty() && !backlog.isEmpty() && outbox.isBelowHalf()) {
            end = take(backlog.next(), false);
            movedOn = true;
        }
        outbox.flush();
        if (end.isPresent() || !backlog.isEmpty()) {
            return end;
        }
        live = true;
        lastSeen = backlog.last();
        return endOfWhatWasMissed();
    }

    private Optional<CloseCode> endOfWhatWasMissed() {
        if (over) {
            return Optional.of(CloseCode.MEETING_ENDED);
        }
        return removal.isLast() && viewer != null && !viewer.present()
                ? Optional.of(CloseCode.REMOVED)
                : Optional.empty();
    }

    /**
     * Events in the log's order. Those that come together are let through together: only who was
     * too far behind before is too slow.
     */
    Optional<CloseCode> take(List<LiveEvent> events) {
        if (!live) {
            return backlog.add(events) ? Optional.empty() : Optional.of(CloseCode.TOO_SLOW);
        }
        boolean overfull = outbox.isOverfull();
        Optional<CloseCode> end = Optional.empty();
        for (LiveEvent event : events) {
            if (end.isEmpty() && event.seq() > lastSeen) {
                lastSeen = event.seq();
                end = take(event, overfull);
            }
        }
        outbox.flush();
        return end;
    }

    private Optional<CloseCode> take(LiveEvent event, boolean overfull) {
        Viewer standing = viewer;
        if (standing == null) {
            return Optional.empty();
        }
        viewer = standing.after(event.event());
        Optional<CloseCode> fault =
                standing.sees(event.event()) ? show(event, overfull) : Optional.empty();
        return fault.isPresent() ? fault : endBy(event.event());
    }

    private Optional<CloseCode> show(LiveEvent event, boolean overfull) {
        byte[] frame = event.frame(prevSeq);
        if (frame == null) {
            return event.isBroken() ? Optional.of(CloseCode.FAULT) : Optional.empty();
        }
        if (overfull) {
            return Optional.of(CloseCode.TOO_SLOW);
        }
        outbox.add(frame);
        metrics.sent();
        prevSeq = event.seq();
        return Optional.empty();
    }

    /** Who was removed while they were away, and is back, is not closed for it. */
    private Optional<CloseCode> endBy(MeetingEvent event) {
        if (event instanceof LifecycleEvent.MeetingEnded) {
            return Optional.of(CloseCode.MEETING_ENDED);
        }
        if (live) {
            return removal.is(event) ? Optional.of(CloseCode.REMOVED) : Optional.empty();
        }
        removal.after(event);
        return Optional.empty();
    }

    /** Whether it is behind and nothing of that was sent since this was last asked. */
    boolean isStuck() {
        boolean stuck = !backlog.isEmpty() && viewer != null && !movedOn;
        movedOn = false;
        return stuck;
    }

    /** Nothing more is sent, and nothing kept. */
    void end() {
        backlog.clear();
    }
}
