package io.minutebook.kernel;

/**
 * The form of an id: 1 to so many of some ASCII characters. A replay checks several in each event,
 * which a regular expression would make a good part of its time.
 */
final class IdForm {

    private static final int ASCII = 128;

    private final boolean[] allowed = new boolean[ASCII];
    private final int lengthMax;

    IdForm(String characters, int lengthMax) {
        characters.chars().forEach(c -> allowed[c] = true);
        this.lengthMax = lengthMax;
    }

    boolean matches(String text) {
        int length = text.length();
        if (length == 0 || length > lengthMax) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= ASCII || !allowed[c]) {
                return false;
            }
        }
        return true;
    }
}
