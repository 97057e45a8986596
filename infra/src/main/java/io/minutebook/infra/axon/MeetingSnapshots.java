package io.minutebook.infra.axon;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.minutebook.command.state.MeetingState;
import io.minutebook.infra.axon.StoredSnapshots.Place;
import io.minutebook.infra.eventlog.CommitLog;
import io.minutebook.infra.eventlog.StoreFailedException;
import io.minutebook.infra.eventlog.StoredEvent;
import io.minutebook.infra.record.EntryCodec;
import io.minutebook.infra.record.UnreadableEntryException;
import io.minutebook.kernel.event.LifecycleEvent.MeetingCreated;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.log.LogUnavailableException;
import io.minutebook.kernel.store.DocumentStore;
import io.minutebook.kernel.store.StaleDocumentException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes snapshots of meetings on a thread of its own, so that no command waits for one. It folds
 * what it reads from the log itself: an event that is not durable is in no snapshot. What it cannot
 * do it leaves; a snapshot only ever saves time.
 */
public final class MeetingSnapshots implements Snapshots, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MeetingSnapshots.class);
    private static final int PAGE = 500;
    private static final int WAITING_MAX = 256;
    private static final int LARGE_REMEMBERED = 10_000;
    private static final Duration CLOSING_MAX = Duration.ofSeconds(10);
    private static final String END = "";

    private final CommitLog log;
    private final EntryCodec codec;
    private final StoredSnapshots stored;
    private final SnapshotMetrics metrics;
    private final BlockingQueue<String> queue = new ArrayBlockingQueue<>(WAITING_MAX);
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();
    private final Cache<String, Boolean> tooLarge =
            Caffeine.newBuilder().maximumSize(LARGE_REMEMBERED).build();
    private final Thread thread;
    private volatile boolean closed;

    /**
     * Starts the thread.
     *
     * @param views where snapshots are kept
     */
    public MeetingSnapshots(
            CommitLog log, EntryCodec codec, DocumentStore views, MeterRegistry registry) {
        this(
                log,
                codec,
                new StoredSnapshots(log, codec, views, DocumentStore.DOCUMENT_BYTES_MAX),
                registry);
    }

    MeetingSnapshots(
            CommitLog log, EntryCodec codec, StoredSnapshots stored, MeterRegistry registry) {
        this.log = log;
        this.codec = codec;
        this.stored = stored;
        this.metrics = new SnapshotMetrics(registry);
        this.thread = Thread.ofPlatform().name("snapshots").daemon().start(this::run);
    }

    /** Where the documents cannot be read there is none: the log has it all. */
    @Override
    public Optional<Snapshot> find(String stream) {
        try {
            Place place = stored.find(stream);
            if (place.isRefused()) {
                metrics.refused();
            }
            place.snapshot().ifPresent(used -> metrics.used());
            return place.snapshot();
        } catch (LogUnavailableException | StoreFailedException outage) {
            metrics.refused();
            return Optional.empty();
        }
    }

    @Override
    public void ask(String stream) {
        if (closed || tooLarge.getIfPresent(stream) != null || !waiting.add(stream)) {
            return;
        }
        if (!queue.offer(stream)) {
            waiting.remove(stream);
            metrics.dropped();
        }
    }

    private void run() {
        try {
            String stream = queue.take();
            while (!closed) {
                waiting.remove(stream); // before looking: who asks from here on means another look
                attempt(stream);
                stream = queue.take();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt(String stream) {
        try {
            take(stream);
        } catch (StaleDocumentException overtaken) {
            metrics.overtaken();
        } catch (LogUnavailableException
                | StoreFailedException
                | UnreadableEntryException failure) {
            metrics.failed();
            LOG.warn("No snapshot of {}: {}", stream, failure.getMessage());
        } catch (RuntimeException fault) { // else the thread would end, and no more be taken
            metrics.failed();
            LOG.error("No snapshot of {}", stream, fault);
        }
    }

    private void take(String stream) {
        Place place = stored.find(stream);
        long covered = place.snapshot().map(Snapshot::sequence).orElse(-1L);
        if (!SnapshotInterval.isOver(covered, log.lastSequence(stream))) {
            return; // another node took one
        }
        MeetingState state = place.snapshot().map(Snapshot::state).orElse(null);
        StoredEvent last = null;
        List<StoredEvent> page = log.readStream(stream, covered, PAGE);
        while (!page.isEmpty() && !closed) {
            for (StoredEvent event : page) {
                state = after(state, codec.decode(event).meetingEvent());
            }
            last = page.get(page.size() - 1);
            page = log.readStream(stream, last.sequence(), PAGE);
        }
        if (state != null && last != null && !closed) {
            keep(stream, place, new Snapshot(last.sequence(), state), last);
        }
    }

    private static MeetingState after(@Nullable MeetingState state, MeetingEvent event) {
        if (state != null) {
            return state.after(event);
        }
        if (event instanceof MeetingCreated created) {
            return MeetingState.of(created);
        }
        throw new IllegalStateException("a meeting's first event is its creation");
    }

    private void keep(String stream, Place place, Snapshot snapshot, StoredEvent last) {
        if (stored.keep(stream, place, snapshot, last)) {
            metrics.taken();
        } else {
            tooLarge.put(stream, true);
            metrics.tooLarge();
            LOG.warn(
                    "{} is too large for a snapshot at {} events; it is read from its first one",
                    stream,
                    snapshot.sequence() + 1);
        }
    }

    /** Ends what is under way; what waits is left. */
    @Override
    public void close() {
        closed = true;
        queue.clear();
        queue.offer(END);
        try {
            thread.join(CLOSING_MAX);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
