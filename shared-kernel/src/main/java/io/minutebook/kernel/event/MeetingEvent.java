package io.minutebook.kernel.event;

import io.minutebook.kernel.MeetingId;

/**
 * A fact of a meeting's record. Sealed over all features, so an outlet that forgot one does not
 * compile.
 */
public sealed interface MeetingEvent extends RecordEvent
        permits LifecycleEvent,
                ParticipantEvent,
                LobbyEvent,
                PolicyEvent,
                ChatEvent,
                BreakoutEvent {

    MeetingId meetingId();

    @Override
    default String stream() {
        return meetingId().value();
    }
}
