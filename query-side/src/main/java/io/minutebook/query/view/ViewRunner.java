package io.minutebook.query.view;

import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.log.EventHistory;
import io.minutebook.kernel.log.EventTail;
import io.minutebook.kernel.log.RecordedEvent;
import io.minutebook.kernel.store.Batch;
import io.minutebook.kernel.store.CollectionSpec;
import io.minutebook.kernel.store.Document;
import io.minutebook.kernel.store.DocumentStore;
import io.minutebook.kernel.store.StaleDocumentException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a view behind the log: documents and the position they hold are one write, so neither can
 * be ahead of the other. An event that cannot be folded stops it, visibly, rather than being passed
 * over.
 */
public final class ViewRunner implements AutoCloseable {

    /** Where the positions of all views are kept. */
    private static final CollectionSpec TOKENS = new CollectionSpec("tokens", List.of());

    private final View view;
    private final EventTail tail;
    private final DocumentStore views;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private long position;
    private long tokenVersion;
    private EventTail.@Nullable Subscription subscription;

    private record Token(long position) {}

    /**
     * @throws ViewAheadException where the view holds more than the log: it belongs to another log
     */
    public ViewRunner(View view, EventHistory history, EventTail tail, DocumentStore views) {
        this.view = view;
        this.tail = tail;
        this.views = views;
        views.declare(TOKENS);
        view.collections().forEach(views::declare);
        readToken();
        if (position > history.head()) {
            throw new ViewAheadException(view.name(), position, history.head());
        }
    }

    /** Empties a view that nobody runs: the next to run it starts at the first event. */
    public static void forget(View view, DocumentStore views) {
        views.declare(TOKENS);
        view.collections().forEach(views::declare);
        Batch batch = new Batch();
        view.collections().forEach(collection -> batch.clear(collection.name()));
        views.write(batch.delete(TOKENS.name(), view.name()));
    }

    public void start() {
        subscription = tail.follow("view-" + view.name(), position(), this::fold);
    }

    public String name() {
        return view.name();
    }

    /** The position of the last event that the documents hold, -1 where they hold none. */
    public long position() {
        lock.lock();
        try {
            return position;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the documents hold {@code wanted}, at most {@code patience}; false where they
     * then do not.
     */
    public boolean await(long wanted, Duration patience) {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (position < wanted && left > 0) {
                left = moved.awaitNanos(left);
            }
            return position >= wanted;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Where another node was faster, what it left is folded on what it wrote. */
    private void fold(List<RecordedEvent> events) {
        List<RecordedEvent> rest = events;
        while (!rest.isEmpty()) {
            try {
                write(rest);
                return;
            } catch (StaleDocumentException overtaken) {
                readToken();
                long held = position();
                rest = events.stream().filter(event -> event.position() > held).toList();
            }
        }
    }

    private void write(List<RecordedEvent> events) {
        ViewBatch documents = new ViewBatch(views);
        events.forEach(event -> view.fold(event, documents));
        long last = events.get(events.size() - 1).position();
        Batch batch = new Batch();
        documents.writeTo(batch);
        batch.replace(
                TOKENS.name(),
                view.name(),
                tokenVersion,
                Json.COMPACT.writeValueAsString(new Token(last)));
        views.write(batch);
        moveTo(last, tokenVersion + 1);
    }

    private void readToken() {
        Document token = views.get(TOKENS.name(), view.name()).orElse(null);
        moveTo(
                token == null ? -1 : Json.COMPACT.readValue(token.json(), Token.class).position(),
                token == null ? 0 : token.version());
    }

    private void moveTo(long held, long version) {
        lock.lock();
        try {
            position = held;
            tokenVersion = version;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        if (subscription != null) {
            subscription.close();
        }
    }
}
