package io.minutebook.infra.eventlog.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.infra.eventlog.Commit;
import io.minutebook.infra.eventlog.CommitLog;
import io.minutebook.infra.eventlog.Commits;
import io.minutebook.infra.eventlog.SequenceClashException;
import io.minutebook.infra.eventlog.StoreFailedException;
import io.minutebook.infra.eventlog.StoredEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Writers on several nodes that append until told to stop, and the books they keep: what was
 * acknowledged, and what nobody knows of.
 */
final class Nodes {

    private final ConcurrentMap<String, Long> acknowledged = new ConcurrentHashMap<>();
    private final Set<String> unknown = ConcurrentHashMap.newKeySet();
    private final Queue<Throwable> faults = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final List<Thread> writers = new ArrayList<>();

    /** Has a writer append to {@code stream}, which others may append to as well. */
    void write(CommitLog node, String name, String stream) {
        writers.add(Thread.ofPlatform().start(() -> writeUntilStopped(node, name, stream)));
    }

    private void writeUntilStopped(CommitLog node, String name, String stream) {
        for (int i = 0; !stopped.get(); i++) {
            String text = name + ":" + i;
            try {
                long next = node.lastSequence(stream) + 1;
                Commit commit =
                        Commits.of(
                                Commits.event(stream, next, text),
                                Commits.event(stream, next + 1, text));
                try {
                    acknowledged.put(text, node.append(commit).join().first());
                } catch (CompletionException failure) {
                    if (failure.getCause() instanceof StoreFailedException) {
                        unknown.add(text);
                    } else if (!(failure.getCause() instanceof SequenceClashException)) {
                        faults.add(failure);
                    }
                }
            } catch (StoreFailedException outage) {
                // of the read before: tried again
            } catch (RuntimeException fault) {
                faults.add(fault);
                return;
            }
        }
    }

    int acknowledged() {
        return acknowledged.size();
    }

    int unknown() {
        return unknown.size();
    }

    void stop() throws InterruptedException {
        stopped.set(true);
        for (Thread writer : writers) {
            writer.join(60_000);
            assertThat(writer.isAlive()).isFalse();
        }
        assertThat(faults).isEmpty();
    }

    /**
     * Everything acknowledged is there, where it was said to be; nothing is there twice or that
     * nobody wrote; positions and sequences are dense, and {@code recorded} does not fall.
     */
    void check(CommitLog log) {
        List<StoredEvent> all = Commits.all(log);
        Map<String, Long> next = new HashMap<>();
        Set<String> found = new HashSet<>();
        for (int i = 0; i < all.size(); i++) {
            StoredEvent event = all.get(i);
            String text = Commits.text(event);
            assertThat(event.position()).isEqualTo(i);
            assertThat(event.sequence()).isEqualTo(next.getOrDefault(event.stream(), 0L));
            next.put(event.stream(), event.sequence() + 1);
            if (i > 0) {
                assertThat(event.recorded()).isAfterOrEqualTo(all.get(i - 1).recorded());
            }
            if (i % 2 == 1) {
                assertThat(text).isEqualTo(Commits.text(all.get(i - 1)));
            } else {
                assertThat(found.add(text)).as("once: %s", text).isTrue();
                if (!unknown.contains(text)) {
                    assertThat(acknowledged).containsEntry(text, (long) i);
                }
            }
        }
        assertThat(found).containsAll(acknowledged.keySet());
        next.forEach((stream, count) -> assertThat(log.lastSequence(stream)).isEqualTo(count - 1));
    }
}
