package io.minutebook.query.view;

import io.minutebook.kernel.store.DocumentStore;
import io.minutebook.query.given.MemoryLog;
import io.minutebook.query.given.OnlyNode;
import java.time.Duration;

/** A view that this node keeps. */
public record RunningView(KeptView kept, ViewRunner runner) implements AutoCloseable {

    public static RunningView of(View view, MemoryLog log, DocumentStore views) {
        KeptView kept = new KeptView(view, log, views);
        RunningView running = new RunningView(kept, new ViewRunner(kept, log, log, views));
        running.runner().start(new OnlyNode());
        return running;
    }

    long position() {
        return kept.position();
    }

    boolean await(long wanted, Duration patience) {
        return kept.await(wanted, patience);
    }

    @Override
    public void close() {
        runner.close();
    }
}
