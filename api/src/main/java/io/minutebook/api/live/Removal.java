package io.minutebook.api.live;

import io.minutebook.kernel.UserId;
import io.minutebook.kernel.event.LobbyEvent;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.ParticipantEvent;
import io.minutebook.kernel.event.ParticipantEvent.ParticipantRemoved;
import io.minutebook.kernel.log.Viewer;

/** Whether the last that is known to have happened to somebody is that they were removed. */
final class Removal {

    private final Viewer absent;
    private boolean last;

    Removal(UserId user) {
        this.absent = new Viewer(user, false, false, null);
    }

    /** Whether {@code event} removes them. */
    boolean is(MeetingEvent event) {
        return event instanceof ParticipantRemoved removed
                && removed.userIds().contains(absent.user());
    }

    /** Looks at {@code event}, which came after all that were looked at before. */
    void after(MeetingEvent event) {
        last = is(event) || last && !isAboutThem(event);
    }

    boolean isLast() {
        return last;
    }

    private boolean isAboutThem(MeetingEvent event) {
        return (event instanceof ParticipantEvent || event instanceof LobbyEvent)
                && absent.sees(event);
    }
}
