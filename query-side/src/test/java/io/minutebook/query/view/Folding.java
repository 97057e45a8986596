package io.minutebook.query.view;

import io.minutebook.kernel.log.RecordedEvent;
import io.minutebook.kernel.store.Batch;
import io.minutebook.kernel.store.DocumentStore;
import java.util.List;

/** Folds events into a view's documents, a batch at a time. */
public final class Folding {

    private final View view;
    private final DocumentStore documents;

    public Folding(View view, DocumentStore documents) {
        this.view = view;
        this.documents = documents;
        view.collections().forEach(documents::declare);
    }

    public void fold(List<RecordedEvent> events) {
        ViewBatch held = new ViewBatch(documents, Side.A);
        events.forEach(event -> view.fold(event, held));
        Batch batch = new Batch();
        held.writeTo(batch);
        documents.write(batch);
    }
}
