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
 * @param audience user ids, or {@link #EVERYBODY}; nobody once deleted
 * @param deleted whether it was taken back: without text, and kept only since clients may page from
 *     it
 */
record StoredLine(
        String meetingId, long seq, List<String> audience, ChatLine line, boolean deleted) {

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
                        null,
                        recorded.erased() ? Boolean.TRUE : null);
        return new StoredLine(
                sent.meetingId().value(), recorded.sequence(), audience(sent, where), line, false);
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

    /**
     * @param content null once erased
     */
    StoredLine edited(@Nullable String content, boolean erased) {
        if (deleted) {
            return this;
        }
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
                        true,
                        erased ? Boolean.TRUE : line.erased());
        return new StoredLine(meetingId, seq, audience, now, deleted);
    }

    StoredLine gone() {
        ChatLine bare =
                new ChatLine(
                        line.messageId(),
                        line.senderId(),
                        null,
                        null,
                        line.messageType(),
                        line.isPrivate(),
                        line.timestamp(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);
        return new StoredLine(meetingId, seq, List.of(), bare, true);
    }

    boolean isFor(UserId user) {
        return audience.contains(EVERYBODY) || audience.contains(user.value());
    }
}
