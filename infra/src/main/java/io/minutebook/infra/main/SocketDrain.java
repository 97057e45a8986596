package io.minutebook.infra.main;

import io.minutebook.api.live.LiveHub;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;

/**
 * Closes live connections before the server waits for open requests: open sockets would hold it up.
 */
final class SocketDrain implements SmartLifecycle {

    private static final Duration DRAIN_MAX = Duration.ofSeconds(5);

    private final LiveHub hub;
    private volatile boolean running;

    private final Duration within;

    /**
     * @param grace how long the whole stop may take; sockets get a third of it, and no more than
     *     they need
     */
    SocketDrain(LiveHub hub, Duration grace) {
        this.hub = hub;
        this.within = DRAIN_MAX.compareTo(grace.dividedBy(3)) < 0 ? DRAIN_MAX : grace.dividedBy(3);
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        hub.drain(within).block(within.plus(DRAIN_MAX));
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stopped first. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
