package io.minutebook.kernel.command;

import io.minutebook.kernel.Caller;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.ParticipantId;
import io.minutebook.kernel.UserId;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** A host's decisions about the waiting room. */
public sealed interface LobbyCommand<R> extends MeetingCommand<R> {

    /**
     * Gives somebody who waits, or was denied, a place. Rejected with {@code
     * PARTICIPANT_NOT_FOUND}, {@code CONFLICT} (blocked), {@code MAX_PARTICIPANTS_REACHED};
     * admitting the admitted answers the same.
     */
    record Admit(
            @TargetAggregateIdentifier MeetingId meetingId,
            Caller by,
            Instant at,
            ParticipantId participantId)
            implements LobbyCommand<Done> {}

    /** Turns somebody away until admitted. Rejected with {@code PARTICIPANT_NOT_FOUND}. */
    record Deny(
            @TargetAggregateIdentifier MeetingId meetingId,
            Caller by,
            Instant at,
            ParticipantId participantId)
            implements LobbyCommand<Done> {}

    /**
     * Gives those who wait places, in order of arrival and as far as there are places; where nobody
     * waits or no place is left nothing happens.
     */
    record AdmitAll(@TargetAggregateIdentifier MeetingId meetingId, Caller by, Instant at)
            implements LobbyCommand<AdmittedAnswer> {}

    /**
     * @param userIds who got a place, in order of arrival
     * @param stillWaiting how many did not
     */
    record AdmittedAnswer(List<UserId> userIds, int stillWaiting) {}
}
