package io.minutebook.kernel.store;

import java.util.List;

/**
 * A collection and the indexes it is found by.
 *
 * @param name 1 to 48 of {@code a-z 0-9 _}
 */
public record CollectionSpec(String name, List<Index> indexes) {

    public CollectionSpec {
        indexes = List.copyOf(indexes);
    }

    /**
     * An index over top-level fields of the documents: first those found by equality, last the one
     * ranged over and sorted by. Values are strings, numbers or booleans; at most one field may
     * hold an array, each element of which is found. Documents that lack a field are not in the
     * index.
     *
     * @param name unique in its collection, 1 to 32 of {@code a-z 0-9 _}
     */
    public record Index(String name, List<String> fields) {

        public Index {
            fields = List.copyOf(fields);
            if (fields.isEmpty()) {
                throw new IllegalArgumentException("an index needs a field");
            }
        }
    }
}
