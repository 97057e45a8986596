package io.minutebook.infra.eventlog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as it was appended.
 *
 * @param privatePart null where it never had one, or it was erased
 */
public record StoredEvent(
        long position,
        String stream,
        long sequence,
        Instant recorded,
        byte[] entry,
        @Nullable PrivatePart privatePart) {}
