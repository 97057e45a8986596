package io.minutebook.infra.store;

import io.minutebook.kernel.store.Document;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All documents of a store, whatever its collections, to be moved into another unchanged. Nobody
 * else may use a store that it writes; indexes are built by whoever declares the collection next.
 *
 * <p>Methods throw {@link io.minutebook.kernel.log.LogUnavailableException} where the store cannot
 * be reached.
 */
public interface DocumentArchive extends AutoCloseable {

    /** The names of the collections, in order. */
    List<String> collections();

    /**
     * Up to {@code limit} documents of a collection, by their ids, after {@code after}; none where
     * there is no such collection.
     *
     * @param after null for the first
     */
    List<Document> read(String collection, @Nullable String after, int limit);

    /** Removes a collection with everything in it, where there is one. */
    void drop(String collection);

    /** Adds documents that are not there, with their versions, making the collection. */
    void add(String collection, List<Document> documents);

    /** Whether there is no document at all. */
    default boolean isEmpty() {
        return collections().stream().allMatch(name -> read(name, null, 1).isEmpty());
    }

    @Override
    void close();
}
