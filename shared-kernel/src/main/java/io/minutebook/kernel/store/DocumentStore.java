package io.minutebook.kernel.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Small JSON documents by collection and id. Not a database: no query language, nothing a feature
 * does not need. Opened twice, as {@code state} (backed up with the log) and as {@code views} (may
 * be deleted at any time). Safe for use by many threads; methods block and throw {@link
 * io.minutebook.kernel.log.LogUnavailableException} where the store cannot be reached.
 */
public interface DocumentStore extends AutoCloseable {

    /** Documents are at most this large, in bytes of UTF-8. */
    int DOCUMENT_BYTES_MAX = 8 * 1024 * 1024;

    /** Makes a collection known, and builds those of its indexes that are missing. Idempotent. */
    void declare(CollectionSpec collection);

    Optional<Document> get(String collection, String id);

    /** Those of {@code ids} that exist, by id. */
    Map<String, Document> getAll(String collection, List<String> ids);

    List<Document> find(Find find);

    /** Writes all of a batch or nothing; returns once it is as durable as this store promises. */
    void write(Batch batch);

    /** Removes every document of a collection, however many; others may see it done by halves. */
    void clear(String collection);

    /**
     * Adds {@code delta} to a counter and returns the sum; a counter nobody touched stands at 0.
     *
     * @param collection a declared collection; counters share its ids with documents of the form
     *     {@code {"count":N}}
     */
    long add(String collection, String id, long delta);

    @Override
    void close();
}
