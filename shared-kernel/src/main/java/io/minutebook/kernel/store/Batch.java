package io.minutebook.kernel.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes that take effect together or not at all. Not safe for use by several threads. */
public final class Batch {

    private final List<Write> writes = new ArrayList<>();

    /**
     * Puts a document, whatever stood there.
     *
     * @throws IllegalArgumentException where it passes {@link DocumentStore#DOCUMENT_BYTES_MAX}
     */
    public Batch put(String collection, String id, String json) {
        requireSize(json);
        writes.add(new Write.Put(collection, id, json));
        return this;
    }

    /**
     * Puts a document where the one that stands there has {@code version} (0: where none stands);
     * else the whole batch fails with {@link StaleDocumentException}.
     *
     * @throws IllegalArgumentException where it passes {@link DocumentStore#DOCUMENT_BYTES_MAX}
     */
    public Batch replace(String collection, String id, long version, String json) {
        requireSize(json);
        writes.add(new Write.Replace(collection, id, version, json));
        return this;
    }

    private static void requireSize(String json) {
        // no UTF-8 text is longer than three bytes a char: counting pays only near the bound
        if (json.length() > DocumentStore.DOCUMENT_BYTES_MAX / 3
                && json.getBytes(StandardCharsets.UTF_8).length
                        > DocumentStore.DOCUMENT_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "a document has at most " + DocumentStore.DOCUMENT_BYTES_MAX + " bytes");
        }
    }

    /** Removes a document, where there is one. */
    public Batch delete(String collection, String id) {
        writes.add(new Write.Delete(collection, id));
        return this;
    }

    /** Adds everything that {@code other} holds. */
    public Batch addAll(Batch other) {
        writes.addAll(other.writes);
        return this;
    }

    public boolean isEmpty() {
        return writes.isEmpty();
    }

    /** In the order they were added, which is the order they take effect. */
    public List<Write> writes() {
        return List.copyOf(writes);
    }

    /** One change of a batch. */
    public sealed interface Write {

        String collection();

        record Put(String collection, String id, String json) implements Write {}

        record Replace(String collection, String id, long version, String json) implements Write {}

        record Delete(String collection, String id) implements Write {}
    }
}
