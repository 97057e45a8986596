package io.minutebook.query.view;

import io.minutebook.kernel.store.Document;
import io.minutebook.kernel.store.DocumentStore;
import io.minutebook.kernel.store.Find;
import java.util.List;
import java.util.Optional;

/**
 * A view's documents, to be read by the names that the view gives its collections. For one answer:
 * a view that is built anew may move.
 */
public final class ViewDocuments {

    private final DocumentStore store;
    private final Side side;

    ViewDocuments(DocumentStore store, Side side) {
        this.store = store;
        this.side = side;
    }

    public Optional<Document> get(String collection, String id) {
        return store.get(side.of(collection), id);
    }

    public List<Document> find(Find find) {
        return store.find(
                new Find(
                        side.of(find.collection()),
                        find.index(),
                        find.equal(),
                        find.from(),
                        find.to(),
                        find.descending(),
                        find.offset(),
                        find.limit()));
    }
}
