package io.minutebook.kernel.event;

import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.ParticipantId;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The waiting room: who waits, and who decided. */
public sealed interface LobbyEvent extends MeetingEvent {

    /** Somebody asked to join and waits for a host. */
    record ParticipantWaiting(
            MeetingId meetingId,
            Instant at,
            UserId by,
            ParticipantId participantId,
            UserId userId,
            Role role,
            @Nullable @Personal String userName,
            @Nullable @Personal String email)
            implements LobbyEvent {}

    /**
     * Those named hold a place: their next join succeeds, for the rest of the meeting. In order of
     * arrival.
     */
    record ParticipantAdmitted(MeetingId meetingId, Instant at, UserId by, List<UserId> userIds)
            implements LobbyEvent {
        @Override
        public @Nullable UserId subject() {
            return userIds.size() == 1 ? userIds.get(0) : null;
        }
    }

    record ParticipantDenied(MeetingId meetingId, Instant at, UserId by, UserId userId)
            implements LobbyEvent {
        @Override
        public UserId subject() {
            return userId;
        }
    }
}
