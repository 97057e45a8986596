package io.minutebook.kernel.command;

import io.minutebook.kernel.Caller;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.MessageId;
import io.minutebook.kernel.MessageType;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.event.ChatEvent.MessageSent;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Intentions about a meeting's chat. */
public sealed interface ChatCommand<R> extends MeetingCommand<R> {

    /**
     * Says something to all, to those in the caller's breakout room, or to one. Rejected with
     * {@code CHAT_DISABLED}, {@code PARTICIPANT_NOT_FOUND}, {@code VALIDATION_FAILED} (to oneself).
     *
     * @param recipientId null for everybody
     */
    record SendMessage(
            @TargetAggregateIdentifier MeetingId meetingId,
            Caller by,
            Instant at,
            MessageId messageId,
            @Nullable UserId recipientId,
            MessageBody body)
            implements ChatCommand<MessageSent> {}

    /**
     * Changes what the caller said. Rejected with {@code NOT_FOUND} where there is no such message,
     * or the caller may not know of it; with {@code INSUFFICIENT_PERMISSION} where it is another's;
     * with {@code CHAT_DISABLED} where the caller may say nothing now.
     */
    record EditMessage(
            @TargetAggregateIdentifier MeetingId meetingId,
            Caller by,
            Instant at,
            MessageId messageId,
            String content)
            implements ChatCommand<Done> {}

    /**
     * Takes back what the caller said, or as a host what anybody said. Rejected with {@code
     * NOT_FOUND} as an edit is, also for private messages of others, and with {@code
     * INSUFFICIENT_PERMISSION}.
     */
    record DeleteMessage(
            @TargetAggregateIdentifier MeetingId meetingId,
            Caller by,
            Instant at,
            MessageId messageId)
            implements ChatCommand<Done> {}

    /**
     * @param fileSize in bytes
     */
    record MessageBody(
            MessageType type,
            @Nullable String content,
            @Nullable String fileUrl,
            @Nullable String fileName,
            @Nullable String fileType,
            @Nullable Long fileSize) {}
}
