package io.minutebook.kernel.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A look-up by a declared index.
 *
 * @param equal values (String, Long or Boolean) of the index's leading fields; all but the last
 *     field, or all of them
 * @param from lower bound of the last field, inclusive; null for none
 * @param to upper bound of the last field, exclusive; null for none
 * @param descending order by the last field; documents equal in it come in the order of their ids,
 *     likewise descending
 * @param offset documents passed over first
 * @param limit 1 to 10,000
 */
public record Find(
        String collection,
        String index,
        List<Object> equal,
        @Nullable Object from,
        @Nullable Object to,
        boolean descending,
        int offset,
        int limit) {

    public static final int LIMIT_MAX = 10_000;

    public Find {
        equal = List.copyOf(equal);
        if (limit < 1 || limit > LIMIT_MAX || offset < 0) {
            throw new IllegalArgumentException("limit or offset out of range");
        }
    }
}
