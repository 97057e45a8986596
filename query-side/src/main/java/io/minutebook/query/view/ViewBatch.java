package io.minutebook.query.view;

import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.log.RecordedEvent;
import io.minutebook.kernel.store.Batch;
import io.minutebook.kernel.store.Document;
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
    private final KnownDocuments known;
    private final Map<Key, Held> held = new LinkedHashMap<>();

    /** Where a document is. */
    record Key(String collection, String id) {}

    private record Held(@Nullable Object value, boolean changed) {}

    /**
     * @param side where the documents are
     * @param known those that need not be read; it is told of those that are written
     */
    ViewBatch(DocumentStore store, Side side, KnownDocuments known) {
        this.store = store;
        this.side = side;
        this.known = known;
    }

    /**
     * What folding {@code events} changes on {@code side}, to be written as one.
     *
     * @param known no longer true where that is not written
     */
    static Batch folded(
            View view,
            List<RecordedEvent> events,
            DocumentStore store,
            Side side,
            KnownDocuments known) {
        ViewBatch documents = new ViewBatch(store, side, known);
        events.forEach(event -> view.fold(event, documents));
        Batch batch = new Batch();
        documents.writeTo(batch);
        return batch;
    }

    /** The document as this batch has left it so far. */
    public <T> Optional<T> get(String collection, String id, Class<T> type) {
        Held found =
                held.computeIfAbsent(
                        new Key(collection, id), key -> new Held(found(key, type), false));
        return Optional.ofNullable(type.cast(found.value()));
    }

    private @Nullable Object found(Key key, Class<?> type) {
        return known.get(key)
                .or(
                        () ->
                                store.get(side.of(key.collection()), key.id())
                                        .map(stored -> read(key, stored, type)))
                .orElse(null);
    }

    private Object read(Key key, Document stored, Class<?> type) {
        Object value = Json.COMPACT.readValue(stored.json(), type);
        known.put(key, value, stored.json().length());
        return value;
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
                        known.remove(key);
                    } else {
                        String json = Json.COMPACT.writeValueAsString(document.value());
                        batch.put(side.of(key.collection()), key.id(), json);
                        known.put(key, document.value(), json.length());
                    }
                });
    }
}
