package io.minutebook.kernel.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param nextCursor gives the page after this one, null where this is the last
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    public Page {
        items = List.copyOf(items);
    }
}
