package io.minutebook.command.participant;

import static io.minutebook.command.state.Guards.requireActive;
import static io.minutebook.command.state.Guards.requireLeader;
import static io.minutebook.command.state.Guards.requireMayActOn;
import static io.minutebook.kernel.ErrorCode.CONFLICT;
import static io.minutebook.kernel.ErrorCode.PARTICIPANT_NOT_FOUND;
import static io.minutebook.kernel.Rejection.require;

import io.minutebook.command.state.MeetingState;
import io.minutebook.command.state.Person;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.command.ModerationCommand.RemoveParticipant;
import io.minutebook.kernel.command.ModerationCommand.Unban;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.ParticipantEvent.ParticipantRemoved;
import io.minutebook.kernel.event.ParticipantEvent.ParticipantUnbanned;
import java.util.List;
import java.util.Optional;

/** Putting people out of a meeting or of its waiting room, for now or for good. */
public final class PuttingOut {

    private PuttingOut() {}

    public static List<MeetingEvent> decide(MeetingState meeting, RemoveParticipant command)
            throws Rejection {
        UserId by = command.by().id();
        requireLeader(meeting, by);
        Optional<Person> known = meeting.people().find(command.participantId());
        if (known.isPresent()) {
            requireMayActOn(meeting, by, known.get().userId());
        }
        requireActive(meeting);
        Person person =
                known.filter(found -> command.ban() || isThere(found))
                        .orElseThrow(
                                () ->
                                        new Rejection(
                                                PARTICIPANT_NOT_FOUND,
                                                "They are not in this meeting"));
        require(!person.userId().equals(by), CONFLICT, "Leave, rather than removing yourself");
        require(
                !command.ban() || !meeting.roleOf(person.userId()).leads(),
                CONFLICT,
                "A host cannot be banned; take the role away first");
        return command.ban() && person.banned()
                ? List.of()
                : List.of(
                        new ParticipantRemoved(
                                meeting.id(),
                                command.at(),
                                by,
                                List.of(person.userId()),
                                command.ban()));
    }

    private static boolean isThere(Person person) {
        return person.holdsPlace() || person.isWaiting();
    }

    /** Whom the caller put out; {@code before} is the meeting without the events. */
    public static UserId answer(MeetingState before, RemoveParticipant command) {
        return before.people().find(command.participantId()).orElseThrow().userId();
    }

    public static List<MeetingEvent> decide(MeetingState meeting, Unban command) throws Rejection {
        requireLeader(meeting, command.by().id());
        requireActive(meeting);
        Person person =
                Optional.ofNullable(command.userId())
                        .flatMap(user -> meeting.people().find(user))
                        .orElseThrow(
                                () ->
                                        new Rejection(
                                                PARTICIPANT_NOT_FOUND,
                                                "They never asked to join this meeting"));
        return person.banned()
                ? List.of(
                        new ParticipantUnbanned(
                                meeting.id(), command.at(), command.by().id(), person.userId()))
                : List.of();
    }
}
