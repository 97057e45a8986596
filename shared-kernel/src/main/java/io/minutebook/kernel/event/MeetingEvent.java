package io.minutebook.kernel.event;

import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fact of a meeting's record. Sealed over all features, so an outlet that forgot one does not
 * compile; each has a registered name in {@link EventType}. Components marked {@link Personal} are
 * null once erased.
 */
public sealed interface MeetingEvent
        permits LifecycleEvent,
                ParticipantEvent,
                LobbyEvent,
                PolicyEvent,
                ChatEvent,
                BreakoutEvent {

    MeetingId meetingId();

    /** When it happened, at most milliseconds; of its order the record's positions tell. */
    Instant at();

    /** Who did it, null for the system. */
    @Nullable UserId by();

    /**
     * Whose personal text it carries, and whom it is about; null where it is about nobody in
     * particular.
     */
    default @Nullable UserId subject() {
        return by();
    }
}
