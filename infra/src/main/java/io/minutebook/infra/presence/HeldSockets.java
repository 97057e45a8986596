package io.minutebook.infra.presence;

import com.github.f4b6a3.ulid.UlidCreator;
import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.live.HeldSessions;
import io.minutebook.kernel.node.Nodes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sockets this node truly holds, and the one thread that notes them: those that wait meanwhile
 * share the next write, and a loss is written again until the store has taken it.
 */
public final class HeldSockets implements HeldSessions, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HeldSockets.class);
    private static final Duration RETRY_EVERY = Duration.ofSeconds(1);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);
    private static final int WRITTEN_AT_ONCE = 500;

    private final SocketNotes notes;
    private final Nodes nodes;
    private final Clock clock;
    private final Map<String, SocketNote> held = new ConcurrentHashMap<>();
    private final Queue<Change> arriving = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean writeDue = new AtomicBoolean();
    private final CountDownLatch written = new CountDownLatch(1);
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("presence").daemon().factory());
    private volatile boolean closing;

    /** Only used by the thread: what is written next, in order. */
    private final Deque<Change> waiting = new ArrayDeque<>();

    /** Something to note of a socket. */
    private sealed interface Change {
        String socket();

        /** A socket took up a session; whoever asked for it waits. */
        record Taken(SocketNote note, CompletableFuture<Hold> answer) implements Change {
            @Override
            public String socket() {
                return note.socket();
            }
        }

        /** A socket holds its session still, though another node said otherwise. */
        record Kept(SocketNote note) implements Change {
            @Override
            public String socket() {
                return note.socket();
            }
        }

        record Lost(SocketNote note) implements Change {
            @Override
            public String socket() {
                return note.socket();
            }
        }

        /** It may be noted that a socket took up a session, but it never did. */
        record Withdrawn(String socket) implements Change {}
    }

    public HeldSockets(SocketNotes notes, Nodes nodes, Clock clock) {
        this.notes = notes;
        this.nodes = nodes;
        this.clock = clock;
    }

    public void start() {
        thread.scheduleWithFixedDelay(
                this::outliving,
                RETRY_EVERY.toMillis(),
                RETRY_EVERY.toMillis(),
                TimeUnit.MILLISECONDS);
        thread.scheduleWithFixedDelay(
                this::look, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public CompletionStage<Hold> hold(MeetingId meeting, UserId user, ConnectionId session) {
        SocketNote note =
                SocketNote.held(
                        UlidCreator.getMonotonicUlid().toString(),
                        meeting,
                        user,
                        session,
                        nodes.self(),
                        clock.instant());
        CompletableFuture<Hold> answer = new CompletableFuture<>();
        held.put(note.socket(), note);
        arrives(new Change.Taken(note, answer));
        return answer;
    }

    private void lose(String socket, Instant seen) {
        SocketNote note = held.remove(socket);
        if (note != null) {
            arrives(new Change.Lost(note.lost(seen, clock.instant())));
        }
    }

    private void arrives(Change change) {
        arriving.add(change);
        if (writeDue.compareAndSet(false, true)) {
            try {
                thread.execute(this::outliving);
            } catch (RejectedExecutionException closed) {
                LOG.debug("{} comes too late to be noted", change.socket());
            }
        }
    }

    /** An exception would end the schedule for good. */
    private void outliving() {
        try {
            writeAll();
        } catch (RuntimeException fault) {
            LOG.error("Live connections were not noted", fault);
        }
    }

    /** Writes what waits; what the store does not take waits on. */
    private void writeAll() {
        writeDue.set(false);
        for (Change next = arriving.poll(); next != null; next = arriving.poll()) {
            waiting.add(next);
        }
        boolean taken = true;
        while (taken && !waiting.isEmpty()) {
            List<Change> some = new ArrayList<>();
            while (!waiting.isEmpty() && some.size() < WRITTEN_AT_ONCE) {
                some.add(waiting.remove());
            }
            taken = write(some);
        }
        if (closing && waiting.isEmpty() && arriving.isEmpty()) {
            written.countDown();
        }
    }

    private boolean write(List<Change> some) {
        try {
            List<SocketNote> put = new ArrayList<>();
            List<String> withdrawn = new ArrayList<>();
            for (Change change : some) {
                switch (change) {
                    case Change.Taken taken -> put.add(taken.note());
                    case Change.Lost lost -> put.add(lost.note());
                    case Change.Withdrawn never -> withdrawn.add(never.socket());
                    case Change.Kept kept -> {
                        if (held.containsKey(kept.socket())) { // else its loss comes behind
                            put.add(kept.note());
                        }
                    }
                }
            }
            notes.write(put, withdrawn);
        } catch (RuntimeException fault) { // whatever it is, the loss of a socket is not forgotten
            LOG.warn("Live connections are not noted: {}", fault.toString());
            fail(some, fault);
            return false;
        }
        for (Change change : some) {
            if (change instanceof Change.Taken taken) {
                taken.answer().complete(seen -> lose(taken.socket(), seen));
            }
        }
        return true;
    }

    /** A hold is refused, and taken back since it may have been written; all else waits on. */
    private void fail(List<Change> some, RuntimeException fault) {
        List<Change> again = new ArrayList<>();
        for (Change change : some) {
            if (change instanceof Change.Taken taken) {
                held.remove(taken.socket());
                taken.answer().completeExceptionally(fault);
                again.add(new Change.Withdrawn(taken.socket()));
            } else {
                again.add(change);
            }
        }
        for (int i = again.size() - 1; i >= 0; i--) {
            waiting.addFirst(again.get(i));
        }
    }

    /**
     * Notes everything anew where others judged this node's sockets: it stood still, and is back.
     */
    private void look() {
        try {
            if (notes.isJudged(nodes.self())) {
                notes.pardon(nodes.self());
                LOG.warn("This node was taken for gone; it notes its {} sockets anew", held.size());
                held.values().forEach(note -> waiting.add(new Change.Kept(note)));
                writeAll();
            }
        } catch (RuntimeException fault) { // would end the schedule for good
            LOG.warn("Live connections are not looked after: {}", fault.toString());
        }
    }

    /**
     * Notes that all are lost. Where the store does not take that in time, others find that this
     * node is gone.
     */
    @Override
    public void close() {
        if (thread.isShutdown()) {
            return;
        }
        Instant now = clock.instant();
        List.copyOf(held.keySet()).forEach(socket -> lose(socket, now));
        closing = true;
        try {
            thread.execute(this::outliving);
            if (!written.await(CLOSE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("The store did not take which live connections ended");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        thread.shutdownNow();
    }
}
