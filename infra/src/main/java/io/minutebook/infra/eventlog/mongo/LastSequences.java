package io.minutebook.infra.eventlog.mongo;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Objects;

/**
 * How far streams are known to go, at least: other nodes may have appended more. For many threads.
 */
final class LastSequences {

    private static final int STREAMS_REMEMBERED = 50_000;

    private final Cache<String, Long> known =
            Caffeine.newBuilder().maximumSize(STREAMS_REMEMBERED).executor(Runnable::run).build();

    /** A sequence of {@code stream} that exists, -1 where none is known to. */
    long atLeast(String stream) {
        return Objects.requireNonNullElse(known.getIfPresent(stream), -1L);
    }

    /** The event {@code sequence} of {@code stream} exists, durably. */
    void exists(String stream, long sequence) {
        known.asMap().merge(stream, sequence, Math::max);
    }
}
