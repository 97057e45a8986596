package io.minutebook.query.view;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.minutebook.query.view.ViewBatch.Key;
import java.util.Optional;

/**
 * Documents as whoever keeps a view last read or wrote them: the next batch of a meeting that goes
 * on neither reads nor parses them again. True at one token of the view alone.
 */
final class KnownDocuments {

    /** Those of one view take this part of the heap at most. */
    private static final long HEAP_PART = 64;

    /** Roughly what a character of a document takes of the heap once it is read. */
    private static final int BYTES_PER_CHARACTER = 4;

    private record Known(Object value, int characters) {}

    private final Cache<Key, Known> documents =
            Caffeine.newBuilder()
                    .maximumWeight(Runtime.getRuntime().maxMemory() / HEAP_PART)
                    .<Key, Known>weigher(
                            (key, known) ->
                                    BYTES_PER_CHARACTER * (key.id().length() + known.characters()))
                    .executor(Runnable::run)
                    .build();

    Optional<Object> get(Key key) {
        return Optional.ofNullable(documents.getIfPresent(key)).map(Known::value);
    }

    /**
     * @param characters of the document as it is stored
     */
    void put(Key key, Object value, int characters) {
        documents.put(key, new Known(value, characters));
    }

    void remove(Key key) {
        documents.invalidate(key);
    }

    void clear() {
        documents.invalidateAll();
    }
}
