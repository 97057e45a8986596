package io.minutebook.kernel.log;

import java.util.List;
import java.util.function.Consumer;

/** The growing end of the log on this node: woken once events are durable, never before. */
public interface EventTail {

    /**
     * Hands each durable event after position {@code after} to {@code listener}, once and in order,
     * in batches, on a thread of the subscription's own.
     *
     * @param listener may block; an exception it throws ends the subscription and is logged
     */
    Subscription follow(String name, long after, Consumer<List<RecordedEvent>> listener);

    /** A place in the log that moves on until closed. */
    interface Subscription extends AutoCloseable {

        /** The position of the last event handed over and returned from. */
        long position();

        /** Stops; on return the listener is not running and will not be called again. */
        @Override
        void close();
    }
}
