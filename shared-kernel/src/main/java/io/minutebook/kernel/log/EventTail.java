package io.minutebook.kernel.log;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The growing end of the log on this node: woken once events are durable, never before. */
public interface EventTail {

    /**
     * Hands each durable event after position {@code after} to {@code listener}, once and in order,
     * in batches, on a thread of the subscription's own.
     *
     * @param pace how long the listener is left alone once it has caught up, so that what comes
     *     thick and fast comes together; zero for not at all
     * @param listener may block; an exception it throws ends the subscription and is logged, as is
     *     one of events that cannot be read
     * @param onFault run once that has happened, on a thread of its own
     */
    Subscription follow(
            String name,
            long after,
            Duration pace,
            Consumer<List<RecordedEvent>> listener,
            Runnable onFault);

    /** Likewise, without any pause, and where nobody minds its end. */
    default Subscription follow(String name, long after, Consumer<List<RecordedEvent>> listener) {
        return follow(name, after, Duration.ZERO, listener, () -> {});
    }

    /** A place in the log that moves on until closed. */
    interface Subscription extends AutoCloseable {

        /** The position of the last event handed over and returned from. */
        long position();

        /** Stops; on return the listener is not running and will not be called again. */
        @Override
        void close();
    }
}
