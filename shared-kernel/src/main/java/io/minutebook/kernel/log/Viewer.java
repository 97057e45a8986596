package io.minutebook.kernel.log;

import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.event.BreakoutEvent;
import io.minutebook.kernel.event.ChatEvent;
import io.minutebook.kernel.event.LifecycleEvent;
import io.minutebook.kernel.event.LobbyEvent;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.ParticipantEvent;
import io.minutebook.kernel.event.PolicyEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one person may see of a meeting as it goes on: a fold, so that live streams and their
 * resumption judge alike. Who is present sees all but others' private words and other rooms' chat;
 * who is not sees the meeting start and end, and what is about themselves. Auditors see everything.
 *
 * @param auditor whether they hold {@code audit:read}
 * @param room the breakout room they are in, null for the hall
 */
public record Viewer(UserId user, boolean auditor, boolean present, @Nullable RoomId room) {

    /** Whether this person, standing as before {@code event}, sees it. */
    public boolean sees(MeetingEvent event) {
        if (auditor) {
            return true;
        }
        if (event instanceof ChatEvent chat) {
            return seesChat(chat);
        }
        return present || concerns(event) || isOpenToAll(event);
    }

    private boolean seesChat(ChatEvent chat) {
        if (user.equals(chat.senderId())
                || user.equals(chat.recipientId())
                || user.equals(chat.by())) {
            return true;
        }
        return present && chat.recipientId() == null && hears(chat);
    }

    /** What becomes of a message concerns those who heard it, wherever they are by then. */
    private boolean hears(ChatEvent chat) {
        List<UserId> heardBy = chat.heardBy();
        return heardBy == null
                ? chat.roomId() == null || chat.roomId().equals(room)
                : heardBy.contains(user);
    }

    private static boolean isOpenToAll(MeetingEvent event) {
        return event instanceof LifecycleEvent.MeetingStarted
                || event instanceof LifecycleEvent.MeetingEnded
                || event instanceof LifecycleEvent.MeetingCancelled;
    }

    private boolean concerns(MeetingEvent event) {
        List<UserId> many =
                switch (event) {
                    case ParticipantEvent.StatusChanged changed -> changed.userIds();
                    case ParticipantEvent.ParticipantRemoved removed -> removed.userIds();
                    case LobbyEvent.ParticipantAdmitted admitted -> admitted.userIds();
                    case BreakoutEvent.ParticipantsAssigned assigned -> people(assigned);
                    case LifecycleEvent other -> List.of();
                    case PolicyEvent other -> List.of();
                    case ParticipantEvent other -> one(other.subject());
                    case LobbyEvent other -> one(other.subject());
                    case BreakoutEvent.RoomLeft left -> List.of(left.userId());
                    case BreakoutEvent other -> List.of();
                    case ChatEvent other -> List.of();
                };
        return many.contains(user);
    }

    private static List<UserId> one(@Nullable UserId subject) {
        return subject == null ? List.of() : List.of(subject);
    }

    private static List<UserId> people(BreakoutEvent.ParticipantsAssigned assigned) {
        return assigned.assignments().stream().flatMap(to -> to.userIds().stream()).toList();
    }

    /** This person after {@code event}. */
    public Viewer after(MeetingEvent event) {
        return switch (event) {
            case ParticipantEvent.ParticipantJoined joined ->
                    joined.userId().equals(user) ? standing(true, null) : this;
            case ParticipantEvent.ParticipantLeft left ->
                    left.userId().equals(user) ? standing(false, null) : this;
            case ParticipantEvent.ParticipantRemoved removed ->
                    removed.userIds().contains(user) ? standing(false, null) : this;
            case LifecycleEvent.MeetingEnded ended -> standing(false, null);
            case BreakoutEvent.ParticipantsAssigned assigned -> placed(assigned);
            case BreakoutEvent.RoomLeft left ->
                    left.userId().equals(user) ? standing(present, null) : this;
            case BreakoutEvent.RoomsClosed closed -> standing(present, null);
            default -> this; // nothing else moves anybody
        };
    }

    private Viewer placed(BreakoutEvent.ParticipantsAssigned assigned) {
        return assigned.assignments().stream()
                .filter(to -> to.userIds().contains(user))
                .findFirst()
                .map(to -> standing(present, to.roomId()))
                .orElse(this);
    }

    private Viewer standing(boolean nowPresent, @Nullable RoomId nowIn) {
        return new Viewer(user, auditor, nowPresent, nowIn);
    }
}
