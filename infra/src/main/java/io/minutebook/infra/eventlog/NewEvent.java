package io.minutebook.infra.eventlog;

import org.jspecify.annotations.Nullable;

/**
 * An event to be appended.
 *
 * @param sequence in its stream
 * @param entry the bytes to be stored, unchanged, 1 to 65,535
 */
public record NewEvent(
        String stream, long sequence, byte[] entry, @Nullable PrivatePart privatePart) {

    public static final int ENTRY_BYTES_MAX = 65_535;

    /**
     * @throws IllegalArgumentException where the entry is empty or too large
     */
    public NewEvent {
        if (entry.length == 0 || entry.length > ENTRY_BYTES_MAX) {
            throw new IllegalArgumentException("an entry has 1 to " + ENTRY_BYTES_MAX + " bytes");
        }
    }

    long bytes() {
        return entry.length + (privatePart == null ? 0L : privatePart.text().length);
    }
}
