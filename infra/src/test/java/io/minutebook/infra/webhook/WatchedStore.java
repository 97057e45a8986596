package io.minutebook.infra.webhook;

import io.minutebook.kernel.store.Batch;
import io.minutebook.kernel.store.CollectionSpec;
import io.minutebook.kernel.store.Document;
import io.minutebook.kernel.store.DocumentStore;
import io.minutebook.kernel.store.Find;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A store whose writes can be held up, and made to fail, and that counts what is looked for. */
final class WatchedStore implements DocumentStore {

    final AtomicInteger finds = new AtomicInteger();
    final AtomicInteger heldWrites = new AtomicInteger();

    /** Throws what a write is to fail with. */
    volatile Consumer<Batch> before = batch -> {};

    private final DocumentStore store;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    WatchedStore(DocumentStore store) {
        this.store = store;
    }

    /** Writes wait from here on. */
    void hold() {
        gate = new CountDownLatch(1);
    }

    void release() {
        gate.countDown();
    }

    @Override
    public void write(Batch batch) {
        CountDownLatch open = gate;
        if (open.getCount() > 0) {
            heldWrites.incrementAndGet();
            try {
                open.await();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
        before.accept(batch);
        store.write(batch);
    }

    /** Past what holds and fails. */
    void writeNow(Batch batch) {
        store.write(batch);
    }

    @Override
    public List<Document> find(Find find) {
        List<Document> found = store.find(find);
        finds.incrementAndGet();
        return found;
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
