package io.minutebook.kernel.live;

import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * Which sessions ever had a live connection, on any node: of the others nothing is heard until they
 * leave. Blocks on storage; safe for use by many threads.
 */
public interface AttendedSessions {

    /** Notes that a live connection holds the session. */
    void attend(MeetingId meeting, UserId user, ConnectionId session, Instant at);

    /** When the session was last noted, empty where it never had a live connection. */
    Optional<Instant> lastAttended(MeetingId meeting, UserId user, ConnectionId session);

    /** Forgets sessions last noted before {@code then}. */
    void forgetBefore(Instant then);
}
