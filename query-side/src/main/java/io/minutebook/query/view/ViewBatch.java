package io.minutebook.query.view;

import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.log.RecordedEvent;
import io.minutebook.kernel.store.Batch;
import io.minutebook.kernel.store.DocumentStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The documents that a batch of events touches: read at most once, written once. Not for several
 * threads.
 */
public final class ViewBatch {

    private final DocumentStore store;
    private final Side side;
    private final Map<Key, Held> held = new LinkedHashMap<>();

    private record Key(String collection, String id) {}

    private record Held(@Nullable Object value, boolean changed) {}

    /**
     * @param side where the documents are
     */
    ViewBatch(DocumentStore store, Side side) {
        this.store = store;
        this.side = side;
    }

    /** What folding {@code events} changes on {@code side}, to be written as one. */
    static Batch folded(View view, List<RecordedEvent> events, DocumentStore store, Side side) {
        ViewBatch documents = new ViewBatch(store, side);
        events.forEach(event -> view.fold(event, documents));
        Batch batch = new Batch();
        documents.writeTo(batch);
        return batch;
    }

    /** The document as this batch has left it so far. */
    public <T> Optional<T> get(String collection, String id, Class<T> type) {
        Held found =
                held.computeIfAbsent(
                        new Key(collection, id),
                        key ->
                                new Held(
                                        store.get(side.of(collection), id)
                                                .map(
                                                        document ->
                                                                Json.COMPACT.readValue(
                                                                        document.json(), type))
                                                .orElse(null),
                                        false));
        return Optional.ofNullable(type.cast(found.value()));
    }

    public void put(String collection, String id, Object value) {
        held.put(new Key(collection, id), new Held(value, true));
    }

    public void delete(String collection, String id) {
        held.put(new Key(collection, id), new Held(null, true));
    }

    void writeTo(Batch batch) {
        held.forEach(
                (key, document) -> {
                    if (!document.changed()) {
                        return;
                    }
                    if (document.value() == null) {
                        batch.delete(side.of(key.collection()), key.id());
                    } else {
                        batch.put(
                                side.of(key.collection()),
                                key.id(),
                                Json.COMPACT.writeValueAsString(document.value()));
                    }
                });
    }
}
