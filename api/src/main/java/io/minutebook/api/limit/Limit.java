package io.minutebook.api.limit;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many in how long.
 *
 * @param count at least 1
 * @param window at least a second
 */
public record Limit(long count, Duration window) {

    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,8})/([1-9]\\d{0,5})([smhd])");

    /**
     * The limit written {@code 100/1h} (units s, m, h, d); empty for {@code off}.
     *
     * @throws IllegalArgumentException where {@code text} is neither
     */
    public static Optional<Limit> parse(String text) {
        if (text.equals("off")) {
            return Optional.empty();
        }
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "a rate limit is written as 100/1h, or off; not " + text);
        }
        long length = Long.parseLong(parts.group(2));
        Duration window =
                switch (parts.group(3)) {
                    case "s" -> Duration.ofSeconds(length);
                    case "m" -> Duration.ofMinutes(length);
                    case "h" -> Duration.ofHours(length);
                    default -> Duration.ofDays(length);
                };
        return Optional.of(new Limit(Long.parseLong(parts.group(1)), window));
    }
}
