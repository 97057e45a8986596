package io.minutebook.command.participant;

import static io.minutebook.command.state.Guards.requireActive;
import static io.minutebook.command.state.Guards.requireHost;
import static io.minutebook.kernel.ErrorCode.CONFLICT;
import static io.minutebook.kernel.ErrorCode.INSUFFICIENT_PERMISSION;
import static io.minutebook.kernel.ErrorCode.PARTICIPANT_NOT_FOUND;
import static io.minutebook.kernel.Rejection.require;

import io.minutebook.command.policy.Settling;
import io.minutebook.command.state.MeetingState;
import io.minutebook.command.state.Person;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.command.ModerationCommand.ChangeRole;
import io.minutebook.kernel.event.LobbyEvent.ParticipantAdmitted;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.ParticipantEvent.RoleChanged;
import java.util.ArrayList;
import java.util.List;

/**
 * Making people hosts, co-hosts and attendees. Since only hosts do so, and nobody to themselves,
 * whoever does it remains a host and the meeting never loses its last one.
 */
public final class GivingRoles {

    private GivingRoles() {}

    public static List<MeetingEvent> decide(MeetingState meeting, ChangeRole command)
            throws Rejection {
        UserId by = command.by().id();
        requireHost(meeting, by);
        Person person = meeting.people().find(command.participantId()).orElse(null);
        require(
                person == null || !person.userId().equals(by),
                INSUFFICIENT_PERMISSION,
                "Nobody changes their own role");
        requireActive(meeting);
        if (person == null) {
            throw new Rejection(PARTICIPANT_NOT_FOUND, "They never asked to join this meeting");
        }
        UserId user = person.userId();
        if (meeting.roleOf(user) == command.role()) {
            return List.of();
        }
        require(
                !command.role().leads() || !person.banned() && !meeting.policy().blocks(user),
                CONFLICT,
                "Somebody banned or blocked cannot run the meeting");
        List<MeetingEvent> events = new ArrayList<>();
        events.add(new RoleChanged(meeting.id(), command.at(), by, user, command.role()));
        if (command.role().leads() && person.isWaiting()) {
            events.add(new ParticipantAdmitted(meeting.id(), command.at(), by, List.of(user)));
        }
        events.addAll(Settling.after(meeting, events, by, command.at()));
        return events;
    }

    /** Whose role it is. */
    public static UserId answer(MeetingState meeting, ChangeRole command) {
        return meeting.people().find(command.participantId()).orElseThrow().userId();
    }
}
