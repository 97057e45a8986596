package io.minutebook.kernel.store;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A collection and the indexes it is found by.
 *
 * @param name 1 to 48 of {@code a-z 0-9 _}
 */
public record CollectionSpec(String name, List<Index> indexes) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,48}");

    /**
     * @throws IllegalArgumentException where a name is malformed
     */
    public CollectionSpec {
        indexes = List.copyOf(indexes);
        require(NAME, name);
    }

    private static void require(Pattern form, String name) {
        if (!form.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name of a collection or index: " + name);
        }
    }

    /**
     * The index that {@code find} goes by.
     *
     * @throws IllegalArgumentException where there is none, or {@code find} does not fit it
     */
    public Index indexFor(Find find) {
        Index index =
                indexes.stream()
                        .filter(candidate -> candidate.name().equals(find.index()))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "undeclared index " + find.index()));
        int last = index.fields().size() - 1;
        if (find.equal().size() < last || find.equal().size() > last + 1) {
            throw new IllegalArgumentException(
                    "index " + index.name() + " needs " + last + " equal values");
        }
        return index;
    }

    /**
     * An index over top-level fields of the documents: first those found by equality, last the one
     * ranged over and sorted by. Values are strings, whole numbers or booleans; at most one field
     * may hold an array, each element of which is found; if that is the last, then by equality
     * alone. Documents that lack a field are not in the index.
     *
     * @param name unique in its collection, 1 to 32 of {@code a-z 0-9 _}
     */
    public record Index(String name, List<String> fields) {

        private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,32}");

        /**
         * @throws IllegalArgumentException where the name is malformed or there is no field
         */
        public Index {
            fields = List.copyOf(fields);
            require(NAME, name);
            if (fields.isEmpty()) {
                throw new IllegalArgumentException("an index needs a field");
            }
        }
    }
}
