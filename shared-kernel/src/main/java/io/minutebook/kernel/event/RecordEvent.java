package io.minutebook.kernel.event;

import io.minutebook.kernel.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fact of the record: of a meeting, or of what is kept beside meetings. Each has a registered
 * name in {@link EventType}. Components marked {@link Personal} are null once erased.
 */
public sealed interface RecordEvent permits MeetingEvent, WebhookEvent {

    /** Names the stream it belongs to: a meeting's id, or a kind and an id with a slash between. */
    String stream();

    /** When it happened, at most milliseconds; of its order the record's positions tell. */
    Instant at();

    /** Who did it, null for the system. */
    @Nullable UserId by();

    /**
     * Whose personal text it carries, and whom it is about; null where it is about nobody in
     * particular.
     */
    default @Nullable UserId subject() {
        return by();
    }
}
