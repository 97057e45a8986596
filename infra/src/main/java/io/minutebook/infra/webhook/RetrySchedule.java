package io.minutebook.infra.webhook;

import io.minutebook.kernel.WebhookId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * When a delivery that failed is tried again. The jitter is a webhook's own: it spreads webhooks,
 * and leaves what one of them missed in its order.
 */
final class RetrySchedule {

    private static final double JITTER_MAX = 0.1;
    private static final Duration RETRY_AFTER_MAX = Duration.ofHours(24);

    private final List<Duration> pauses;

    RetrySchedule(List<Duration> pauses) {
        this.pauses = List.copyOf(pauses);
    }

    /**
     * When to try again; empty where the schedule is at its end.
     *
     * @param failures attempts that failed, the last included
     * @param retryAfter what the answer asked for, in either form that HTTP has for it; null for
     *     nothing. At most a day is heeded, and never less than the schedule's own pause
     */
    Optional<Instant> next(
            WebhookId webhook, int failures, @Nullable String retryAfter, Instant now) {
        if (failures > pauses.size()) {
            return Optional.empty();
        }
        Duration pause = pauses.get(failures - 1);
        double jitter = new SplittableRandom(seed(webhook) + failures).nextDouble(JITTER_MAX);
        Instant planned = now.plus(pause).plusMillis((long) (pause.toMillis() * jitter));
        Instant asked = asked(retryAfter, now);
        return Optional.of(asked.isAfter(planned) ? asked : planned);
    }

    /** Ids made one after the other differ in few letters; their hash codes at times in nothing. */
    private static long seed(WebhookId webhook) {
        CRC32C sum = new CRC32C();
        sum.update(webhook.value().getBytes(StandardCharsets.US_ASCII));
        return sum.getValue();
    }

    private static Instant asked(@Nullable String retryAfter, Instant now) {
        if (retryAfter == null) {
            return now;
        }
        Instant latest = now.plus(RETRY_AFTER_MAX);
        Instant asked = read(retryAfter.strip(), now, latest);
        return asked.isAfter(latest) ? latest : asked;
    }

    private static Instant read(String text, Instant now, Instant latest) {
        if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return text.length() > 9 ? latest : now.plusSeconds(Long.parseLong(text));
        }
        try {
            return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        } catch (DateTimeParseException neither) {
            return now;
        }
    }
}
