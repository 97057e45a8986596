package io.minutebook.kernel.log;

import java.util.Optional;

/** Tells which commit holds a claim. Blocks on storage, as {@link EventHistory} does. */
public interface ClaimLookup {

    /**
     * The first event of the commit that holds {@code claim}; empty where none does, or no longer.
     */
    Optional<RecordedEvent> holderOf(String claim);
}
