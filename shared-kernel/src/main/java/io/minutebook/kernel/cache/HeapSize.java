package io.minutebook.kernel.cache;

import org.jspecify.annotations.Nullable;

/**
 * What things take of the heap, in bytes and roughly: of a virtual machine with compressed
 * references. Tests hold the sums made of these to what is measured, within a factor of two.
 */
public final class HeapSize {

    /** A record, or another small object, beside what it refers to. */
    public static final long OBJECT = 32;

    /** A place in a map. */
    public static final long MAP_ENTRY = 48;

    /** A place in a list. */
    public static final long REFERENCE = 4;

    private static final long STRING = 40;

    private HeapSize() {}

    /** An id of our own types, with the text of it, which is ASCII. */
    public static long id(String value) {
        return OBJECT + STRING + value.length();
    }

    /** Text in any script. */
    public static long text(@Nullable String text) {
        return text == null ? 0 : STRING + 2L * text.length();
    }
}
