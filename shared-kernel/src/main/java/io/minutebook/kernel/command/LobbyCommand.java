package io.minutebook.kernel.command;

import io.minutebook.kernel.Caller;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.ParticipantId;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** A host's decisions about the waiting room. */
public sealed interface LobbyCommand<R> extends MeetingCommand<R> {

    /**
     * Gives somebody who waits, or was denied, a place. Rejected with {@code
     * PARTICIPANT_NOT_FOUND}, {@code MAX_PARTICIPANTS_REACHED}; admitting the admitted answers the
     * same.
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
}
