package io.minutebook.query.view;

import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.log.EventHistory;
import io.minutebook.kernel.log.RecordedEvent;
import io.minutebook.kernel.store.Batch;
import io.minutebook.kernel.store.DocumentStore;
import io.minutebook.kernel.store.StaleDocumentException;
import java.util.List;
import java.util.UUID;

/**
 * Builds a view anew from the first event on, beside the one that is read, which nodes go on
 * keeping; once it has caught up it takes the other's place in one write. Nothing but the view is
 * written. One that was interrupted left nothing that anybody reads.
 */
public final class ViewRebuild {

    private static final int PAGE = 500;

    private final KeptView kept;
    private final EventHistory history;
    private final DocumentStore views;
    private final Side target;
    private final KnownDocuments known = new KnownDocuments();

    private record Builder(String id, long position) {}

    public ViewRebuild(View view, EventHistory history, DocumentStore views) {
        this.kept = new KeptView(view, history, views);
        this.history = history;
        this.views = views;
        this.target = kept.token().side().other();
    }

    /**
     * Builds, and returns once the new documents are the ones to be read. Those of before are left
     * for {@link #clear}: nodes read them for a moment longer.
     *
     * @return the position they hold, -1 where the log is empty
     * @throws SupersededException where another one builds the same view
     */
    public long run() {
        clear(target);
        String id = UUID.randomUUID().toString();
        views.write(new Batch().put(Token.TOKENS.name(), builders(), builder(id, -1)));
        long version = views.get(Token.TOKENS.name(), builders()).orElseThrow().version();
        long position = -1;
        while (true) {
            List<RecordedEvent> page = history.all(position, PAGE);
            if (page.isEmpty() && isSwitched(position)) {
                views.write(new Batch().delete(Token.TOKENS.name(), builders()));
                return position;
            }
            if (!page.isEmpty()) {
                position = page.get(page.size() - 1).position();
                write(page, version++, builder(id, position));
            }
        }
    }

    private void write(List<RecordedEvent> events, long version, String builder) {
        Batch batch = ViewBatch.folded(kept.view(), events, views, target, known);
        batch.replace(Token.TOKENS.name(), builders(), version, builder);
        try {
            views.write(batch);
        } catch (StaleDocumentException another) {
            throw new SupersededException(kept.name());
        }
    }

    /**
     * Only what holds at least as much takes the other's place, so nobody sees the view go back.
     */
    private boolean isSwitched(long position) {
        Token token = kept.look();
        if (token.side() == target) {
            throw new SupersededException(kept.name());
        }
        if (token.position() > position) {
            return false;
        }
        Token next = token.next(position, target);
        try {
            views.write(
                    new Batch()
                            .replace(
                                    Token.TOKENS.name(),
                                    kept.name(),
                                    token.version(),
                                    next.json()));
            return true;
        } catch (StaleDocumentException grown) {
            return false;
        }
    }

    /** Deletes the documents that were read before, once no node can be reading them any more. */
    public void clear() {
        clear(target.other());
    }

    private void clear(Side side) {
        kept.view().collections().forEach(spec -> views.clear(side.of(spec.name())));
    }

    /** Where the position of what is being built is kept. */
    private String builders() {
        return kept.name() + "/next";
    }

    private static String builder(String id, long position) {
        return Json.COMPACT.writeValueAsString(new Builder(id, position));
    }

    /** Another one builds, or has built, the same view meanwhile. */
    public static final class SupersededException extends RuntimeException {
        SupersededException(String view) {
            super("another process builds the view " + view + " anew");
        }
    }
}
