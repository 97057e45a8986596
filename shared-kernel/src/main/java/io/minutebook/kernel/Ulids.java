package io.minutebook.kernel;

import com.github.f4b6a3.ulid.UlidCreator;
import java.util.regex.Pattern;

/** The form of generated ids, see the ULID specification: a time stamp and 80 random bits. */
final class Ulids {

    private static final Pattern FORM = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");

    private Ulids() {}

    static String next() {
        return UlidCreator.getMonotonicUlid().toString();
    }

    static boolean isUlid(String text) {
        return text.length() == 26 && FORM.matcher(text).matches();
    }

    static void require(String text) {
        if (!isUlid(text)) {
            throw new IllegalArgumentException("not a ULID");
        }
    }
}
