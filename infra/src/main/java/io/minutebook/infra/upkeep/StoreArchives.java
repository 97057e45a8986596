package io.minutebook.infra.upkeep;

import io.minutebook.infra.eventlog.CommitArchive;
import io.minutebook.infra.store.DocumentArchive;

/**
 * A store open to be copied.
 *
 * @param rest closes what they stand on, last
 */
public record StoreArchives(
        CommitArchive log, DocumentArchive state, DocumentArchive views, Runnable rest)
        implements AutoCloseable {

    @Override
    public void close() {
        views.close();
        state.close();
        log.close();
        rest.run();
    }
}
