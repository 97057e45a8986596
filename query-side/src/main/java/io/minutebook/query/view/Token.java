package io.minutebook.query.view;

import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.store.CollectionSpec;
import io.minutebook.kernel.store.Document;
import io.minutebook.kernel.store.DocumentStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a view's documents are, and on which side they are.
 *
 * @param position of the last event they hold, -1 where they hold none
 * @param version of the document that says so, 0 where there is none
 */
record Token(long position, Side side, long version) {

    /** Where those of all views are kept. */
    static final CollectionSpec TOKENS = new CollectionSpec("tokens", List.of());

    /**
     * As it is stored.
     *
     * @param side null in those of a view that was never built anew
     */
    private record Stored(long position, @Nullable Side side) {}

    static Token of(String view, DocumentStore views) {
        Document document = views.get(TOKENS.name(), view).orElse(null);
        if (document == null) {
            return new Token(-1, Side.A, 0);
        }
        Stored stored = Json.COMPACT.readValue(document.json(), Stored.class);
        return new Token(
                stored.position(),
                stored.side() == null ? Side.A : stored.side(),
                document.version());
    }

    /** The one to take this one's place. */
    Token next(long position, Side side) {
        return new Token(position, side, version + 1);
    }

    String json() {
        return Json.COMPACT.writeValueAsString(new Stored(position, side == Side.A ? null : side));
    }
}
