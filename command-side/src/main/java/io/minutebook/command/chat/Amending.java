package io.minutebook.command.chat;

import static io.minutebook.command.state.Guards.requireActive;
import static io.minutebook.command.state.Guards.requirePresent;
import static io.minutebook.kernel.ErrorCode.INSUFFICIENT_PERMISSION;
import static io.minutebook.kernel.ErrorCode.NOT_FOUND;
import static io.minutebook.kernel.Rejection.require;

import io.minutebook.command.state.MeetingState;
import io.minutebook.command.state.Messages.Message;
import io.minutebook.command.state.Person;
import io.minutebook.kernel.MessageId;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.command.ChatCommand.DeleteMessage;
import io.minutebook.kernel.command.ChatCommand.EditMessage;
import io.minutebook.kernel.event.ChatEvent.MessageDeleted;
import io.minutebook.kernel.event.ChatEvent.MessageEdited;
import io.minutebook.kernel.event.MeetingEvent;
import java.util.List;

/** Changing what one said, and taking back what was said. */
public final class Amending {

    private Amending() {}

    public static List<MeetingEvent> decide(MeetingState meeting, EditMessage command)
            throws Rejection {
        Person person = requirePresent(meeting, command.by().id());
        Message message = requireKnown(meeting, command.messageId(), person.userId());
        require(
                message.senderId().equals(person.userId()),
                INSUFFICIENT_PERMISSION,
                "Only its sender may edit a message");
        Chatting.requireMayChat(meeting, person);
        return List.of(
                new MessageEdited(
                        meeting.id(),
                        command.at(),
                        person.userId(),
                        message.messageId(),
                        message.senderId(),
                        message.recipientId(),
                        message.roomId(),
                        message.heardBy(),
                        command.content()));
    }

    public static List<MeetingEvent> decide(MeetingState meeting, DeleteMessage command)
            throws Rejection {
        UserId by = command.by().id();
        boolean host = meeting.roleOf(by).leads();
        if (host) {
            requireActive(meeting); // hosts moderate from outside too
        } else {
            requirePresent(meeting, by);
        }
        Message message = requireKnown(meeting, command.messageId(), by);
        require(
                host || message.senderId().equals(by),
                INSUFFICIENT_PERMISSION,
                "Only its sender or a host may delete a message");
        return List.of(
                new MessageDeleted(
                        meeting.id(),
                        command.at(),
                        by,
                        message.messageId(),
                        message.senderId(),
                        message.recipientId(),
                        message.roomId(),
                        message.heardBy()));
    }

    /** Others' private messages are not even known of. */
    private static Message requireKnown(MeetingState meeting, MessageId id, UserId user)
            throws Rejection {
        return meeting.messages()
                .find(id)
                .filter(message -> !message.isHiddenFrom(user))
                .orElseThrow(() -> new Rejection(NOT_FOUND, "There is no such message"));
    }
}
