package io.minutebook.infra.presence;

import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is noted of one socket that holds a session. Each socket has a note of its own, which its
 * node alone writes: so the loss of one never undoes the coming of another, in whatever order they
 * are written.
 *
 * @param socket names the socket, never another
 * @param node that holds it; null once it is lost
 * @param since when it took up the session
 * @param seen when it was last heard of; null while it is held
 * @param lost when its node saw that it is gone; null while it is held
 */
record SocketNote(
        String socket,
        MeetingId meeting,
        UserId user,
        ConnectionId session,
        @Nullable String node,
        Instant since,
        @Nullable Instant seen,
        @Nullable Instant lost) {

    static SocketNote held(
            String socket,
            MeetingId meeting,
            UserId user,
            ConnectionId session,
            String node,
            Instant since) {
        return new SocketNote(socket, meeting, user, session, node, since, null, null);
    }

    SocketNote lost(Instant lastSeen, Instant now) {
        return new SocketNote(socket, meeting, user, session, null, since, lastSeen, now);
    }

    /** Names the session it holds: neither of the first two can hold a slash. */
    String sessionKey() {
        return sessionKey(meeting, user, session);
    }

    static String sessionKey(MeetingId meeting, UserId user, ConnectionId session) {
        return meeting + "/" + user + "/" + session;
    }
}
