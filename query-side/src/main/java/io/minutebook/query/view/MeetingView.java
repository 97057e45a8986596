package io.minutebook.query.view;

import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.log.RecordedEvent;

/** A view of meetings, which passes over whatever else the record holds. */
public interface MeetingView extends View {

    @Override
    default void fold(RecordedEvent recorded, ViewBatch documents) {
        if (recorded.event() instanceof MeetingEvent event) {
            fold(recorded, event, documents);
        }
    }

    /**
     * Folds one event into the documents; one that they hold already changes nothing.
     *
     * @param event what {@code recorded} holds
     */
    void fold(RecordedEvent recorded, MeetingEvent event, ViewBatch documents);
}
