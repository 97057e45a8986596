package io.minutebook.query.view;

import io.minutebook.kernel.log.EventHistory;
import io.minutebook.kernel.log.EventTail;
import io.minutebook.kernel.log.RecordedEvent;
import io.minutebook.kernel.node.Lease;
import io.minutebook.kernel.node.Leases;
import io.minutebook.kernel.node.Work;
import io.minutebook.kernel.store.Batch;
import io.minutebook.kernel.store.DocumentStore;
import io.minutebook.kernel.store.StaleDocumentException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a view behind the log, on one node at a time: documents and the position they hold are one
 * write, so neither can be ahead of the other, and of two that write one is refused. An event that
 * cannot be folded stops it here, visibly, rather than being passed over; another node, of a newer
 * version perhaps, may then go on.
 */
public final class ViewRunner implements Work, AutoCloseable {

    private static final int PAGE = 500;

    /** Events of so long are written together; who cannot wait reads them from the log. */
    private static final Duration PACE = Duration.ofMillis(20);

    private final KeptView kept;
    private final EventHistory history;
    private final EventTail tail;
    private final DocumentStore views;
    private final KnownDocuments known = new KnownDocuments();
    private @Nullable Token knownAt;
    private volatile @Nullable Lease lease;
    private EventTail.@Nullable Subscription subscription;

    public ViewRunner(KeptView kept, EventHistory history, EventTail tail, DocumentStore views) {
        this.kept = kept;
        this.history = history;
        this.tail = tail;
        this.views = views;
    }

    /** Has this node compete for the view. */
    public void start(Leases leases) {
        Lease mine = leases.compete("view-" + kept.name(), this);
        lease = mine;
        kept.writtenHere(mine::isHeld);
    }

    @Override
    public void begin() {
        Token token = kept.look();
        kept.requireBehind(history);
        subscription =
                tail.follow("view-" + kept.name(), token.position(), PACE, this::fold, this::close);
    }

    @Override
    public void end() {
        if (subscription != null) {
            subscription.close();
            subscription = null;
        }
        known.clear();
    }

    /**
     * Where another was faster, what it left is folded on what it wrote. A view that was built anew
     * may show first in documents that are gone.
     */
    private void fold(List<RecordedEvent> events) {
        Token token = kept.token(); // read once a round: others who ask look meanwhile
        List<RecordedEvent> rest = after(token.position(), events);
        while (!rest.isEmpty()) {
            try {
                write(rest, token);
            } catch (StaleDocumentException overtaken) {
                kept.look();
            } catch (IllegalStateException fault) {
                if (kept.look().equals(token)) {
                    throw fault;
                }
            }
            token = kept.token();
            rest = after(token.position(), events);
        }
    }

    /** What is to be folded next, up to the end of {@code events}. */
    private List<RecordedEvent> after(long position, List<RecordedEvent> events) {
        long last = events.get(events.size() - 1).position();
        if (position < events.get(0).position() - 1) { // the documents were deleted
            return history.all(position, PAGE).stream()
                    .filter(event -> event.position() <= last)
                    .toList();
        }
        return events.stream().filter(event -> event.position() > position).toList();
    }

    private void write(List<RecordedEvent> events, Token token) {
        Token next = token.next(events.get(events.size() - 1).position(), token.side());
        if (!token.equals(knownAt)) {
            known.clear();
        }
        knownAt = null; // what is known may be ahead of what is written
        Batch batch = ViewBatch.folded(kept.view(), events, views, token.side(), known);
        views.write(batch.replace(Token.TOKENS.name(), kept.name(), token.version(), next.json()));
        knownAt = next;
        kept.moveTo(next);
    }

    @Override
    public void close() {
        Lease held = lease;
        if (held != null) {
            held.close();
        }
    }
}
