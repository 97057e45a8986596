package io.minutebook.kernel.event;

import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.MessageId;
import io.minutebook.kernel.MessageType;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was said. A message with a {@code recipientId} is private to both ends; one with a {@code
 * roomId} stays among those who were in that breakout room.
 */
public sealed interface ChatEvent extends MeetingEvent {

    MessageId messageId();

    UserId senderId();

    @Nullable UserId recipientId();

    @Nullable RoomId roomId();

    /**
     * Who was in the breakout room when the message was sent, and so may know what becomes of it;
     * null where it was said elsewhere, or where the event is the sending itself.
     */
    default @Nullable List<UserId> heardBy() {
        return null;
    }

    @Override
    default UserId subject() {
        return senderId();
    }

    /** Whether it is a private message that {@code user} neither sent nor received. */
    default boolean isHiddenFrom(UserId user) {
        UserId recipient = recipientId();
        return recipient != null && !recipient.equals(user) && !senderId().equals(user);
    }

    /**
     * @param content 1 to 4,000 code points for a text; may be null for a file
     * @param fileSize in bytes
     */
    record MessageSent(
            MeetingId meetingId,
            Instant at,
            UserId by,
            MessageId messageId,
            UserId senderId,
            @Nullable UserId recipientId,
            @Nullable RoomId roomId,
            MessageType messageType,
            @Nullable @Personal String senderName,
            @Nullable @Personal String content,
            @Nullable @Personal String fileUrl,
            @Nullable @Personal String fileName,
            @Nullable @Personal String fileType,
            @Nullable Long fileSize)
            implements ChatEvent {}

    record MessageEdited(
            MeetingId meetingId,
            Instant at,
            UserId by,
            MessageId messageId,
            UserId senderId,
            @Nullable UserId recipientId,
            @Nullable RoomId roomId,
            @Nullable List<UserId> heardBy,
            @Nullable @Personal String content)
            implements ChatEvent {}

    record MessageDeleted(
            MeetingId meetingId,
            Instant at,
            UserId by,
            MessageId messageId,
            UserId senderId,
            @Nullable UserId recipientId,
            @Nullable RoomId roomId,
            @Nullable List<UserId> heardBy)
            implements ChatEvent {}
}
