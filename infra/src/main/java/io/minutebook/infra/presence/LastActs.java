package io.minutebook.infra.presence;

import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.ParticipantEvent.SessionClosed;
import io.minutebook.kernel.log.EventHistory;
import io.minutebook.kernel.log.RecordedEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** When people last did something, by the record: whoever wrote a line was there. */
final class LastActs {

    private static final int PAGE = 200;

    /** Events that are looked back over, at most. */
    private static final int EVENTS_MAX = 20_000;

    private LastActs() {}

    /**
     * When each person last did something in {@code meeting}, or had a further session, as far as
     * that was recorded after {@code since}. Blocks on storage.
     */
    static Map<UserId, Instant> since(EventHistory history, MeetingId meeting, Instant since) {
        Map<UserId, Instant> acts = new HashMap<>();
        long last = history.lastSequence(meeting);
        long floor = Math.max(-1, last - EVENTS_MAX);
        boolean isWithin = true;
        while (isWithin && last > floor) {
            int limit = (int) Math.min(PAGE, last - floor);
            List<RecordedEvent> page = history.ofMeeting(meeting, last - limit, limit);
            page.forEach(recorded -> note(recorded.meetingEvent(), acts));
            last -= limit;
            isWithin = !page.isEmpty() && page.get(0).recorded().isAfter(since);
        }
        return acts;
    }

    private static void note(MeetingEvent event, Map<UserId, Instant> acts) {
        UserId user = event instanceof SessionClosed closed ? closed.userId() : event.by();
        if (user != null) {
            acts.merge(user, event.at(), (one, other) -> one.isAfter(other) ? one : other);
        }
    }
}
