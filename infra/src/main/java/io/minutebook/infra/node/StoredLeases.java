package io.minutebook.infra.node;

import io.minutebook.infra.schedule.Rounds;
import io.minutebook.kernel.log.LogUnavailableException;
import io.minutebook.kernel.node.Lease;
import io.minutebook.kernel.node.Leases;
import io.minutebook.kernel.node.Nodes;
import io.minutebook.kernel.node.Work;
import io.minutebook.kernel.store.Document;
import io.minutebook.kernel.store.DocumentStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This node among the others: renews its note, looks at theirs, and shares out work by both. */
public final class StoredLeases implements Leases, Nodes, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StoredLeases.class);
    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,64}");
    private static final Duration EVERY = Duration.ofMillis(2_500);

    private final DocumentStore state;
    private final LongSupplier nanos;
    private final String self;
    private final Register register;
    private final Map<String, StoredLease> leases = new ConcurrentHashMap<>();
    private final ExecutorService threads =
            Executors.newCachedThreadPool(
                    Thread.ofPlatform().name("shared-work-", 0).daemon().factory());
    private final Rounds rounds = new Rounds("node");
    private final AtomicBoolean isDue = new AtomicBoolean();
    private final Runnable onGone;
    private long beatAt;

    /**
     * @param self a name no other node has, nor ever had
     * @param nanos time that only goes on, and goes on while the process is stopped
     * @param isAlone whether no other process can be on the store
     * @param onGone told whenever others are found to be gone, before their work is taken over
     */
    public StoredLeases(
            DocumentStore state,
            String self,
            Clock clock,
            LongSupplier nanos,
            boolean isAlone,
            Runnable onGone) {
        this.onGone = onGone;
        this.state = state;
        this.nanos = nanos;
        this.self = self;
        this.register = new Register(state, clock, nanos, self, isAlone);
        this.beatAt = nanos.getAsLong() - Register.SILENCE_MAX.toNanos();
        state.declare(StoredLease.LEASES);
    }

    public void start() {
        rounds.soon(this::round);
        rounds.every(EVERY, this::round);
    }

    /**
     * One round. A node is safe as long as each of its notes stands before others could take it for
     * gone by the last one; where it was slower, each piece of work is only still its own if that
     * can be written.
     */
    synchronized void round() {
        isDue.set(false);
        long began = nanos.getAsLong();
        register.beat(Set.copyOf(leases.keySet()));
        boolean lapsed = nanos.getAsLong() - beatAt >= Register.SILENCE_MAX.toNanos();
        Set<String> goneBefore = register.gone().keySet();
        register.look();
        if (!goneBefore.containsAll(register.gone().keySet())) {
            onGone.run();
        }
        Map<String, Document> documents =
                state.getAll(StoredLease.LEASES.name(), leases.keySet().stream().toList());
        leases.forEach((name, lease) -> lease.look(documents.get(name), register, began, lapsed));
        beatAt = began;
    }

    @Override
    public Lease compete(String name, Work work) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name of work: " + name);
        }
        StoredLease lease =
                new StoredLease(
                        name,
                        work,
                        self,
                        state,
                        threads,
                        nanos,
                        closed -> leases.remove(name, closed));
        if (leases.putIfAbsent(name, lease) != null) {
            throw new IllegalStateException("this node competes for " + name + " already");
        }
        hurry();
        return lease;
    }

    private void hurry() {
        if (isDue.compareAndSet(false, true)) {
            rounds.soon(this::round);
        }
    }

    @Override
    public String self() {
        return self;
    }

    @Override
    public Set<String> alive() {
        return register.alive();
    }

    @Override
    public Map<String, Instant> gone() {
        return register.gone();
    }

    /** How many pieces of work are this node's. */
    public long held() {
        return leases.values().stream().filter(Lease::isHeld).count();
    }

    /** Gives back all that is held here, and leaves. */
    @Override
    public void close() {
        rounds.close();
        leases.values().forEach(Lease::close);
        threads.close();
        try {
            register.leave();
        } catch (LogUnavailableException outage) {
            LOG.warn("This node leaves without saying so: {}", outage.getMessage());
        }
    }
}
