package io.minutebook.kernel.log;

import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.RecordEvent;
import java.time.Instant;

/**
 * An event as the log holds it.
 *
 * @param position in the whole log, dense, from 0
 * @param sequence in its stream, dense, from 0
 * @param eventId unique over all events
 * @param recorded when the log took it, by the log's clock: never earlier than that of the event
 *     before
 * @param erased whether its personal text was erased, so that those components are null
 */
public record RecordedEvent(
        long position,
        long sequence,
        String eventId,
        Instant recorded,
        RecordEvent event,
        boolean erased) {

    /**
     * The event as one of a meeting, as all that are read from a meeting's stream are.
     *
     * @throws ClassCastException where it is of none
     */
    public MeetingEvent meetingEvent() {
        return (MeetingEvent) event;
    }
}
