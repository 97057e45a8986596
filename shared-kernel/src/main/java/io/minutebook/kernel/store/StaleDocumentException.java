package io.minutebook.kernel.store;

/**
 * Another writer was faster: a conditional replacement met another version; nothing of the batch
 * was written.
 */
public final class StaleDocumentException extends RuntimeException {

    public StaleDocumentException(String collection, String id) {
        super("another version of " + collection + "/" + id + " stands there");
    }
}
