package io.minutebook.query.view;

import io.minutebook.kernel.log.RecordedEvent;
import io.minutebook.kernel.store.CollectionSpec;
import java.util.List;

/**
 * Documents derived from the record alone: folding the same events again makes the same documents.
 */
public interface View {

    /** Names the view and its place in the log, for good: 1 to 32 of {@code a-z 0-9 _}. */
    String name();

    List<CollectionSpec> collections();

    /** Folds one event into the documents; one that they hold already changes nothing. */
    void fold(RecordedEvent event, ViewBatch documents);
}
