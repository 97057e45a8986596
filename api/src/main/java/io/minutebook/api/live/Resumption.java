package io.minutebook.api.live;

import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.event.BreakoutEvent;
import io.minutebook.kernel.event.ChatEvent;
import io.minutebook.kernel.event.LifecycleEvent;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.ParticipantEvent;
import io.minutebook.kernel.log.EventHistory;
import io.minutebook.kernel.log.RecordedEvent;
import io.minutebook.kernel.log.Viewer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Finds what a connection missed, in the record. How its person stood when it broke off mostly
 * follows from what came later and how they stand now; only where it does not is the record read
 * from its beginning, since many come back at once when a node goes.
 */
final class Resumption {

    private static final int PAGE = 500;

    private final EventHistory history;

    Resumption(EventHistory history) {
        this.history = history;
    }

    /**
     * What {@code now} missed from {@code after} to {@code head}; empty where that is too much to
     * send again. However much happened, no more of it is kept than is sent.
     *
     * @param after a sequence, exclusive
     * @param head a sequence, inclusive, at which their person stands as {@code now} says
     */
    Optional<Missed> missed(MeetingId meeting, Viewer now, long after, long head) {
        Missing unmoved = new Missing(now);
        Missing away = new Missing(new Viewer(now.user(), now.auditor(), false, null));
        Iterator<RecordedEvent> events = events(meeting, after, head);
        while (events.hasNext() && !away.isTooMuch()) { // which all others see too
            LiveEvent event = new LiveEvent(events.next());
            if (joins(event.event(), now.user())) {
                away.add(event);
                return away.with(events);
            }
            if (moves(event.event(), now.user())
                    || unmoved.isTooMuch() && after < head - event.seq()) {
                return new Missing(folded(meeting, now.user(), now.auditor(), after))
                        .with(events(meeting, after, head));
            }
            unmoved.add(event);
            away.add(event);
        }
        return unmoved.missed();
    }

    private Iterator<RecordedEvent> events(MeetingId meeting, long after, long last) {
        return new Pages(after, last, (from, limit) -> history.ofMeeting(meeting, from, limit));
    }

    private Viewer folded(MeetingId meeting, UserId user, boolean auditor, long last) {
        Viewer viewer = new Viewer(user, auditor, false, null);
        Iterator<RecordedEvent> events = events(meeting, -1, last);
        while (events.hasNext()) {
            viewer = viewer.after(events.next().meetingEvent());
        }
        return viewer;
    }

    private static boolean joins(MeetingEvent event, UserId user) {
        return event instanceof ParticipantEvent.ParticipantJoined joined
                && joined.userId().equals(user);
    }

    private static boolean moves(MeetingEvent event, UserId user) {
        return switch (event) {
            case ParticipantEvent.ParticipantLeft left -> left.userId().equals(user);
            case ParticipantEvent.ParticipantRemoved removed -> removed.userIds().contains(user);
            case BreakoutEvent.ParticipantsAssigned assigned ->
                    assigned.assignments().stream().anyMatch(to -> to.userIds().contains(user));
            case BreakoutEvent.RoomLeft left -> left.userId().equals(user);
            case BreakoutEvent.RoomsClosed closed -> true;
            case LifecycleEvent.MeetingEnded ended -> true;
            case BreakoutEvent other -> false;
            case LifecycleEvent other -> false;
            case ParticipantEvent other -> false;
            case ChatEvent other -> false;
            default -> false; // lobby and policy move nobody
        };
    }

    /** Events read page by page. */
    private static final class Pages implements Iterator<RecordedEvent> {

        private interface Source {
            List<RecordedEvent> page(long after, int limit);
        }

        private final Deque<RecordedEvent> page = new ArrayDeque<>();
        private final long last;
        private final Source source;
        private long read;

        Pages(long after, long last, Source source) {
            this.read = after;
            this.last = last;
            this.source = source;
        }

        @Override
        public boolean hasNext() {
            if (page.isEmpty() && read < last) {
                page.addAll(source.page(read, (int) Math.min(PAGE, last - read)));
                read = page.isEmpty() ? last : page.getLast().sequence();
            }
            return !page.isEmpty();
        }

        @Override
        public RecordedEvent next() {
            return page.remove();
        }
    }
}
