package io.minutebook.query.chat;

import io.minutebook.kernel.UserId;
import io.minutebook.kernel.event.ChatEvent.MessageSent;
import io.minutebook.kernel.log.RecordedEvent;
import io.minutebook.kernel.query.ChatLine;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A message and who may read it.
 *
 * @param seq of the event that sent it
 * @param audience user ids, or {@link #EVERYBODY}
 */
record StoredLine(String meetingId, long seq, List<String> audience, ChatLine line) {

    /** No user id, so that nobody can be called that. */
    static final String EVERYBODY = "*";

    static StoredLine of(RecordedEvent recorded, MessageSent sent, Occupancy where) {
        ChatLine line =
                new ChatLine(
                        sent.messageId(),
                        sent.senderId(),
                        sent.senderName(),
                        sent.content(),
                        sent.messageType(),
                        sent.recipientId() != null,
                        sent.at(),
                        sent.recipientId(),
                        sent.fileUrl(),
                        sent.fileName(),
                        sent.fileType(),
                        sent.fileSize(),
                        recorded.erased() ? Boolean.TRUE : null);
        return new StoredLine(
                sent.meetingId().value(), recorded.sequence(), audience(sent, where), line);
    }

    private static List<String> audience(MessageSent sent, Occupancy where) {
        UserId recipient = sent.recipientId();
        if (recipient != null) {
            return List.of(sent.senderId().value(), recipient.value());
        }
        if (sent.roomId() != null) {
            return Stream.concat(
                            Stream.of(sent.senderId().value()),
                            where.peopleIn(sent.roomId()).stream())
                    .distinct()
                    .toList();
        }
        return List.of(EVERYBODY);
    }

    StoredLine edited(@Nullable String content) {
        ChatLine now =
                new ChatLine(
                        line.messageId(),
                        line.senderId(),
                        line.senderName(),
                        content,
                        line.messageType(),
                        line.isPrivate(),
                        line.timestamp(),
                        line.recipientId(),
                        line.fileUrl(),
                        line.fileName(),
                        line.fileType(),
                        line.fileSize(),
                        line.erased());
        return new StoredLine(meetingId, seq, audience, now);
    }

    boolean isFor(UserId user) {
        return audience.contains(EVERYBODY) || audience.contains(user.value());
    }
}
