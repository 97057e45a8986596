package io.minutebook.infra.upkeep;

import io.minutebook.infra.record.LogTail;
import io.minutebook.kernel.log.EventHistory;
import io.minutebook.kernel.store.DocumentStore;
import io.minutebook.query.view.View;
import io.minutebook.query.view.ViewRunner;
import java.time.Duration;

/**
 * Builds a view anew from the first event on, in the place of the old one, while nobody reads it.
 * Nothing but the view is written. Where it is interrupted, whoever runs the view next goes on.
 */
public final class ViewRebuild {

    private static final Duration LOOK = Duration.ofSeconds(1);

    private ViewRebuild() {}

    /**
     * Returns once the view holds everything the log held when this was called.
     *
     * @return the position it then is at, -1 where the log is empty
     * @throws IllegalStateException where an event cannot be folded
     */
    public static long run(View view, EventHistory history, DocumentStore views) {
        long head = history.head();
        ViewRunner.forget(view, views);
        try (LogTail tail = new LogTail(history);
                ViewRunner runner = new ViewRunner(view, history, tail, views)) {
            runner.start();
            while (!runner.await(head, LOOK)) {
                tail.failures()
                        .forEach(
                                (name, fault) -> {
                                    throw new IllegalStateException(
                                            name + " stopped: " + fault.getMessage(), fault);
                                });
            }
            return runner.position();
        }
    }
}
