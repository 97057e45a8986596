package io.minutebook.kernel.command;

import io.minutebook.kernel.Caller;
import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.LeaveReason;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.UserId;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * What the system itself intends, by nobody's word. The meeting judges anew whether it is due, so
 * one that comes twice, late, or from several nodes does no more than one.
 */
public sealed interface SystemCommand extends MeetingCommand<Done> {

    @Override
    default @Nullable Caller by() {
        return null;
    }

    /**
     * Does what is due by {@code at}: ends a meeting at its longest duration, or when nobody was
     * present for too long; closes breakout rooms at their limit, and warns of it before.
     */
    record KeepTime(@TargetAggregateIdentifier MeetingId meetingId, Instant at)
            implements SystemCommand {}

    /**
     * Ends one session of somebody, where it was opened no later than {@code openedBy}: a later one
     * of that name is another.
     *
     * @param at when it was last seen, which is when it ended; where it was opened after that, then
     * @param lastActAt when its person last did anything, if after {@code at}: whom it leaves
     *     absent did not go before
     */
    record EndSession(
            @TargetAggregateIdentifier MeetingId meetingId,
            Instant at,
            UserId userId,
            ConnectionId connectionId,
            Instant openedBy,
            Instant lastActAt,
            LeaveReason reason)
            implements SystemCommand {}
}
