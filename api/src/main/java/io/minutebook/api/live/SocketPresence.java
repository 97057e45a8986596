package io.minutebook.api.live;

import io.minutebook.kernel.live.HeldSessions.Hold;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One socket's hold on its session: let go when the socket is gone, whichever comes first. */
final class SocketPresence {

    private @Nullable Hold hold;
    private @Nullable Instant goneSeen;

    synchronized void holds(Hold taken) {
        if (goneSeen == null) {
            hold = taken;
        } else {
            taken.lose(goneSeen);
        }
    }

    synchronized boolean isHeld() {
        return hold != null;
    }

    /**
     * The socket is gone.
     *
     * @param seen when it was last heard of
     */
    synchronized void gone(Instant seen) {
        if (goneSeen == null) {
            goneSeen = seen;
            if (hold != null) {
                hold.lose(seen);
            }
        }
    }
}
