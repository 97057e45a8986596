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
import org.jspecify.annotations.Nullable;

/** Reads what stands in paths and query strings. */
public final class Paths {

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

    /**
     * @throws Rejection {@code PARTICIPANT_NOT_FOUND} also for what has not the form of an id
     */
    public static ParticipantId participant(String text) throws Rejection {
        return ParticipantId.parse(text)
                .orElseThrow(
                        () ->
                                new Rejection(
                                        ErrorCode.PARTICIPANT_NOT_FOUND,
                                        "There is no such participant"));
    }

    /**
     * @throws Rejection {@code PARTICIPANT_NOT_FOUND} also for what has not the form of an id
     */
    public static UserId user(String text) throws Rejection {
        if (!UserId.isValid(text)) {
            throw new Rejection(ErrorCode.PARTICIPANT_NOT_FOUND, "There is no such participant");
        }
        return new UserId(text);
    }

    /**
     * @throws Rejection {@code NOT_FOUND} also for what has not the form of an id
     */
    public static MessageId message(String text) throws Rejection {
        return MessageId.parse(text)
                .orElseThrow(() -> new Rejection(ErrorCode.NOT_FOUND, "There is no such message"));
    }

    /**
     * @throws Rejection {@code NOT_FOUND} also for what has not the form of an id
     */
    public static RoomId room(String text) throws Rejection {
        return RoomId.parse(text)
                .orElseThrow(
                        () -> new Rejection(ErrorCode.NOT_FOUND, "No such breakout room is open"));
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
        try {
            long number = Long.parseLong(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // refused below
        }
        throw invalid(field, "must be a whole number from " + min + " to " + max);
    }

    /** A refusal of one field. */
    public static Rejection invalid(String field, String fault) {
        return new Rejection(
                ErrorCode.VALIDATION_FAILED, "The request is not valid", Map.of(field, fault));
    }
}
