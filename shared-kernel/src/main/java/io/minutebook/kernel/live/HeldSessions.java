package io.minutebook.kernel.live;

import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.UserId;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/**
 * Which sessions this node's live connections hold, told to all nodes: a session whose connections
 * are all lost ends after a while. Does not block; safe for use by many threads.
 */
public interface HeldSessions {

    /**
     * Has a live connection hold a session, which need not be open yet. Completes once every node
     * can know of it; fails with {@link io.minutebook.kernel.log.LogUnavailableException} where
     * that cannot be written, and then holds nothing.
     */
    CompletionStage<Hold> hold(MeetingId meeting, UserId user, ConnectionId session);

    /** A connection's hold on a session. */
    @FunctionalInterface
    interface Hold {

        /**
         * Says that the connection is gone; once is enough. Written as soon as the store takes it.
         *
         * @param seen when it was last heard of
         */
        void lose(Instant seen);
    }
}
