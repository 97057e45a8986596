package io.minutebook.infra.main;

import io.minutebook.api.live.LiveHub;
import org.springframework.context.SmartLifecycle;

/**
 * Closes live connections before the server waits for open requests: open sockets would hold it up.
 */
final class SocketDrain implements SmartLifecycle {

    private final LiveHub hub;
    private volatile boolean running;

    SocketDrain(LiveHub hub) {
        this.hub = hub;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        hub.drain();
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
