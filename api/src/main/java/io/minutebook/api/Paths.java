package io.minutebook.api;

import io.minutebook.kernel.DeliveryId;
import io.minutebook.kernel.ErrorCode;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.MessageId;
import io.minutebook.kernel.ParticipantId;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.WebhookId;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what stands in paths and query strings. What is no id names nothing, but is not refused
 * here: whether the meeting exists, and the caller may look, comes first.
 */
public final class Paths {

    /** As JSON writes them, and few enough digits for a long; Java itself reads more than that. */
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");

    /** A ULID that is never given, for what is looked for by a text that is no id. */
    private static final String NOBODYS = "00000000000000000000000000";

    private Paths() {}

    /**
     * @throws Rejection {@code MEETING_NOT_FOUND} also for what has not the form of an id
     */
    public static MeetingId meeting(String text) throws Rejection {
        return MeetingId.parse(text)
                .orElseThrow(
                        () ->
                                new Rejection(
                                        ErrorCode.MEETING_NOT_FOUND, "There is no such meeting"));
    }

    /** Nobody's where {@code text} is no id. */
    public static ParticipantId participant(String text) {
        return ParticipantId.parse(text).orElseGet(() -> new ParticipantId(NOBODYS));
    }

    /** Null where {@code text} cannot be anybody's. */
    public static @Nullable UserId user(String text) {
        return UserId.isValid(text) ? new UserId(text) : null;
    }

    /** That of no message where {@code text} is no id. */
    public static MessageId message(String text) {
        return MessageId.parse(text).orElseGet(() -> new MessageId(NOBODYS));
    }

    /** That of no room where {@code text} is no id. */
    public static RoomId room(String text) {
        return RoomId.parse(text).orElseGet(() -> new RoomId(NOBODYS));
    }

    /**
     * @throws Rejection {@code NOT_FOUND} also for what has not the form of an id
     */
    public static WebhookId webhook(String text) throws Rejection {
        return WebhookId.parse(text)
                .orElseThrow(() -> new Rejection(ErrorCode.NOT_FOUND, "There is no such webhook"));
    }

    /**
     * @throws Rejection {@code NOT_FOUND} also for what has not the form of an id
     */
    public static DeliveryId delivery(String text) throws Rejection {
        return DeliveryId.parse(text)
                .orElseThrow(() -> new Rejection(ErrorCode.NOT_FOUND, "There is no such delivery"));
    }

    /**
     * A whole number within bounds.
     *
     * @param text null for {@code absent}
     * @throws Rejection {@code VALIDATION_FAILED}
     */
    public static int number(String field, @Nullable String text, int min, int max, int absent)
            throws Rejection {
        return (int) number(field, text, (long) min, max, absent);
    }

    /**
     * A whole number within bounds.
     *
     * @param text null for {@code absent}
     * @throws Rejection {@code VALIDATION_FAILED}
     */
    public static long number(String field, @Nullable String text, long min, long max, long absent)
            throws Rejection {
        if (text == null) {
            return absent;
        }
        if (NUMBER.matcher(text).matches()) {
            long number = Long.parseLong(text);
            if (number >= min && number <= max) {
                return number;
            }
        }
        throw invalid(field, "must be a whole number from " + min + " to " + max);
    }

    /** A refusal of one field. */
    public static Rejection invalid(String field, String fault) {
        return new Rejection(
                ErrorCode.VALIDATION_FAILED, "The request is not valid", Map.of(field, fault));
    }
}
