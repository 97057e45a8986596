package io.minutebook.api.live;

import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.event.BreakoutEvent;
import io.minutebook.kernel.event.ChatEvent;
import io.minutebook.kernel.event.LifecycleEvent;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.ParticipantEvent;
import io.minutebook.kernel.log.EventHistory;
import io.minutebook.kernel.log.RecordedEvent;
import io.minutebook.kernel.log.Viewer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a connection missed, in the record. How its person stood when it broke off mostly
 * follows from what came later and how they stand now; only where it does not is the record read
 * from its beginning, since many come back at once when a node goes.
 */
final class Resumption {

    /** Visible frames that are sent again; who missed more starts afresh. */
    private static final int FRAMES_MAX = 1_000;

    /** Events that are looked at for them: most of a meeting's are seen by all. */
    private static final int EVENTS_MAX = 20_000;

    private static final int PAGE = 500;

    private final EventHistory history;

    Resumption(EventHistory history) {
        this.history = history;
    }

    /**
     * What {@code now} missed from {@code after} to {@code head}; empty where that is too much to
     * send again.
     *
     * @param after a sequence, exclusive
     * @param head a sequence, inclusive, at which their person stands as {@code now} says
     */
    Optional<Missed> missed(MeetingId meeting, Viewer now, long after, long head) {
        if (head - after > EVENTS_MAX) {
            return Optional.empty();
        }
        List<RecordedEvent> events = read(meeting, after, head);
        Viewer before =
                standingBefore(now, events)
                        .orElseGet(() -> folded(meeting, now.user(), now.auditor(), after));
        return Optional.of(new Missed(before, events))
                .filter(missed -> missed.frames() <= FRAMES_MAX);
    }

    private List<RecordedEvent> read(MeetingId meeting, long after, long head) {
        List<RecordedEvent> events = new ArrayList<>();
        long last = after;
        while (last < head) {
            int limit = (int) Math.min(PAGE, head - last);
            List<RecordedEvent> page = history.ofMeeting(meeting, last, limit);
            events.addAll(page);
            last = page.isEmpty() ? head : page.get(page.size() - 1).sequence();
        }
        return events;
    }

    private Viewer folded(MeetingId meeting, UserId user, boolean auditor, long last) {
        Viewer viewer = new Viewer(user, auditor, false, null);
        long read = -1;
        while (read < last) {
            int limit = (int) Math.min(PAGE, last - read);
            List<RecordedEvent> page = history.ofMeeting(meeting, read, limit);
            for (RecordedEvent recorded : page) {
                viewer = viewer.after(recorded.meetingEvent());
            }
            read = page.isEmpty() ? last : page.get(page.size() - 1).sequence();
        }
        return viewer;
    }

    /** How somebody stood before {@code events}, empty where these do not tell. */
    private static Optional<Viewer> standingBefore(Viewer now, List<RecordedEvent> events) {
        for (RecordedEvent recorded : events) {
            MeetingEvent event = recorded.meetingEvent();
            if (event instanceof ParticipantEvent.ParticipantJoined joined
                    && joined.userId().equals(now.user())) {
                return Optional.of(standing(now, false, null));
            }
            if (moves(event, now.user())) {
                return Optional.empty();
            }
        }
        return Optional.of(now);
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

    private static Viewer standing(Viewer now, boolean present, @Nullable RoomId room) {
        return new Viewer(now.user(), now.auditor(), present, room);
    }
}
