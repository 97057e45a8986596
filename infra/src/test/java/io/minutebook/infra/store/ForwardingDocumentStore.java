package io.minutebook.infra.store;

import io.minutebook.kernel.store.Batch;
import io.minutebook.kernel.store.CollectionSpec;
import io.minutebook.kernel.store.Document;
import io.minutebook.kernel.store.DocumentStore;
import io.minutebook.kernel.store.Find;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Does what another store does; tests change what they are about. */
public class ForwardingDocumentStore implements DocumentStore {

    private final DocumentStore store;

    protected ForwardingDocumentStore(DocumentStore store) {
        this.store = store;
    }

    @Override
    public void declare(CollectionSpec collection) {
        store.declare(collection);
    }

    @Override
    public Optional<Document> get(String collection, String id) {
        return store.get(collection, id);
    }

    @Override
    public Map<String, Document> getAll(String collection, List<String> ids) {
        return store.getAll(collection, ids);
    }

    @Override
    public List<Document> find(Find find) {
        return store.find(find);
    }

    @Override
    public void write(Batch batch) {
        store.write(batch);
    }

    @Override
    public void clear(String collection) {
        store.clear(collection);
    }

    @Override
    public long add(String collection, String id, long delta) {
        return store.add(collection, id, delta);
    }

    @Override
    public void close() {
        store.close();
    }
}
