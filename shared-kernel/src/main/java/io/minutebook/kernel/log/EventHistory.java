package io.minutebook.kernel.log;

import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.WebhookId;
import java.util.List;

/**
 * The durable record, to be read back. Every answer holds all that was acknowledged before the
 * call, on any node. Methods block on storage and throw {@link LogUnavailableException} where it
 * cannot be read.
 */
public interface EventHistory {

    /** Names the log for good: sequences and positions mean something in it alone. */
    String id();

    /** The position of the last event, -1 where there is none. */
    long head();

    /** The sequence of the last event of a meeting, -1 where there is none. */
    long lastSequence(MeetingId meeting);

    /**
     * Up to {@code limit} events of a meeting after sequence {@code after}, oldest first; -1 starts
     * at the first.
     */
    List<RecordedEvent> ofMeeting(MeetingId meeting, long after, int limit);

    /**
     * Up to {@code limit} events of a webhook after sequence {@code after}, oldest first; -1 starts
     * at the first.
     */
    List<RecordedEvent> ofWebhook(WebhookId webhook, long after, int limit);

    /**
     * Up to {@code limit} events after position {@code after}, oldest first; -1 starts at the
     * first.
     */
    List<RecordedEvent> all(long after, int limit);
}
