package io.minutebook.query.view;

import io.minutebook.kernel.log.EventHistory;
import io.minutebook.kernel.log.LogUnavailableException;
import io.minutebook.kernel.store.DocumentStore;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * A view as it is kept, by whichever node: how far it is, and where its documents are to be read.
 * Blocks on storage; safe for use by many threads.
 */
public final class KeptView {

    /** For so long documents may be read where they were last seen to be. */
    static final Duration SIDE_KEPT = Duration.ofSeconds(2);

    /** How often is looked at what another node writes, while somebody waits for it. */
    private static final Duration LOOK = Duration.ofMillis(20);

    private final View view;
    private final DocumentStore views;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private volatile BooleanSupplier isWrittenHere = () -> false;
    private volatile Token token;
    private volatile long readAt;

    /**
     * @throws ViewAheadException where the view holds more than the log: it belongs to another log
     */
    public KeptView(View view, EventHistory history, DocumentStore views) {
        this(view, history, views, System::nanoTime);
    }

    KeptView(View view, EventHistory history, DocumentStore views, LongSupplier nanos) {
        this.view = view;
        this.views = views;
        this.nanos = nanos;
        views.declare(Token.TOKENS);
        for (Side side : Side.values()) {
            view.collections().stream().map(side::of).forEach(views::declare);
        }
        this.token = Token.of(view.name(), views);
        this.readAt = nanos.getAsLong();
        requireBehind(history);
    }

    public String name() {
        return view.name();
    }

    View view() {
        return view;
    }

    /**
     * The position of the last event that the documents hold, -1 where they hold none. As it was
     * last seen where the store cannot be read.
     */
    public long position() {
        if (!isWrittenHere.getAsBoolean()) {
            try {
                look();
            } catch (LogUnavailableException outage) {
                return token.position();
            }
        }
        return token.position();
    }

    /**
     * Waits until the documents hold {@code wanted}, at most {@code patience}; false where they
     * then do not.
     */
    public boolean await(long wanted, Duration patience) {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (token.position() < wanted && left > 0) {
                left -= Math.max(1, waited(Math.min(left, LOOK.toNanos())));
                if (token.position() < wanted && !isWrittenHere.getAsBoolean()) {
                    look();
                }
            }
            return token.position() >= wanted;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private long waited(long nanosMax) throws InterruptedException {
        return nanosMax - moved.awaitNanos(nanosMax);
    }

    /** The documents, for one answer. */
    public ViewDocuments documents() {
        if (isLongAgo()) {
            lookUnlessDone();
        }
        return new ViewDocuments(views, token.side());
    }

    private boolean isLongAgo() {
        return nanos.getAsLong() - readAt > SIDE_KEPT.toNanos();
    }

    /** Of many who ask at once one looks. */
    private void lookUnlessDone() {
        lock.lock();
        try {
            if (isLongAgo()) {
                look();
            }
        } finally {
            lock.unlock();
        }
    }

    Token token() {
        return token;
    }

    /** Reads how far the view is. */
    Token look() {
        lock.lock();
        try {
            token = Token.of(view.name(), views);
            readAt = nanos.getAsLong();
            moved.signalAll();
            return token;
        } finally {
            lock.unlock();
        }
    }

    /** Takes note of what was written here. */
    void moveTo(Token written) {
        lock.lock();
        try {
            token = written;
            readAt = nanos.getAsLong();
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * @param isHeld whether this node alone writes, so that what it wrote last is how far the view
     *     is
     */
    void writtenHere(BooleanSupplier isHeld) {
        isWrittenHere = isHeld;
    }

    void requireBehind(EventHistory history) {
        long head = history.head();
        if (token.position() > head) {
            throw new ViewAheadException(view.name(), token.position(), head);
        }
    }
}
