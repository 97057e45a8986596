package io.minutebook.kernel.command;

import io.minutebook.kernel.Caller;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.Policy;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** A host's decisions about what is allowed. */
public sealed interface PolicyCommand<R> extends MeetingCommand<R> {

    /**
     * Replaces the policy; removes those it blocks who are present, admits those waiting where it
     * switches the waiting room off. Rejected with {@code CONFLICT} where it blocks a host or
     * co-host, {@code VALIDATION_FAILED} where it asks for a password and none was ever set.
     *
     * @param passwordId names the new password, whose hash the caller has stored; null keeps the
     *     one in force
     */
    record ApplyPolicy(
            @TargetAggregateIdentifier MeetingId meetingId,
            Caller by,
            Instant at,
            Policy policy,
            @Nullable String passwordId)
            implements PolicyCommand<Done> {}
}
