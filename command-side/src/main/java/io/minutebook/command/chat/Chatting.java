package io.minutebook.command.chat;

import static io.minutebook.command.state.Guards.requirePresent;
import static io.minutebook.kernel.ErrorCode.CHAT_DISABLED;
import static io.minutebook.kernel.ErrorCode.CONFLICT;
import static io.minutebook.kernel.ErrorCode.PARTICIPANT_NOT_FOUND;
import static io.minutebook.kernel.ErrorCode.VALIDATION_FAILED;
import static io.minutebook.kernel.Rejection.require;

import io.minutebook.command.policy.Allowing;
import io.minutebook.command.state.MeetingState;
import io.minutebook.command.state.Person;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.command.ChatCommand.MessageBody;
import io.minutebook.kernel.command.ChatCommand.SendMessage;
import io.minutebook.kernel.event.ChatEvent.MessageSent;
import io.minutebook.kernel.event.MeetingEvent;
import java.util.List;
import java.util.Map;

/** Saying something: to all, to one's breakout room, or to one. */
public final class Chatting {

    /** Messages of one meeting, without those deleted: whose each is stays in its state. */
    public static final int MESSAGES_MAX = 500_000;

    private Chatting() {}

    public static List<MeetingEvent> decide(MeetingState meeting, SendMessage command)
            throws Rejection {
        Person sender = requirePresent(meeting, command.by().id());
        requireMayChat(meeting, sender);
        require(
                meeting.messages().count() < MESSAGES_MAX,
                CONFLICT,
                "The chat of this meeting is full");
        UserId recipient = command.recipientId();
        if (recipient != null) {
            requireRecipient(meeting, sender.userId(), recipient);
        }
        RoomId room = recipient == null ? meeting.rooms().of(sender.userId()).orElse(null) : null;
        MessageBody body = command.body();
        return List.of(
                new MessageSent(
                        meeting.id(),
                        command.at(),
                        sender.userId(),
                        command.messageId(),
                        sender.userId(),
                        recipient,
                        room,
                        body.type(),
                        command.by().displayName(),
                        body.content(),
                        body.fileUrl(),
                        body.fileName(),
                        body.fileType(),
                        body.fileSize()));
    }

    static void requireMayChat(MeetingState meeting, Person person) throws Rejection {
        require(Allowing.chat(meeting, person.userId()), CHAT_DISABLED, "Chat is not allowed");
    }

    private static void requireRecipient(MeetingState meeting, UserId sender, UserId recipient)
            throws Rejection {
        if (recipient.equals(sender)) {
            throw new Rejection(
                    VALIDATION_FAILED,
                    "Nobody writes to themselves",
                    Map.of("recipient_id", "is the sender"));
        }
        require(
                meeting.people().find(recipient).filter(Person::joinedBefore).isPresent(),
                PARTICIPANT_NOT_FOUND,
                "The recipient is not a participant of this meeting");
    }
}
