package io.minutebook.infra.webhook;

import io.minutebook.infra.store.ForwardingDocumentStore;
import io.minutebook.kernel.store.Batch;
import io.minutebook.kernel.store.Document;
import io.minutebook.kernel.store.DocumentStore;
import io.minutebook.kernel.store.Find;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A store whose writes can be held up, and made to fail, and that counts what is looked for. */
final class WatchedStore extends ForwardingDocumentStore {

    final AtomicInteger finds = new AtomicInteger();
    final AtomicInteger heldWrites = new AtomicInteger();

    /** Throws what a write is to fail with. */
    volatile Consumer<Batch> before = batch -> {};

    private volatile CountDownLatch gate = new CountDownLatch(0);

    WatchedStore(DocumentStore store) {
        super(store);
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
        super.write(batch);
    }

    /** Past what holds and fails. */
    void writeNow(Batch batch) {
        super.write(batch);
    }

    @Override
    public List<Document> find(Find find) {
        List<Document> found = super.find(find);
        finds.incrementAndGet();
        return found;
    }
}
