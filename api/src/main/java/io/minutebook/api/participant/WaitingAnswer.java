package io.minutebook.api.participant;

import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.ParticipantId;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.UserId;

/** Who waits, beside {@code WAITING_ROOM_REQUIRED}; {@code status} is {@code waiting}. */
public record WaitingAnswer(
        ParticipantId participantId, MeetingId meetingId, UserId userId, Role role, String status) {

    public static WaitingAnswer of(
            MeetingId meeting, ParticipantId participant, UserId user, Role role) {
        return new WaitingAnswer(participant, meeting, user, role, "waiting");
    }
}
