package io.minutebook.api.live;

import io.minutebook.kernel.log.RecordedEvent;
import io.minutebook.kernel.log.Viewer;
import java.util.List;

/**
 * What a connection missed.
 *
 * @param viewer its person as they stood before
 * @param events every event since, seen or not
 */
record Missed(Viewer viewer, List<RecordedEvent> events) {

    /** How many frames it would see of them. */
    long frames() {
        Viewer now = viewer;
        long seen = 0;
        for (RecordedEvent recorded : events) {
            if (now.sees(recorded.meetingEvent())
                    && Frames.of(recorded.meetingEvent()).isPresent()) {
                seen++;
            }
            now = now.after(recorded.meetingEvent());
        }
        return seen;
    }
}
