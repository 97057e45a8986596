package io.minutebook.kernel.event;

import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.Policy;
import io.minutebook.kernel.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What hosts allow. */
public sealed interface PolicyEvent extends MeetingEvent {

    /**
     * The policy from here on, whole.
     *
     * @param passwordId names the password in force, whose hash is kept outside the record; null
     *     where none was ever set
     */
    record PolicyChanged(
            MeetingId meetingId, Instant at, UserId by, Policy policy, @Nullable String passwordId)
            implements PolicyEvent {}
}
