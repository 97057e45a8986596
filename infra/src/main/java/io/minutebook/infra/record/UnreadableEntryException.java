package io.minutebook.infra.record;

import org.jspecify.annotations.Nullable;

/**
 * An entry that this version cannot read: of an unknown type or revision, written by a newer
 * version, or damaged. Whoever reads the log stops there rather than passing over it.
 */
public final class UnreadableEntryException extends RuntimeException {

    UnreadableEntryException(long position, String fault, @Nullable Throwable cause) {
        super("the entry at position " + position + " " + fault, cause);
    }
}
