package io.minutebook.query.view;

import io.minutebook.kernel.log.RecordedEvent;
import io.minutebook.kernel.store.DocumentStore;
import java.util.List;

/** Folds events into a view's documents, a batch at a time. */
public final class Folding {

    private final View view;
    private final DocumentStore documents;
    private final KnownDocuments known = new KnownDocuments();

    public Folding(View view, DocumentStore documents) {
        this.view = view;
        this.documents = documents;
        view.collections().forEach(documents::declare);
    }

    public void fold(List<RecordedEvent> events) {
        documents.write(ViewBatch.folded(view, events, documents, Side.A, known));
    }
}
