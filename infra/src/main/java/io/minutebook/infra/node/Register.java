package io.minutebook.infra.node;

import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.store.Batch;
import io.minutebook.kernel.store.CollectionSpec;
import io.minutebook.kernel.store.CollectionSpec.Index;
import io.minutebook.kernel.store.Document;
import io.minutebook.kernel.store.DocumentStore;
import io.minutebook.kernel.store.Find;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * The nodes on the store, by notes that each renews. Whether one is alive is told by its note
 * changing, measured on the clock of whoever looks: clocks that differ or are set do no harm. Not
 * for several threads, but for {@link #gone} and {@link #alive}.
 */
final class Register {

    /** A node whose note stands still for so long is gone. */
    static final Duration SILENCE_MAX = Duration.ofSeconds(10);

    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final String NODES = "nodes";
    private static final String BY_BEAT = "by_beat";

    private final DocumentStore state;
    private final Clock clock;
    private final LongSupplier nanos;
    private final String self;
    private final boolean isAlone;
    private final Map<String, Sight> sights = new HashMap<>();
    private volatile Map<String, Instant> gone = Map.of();
    private volatile Set<String> alive = Set.of();

    /**
     * A node's note.
     *
     * @param beat when it was written, in milliseconds of the epoch, by that node's clock
     * @param works what the node competes for
     */
    private record Note(long beat, Set<String> works) {}

    /**
     * @param since the last moment at which the note may have been written
     */
    private record Sight(Note note, long version, long since) {}

    /**
     * @param isAlone whether no other process can be on the store: all other notes are of the dead
     */
    Register(DocumentStore state, Clock clock, LongSupplier nanos, String self, boolean isAlone) {
        this.state = state;
        this.clock = clock;
        this.nanos = nanos;
        this.self = self;
        this.isAlone = isAlone;
        state.declare(new CollectionSpec(NODES, List.of(new Index(BY_BEAT, List.of("beat")))));
    }

    /** Renews this node's own note. */
    void beat(Set<String> works) {
        String note = Json.COMPACT.writeValueAsString(new Note(clock.millis(), works));
        state.write(new Batch().put(NODES, self, note));
    }

    /** Reads the notes of all. */
    void look() {
        long before = nanos.getAsLong();
        List<Document> notes =
                state.find(
                        new Find(NODES, BY_BEAT, List.of(), null, null, false, 0, Find.LIMIT_MAX));
        long after = nanos.getAsLong();
        Set<String> there = notes.stream().map(Document::id).collect(Collectors.toSet());
        sights.keySet().retainAll(there);
        notes.forEach(note -> see(note, after));
        gone =
                sights.entrySet().stream()
                        .filter(sight -> silence(sight.getValue(), before) >= 0)
                        .filter(sight -> !sight.getKey().equals(self))
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Map.Entry::getKey,
                                        sight ->
                                                Instant.ofEpochMilli(
                                                        sight.getValue().note().beat())));
        alive =
                sights.keySet().stream()
                        .filter(node -> !gone.containsKey(node))
                        .collect(Collectors.toUnmodifiableSet());
        forget(before);
    }

    private void see(Document document, long now) {
        Sight last = sights.get(document.id());
        if (last != null && last.version() == document.version()) {
            return;
        }
        long since = last == null && isAlone ? now - SILENCE_MAX.toNanos() : now;
        sights.put(
                document.id(),
                new Sight(
                        Json.COMPACT.readValue(document.json(), Note.class),
                        document.version(),
                        since));
    }

    /** For how long the node is gone, in nanoseconds; negative where it is not. */
    private static long silence(Sight sight, long now) {
        return now - sight.since() - SILENCE_MAX.toNanos();
    }

    private void forget(long now) {
        Batch batch = new Batch();
        sights.forEach(
                (node, sight) -> {
                    if (silence(sight, now) > REMEMBERED.toNanos()) {
                        batch.delete(NODES, node);
                    }
                });
        if (!batch.isEmpty()) {
            state.write(batch);
        }
    }

    Map<String, Instant> gone() {
        return gone;
    }

    /** Nodes that are not gone, this one among them. */
    Set<String> alive() {
        return alive;
    }

    boolean isAlive(String node) {
        return sights.containsKey(node) && !gone.containsKey(node);
    }

    /** Which of the living that compete for a piece of work it is to go to, as all of them see. */
    Optional<String> chosenFor(String work) {
        return sights.entrySet().stream()
                .filter(sight -> !gone.containsKey(sight.getKey()))
                .filter(sight -> sight.getValue().note().works().contains(work))
                .map(Map.Entry::getKey)
                .max(
                        Comparator.comparingInt((String node) -> weight(node, work))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /** Rendezvous hashing: each piece goes where its weight is largest, so few of them move. */
    private static int weight(String node, String work) {
        int hash = (node + '/' + work).hashCode();
        hash = (hash ^ (hash >>> 16)) * 0x85ebca6b; // MurmurHash3's finalizer: spreads all bits
        hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
        return hash ^ (hash >>> 16);
    }

    /** Takes this node's own note away. */
    void leave() {
        state.write(new Batch().delete(NODES, self));
    }
}
