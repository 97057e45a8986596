package io.minutebook.kernel;

import com.github.f4b6a3.ulid.UlidCreator;

/** The form of generated ids, see the ULID specification: a time stamp and 80 random bits. */
final class Ulids {

    private static final int LENGTH = 26;
    private static final IdForm FORM = new IdForm("0123456789ABCDEFGHJKMNPQRSTVWXYZ", LENGTH);

    private Ulids() {}

    static String next() {
        return UlidCreator.getMonotonicUlid().toString();
    }

    static boolean isUlid(String text) {
        return text.length() == LENGTH && text.charAt(0) <= '7' && FORM.matches(text);
    }

    static void require(String text) {
        if (!isUlid(text)) {
            throw new IllegalArgumentException("not a ULID");
        }
    }
}
