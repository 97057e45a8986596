package io.minutebook.query.meeting;

import io.minutebook.kernel.log.RecordedEvent;
import io.minutebook.query.given.MemoryLog;
import io.minutebook.query.given.Story;

/** Meetings folded from a log in memory. */
final class Views {

    private Views() {}

    static RoomView of(MemoryLog log, Story story) {
        RoomView view = null;
        for (RecordedEvent event : log.ofMeeting(story.id(), -1, Integer.MAX_VALUE)) {
            view = RoomFold.fold(view, event);
        }
        return view;
    }
}
