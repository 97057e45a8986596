package io.minutebook.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.minutebook.kernel.query.Page;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A success as clients read it.
 *
 * @param page only on lists that are paged
 */
public record Envelope<T>(
        String status,
        String message,
        @Nullable T data,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable PageInfo page,
        Instant timestamp) {

    /**
     * @param nextCursor gives the page after this one, null on the last
     */
    public record PageInfo(@Nullable String nextCursor) {}

    /** {@code data} with a message, as of now. */
    public static <T> Envelope<T> of(String message, @Nullable T data, Clock clock) {
        return new Envelope<>("success", message, data, null, clock.instant());
    }

    /** {@code data} with a message, as of the time it came into being: the same when told again. */
    public static <T> Envelope<T> at(Instant time, String message, @Nullable T data) {
        return new Envelope<>("success", message, data, null, time);
    }

    /** A page of a list. */
    public static <S, T> Envelope<List<T>> of(
            String message, Page<S> page, Function<S, T> item, Clock clock) {
        return new Envelope<>(
                "success",
                message,
                page.items().stream().map(item).toList(),
                new PageInfo(page.nextCursor()),
                clock.instant());
    }
}
