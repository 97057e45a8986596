package io.minutebook.command.lobby;

import static io.minutebook.command.state.Guards.requireActive;
import static io.minutebook.command.state.Guards.requireLeader;
import static io.minutebook.kernel.ErrorCode.CONFLICT;
import static io.minutebook.kernel.ErrorCode.MAX_PARTICIPANTS_REACHED;
import static io.minutebook.kernel.ErrorCode.PARTICIPANT_NOT_FOUND;
import static io.minutebook.kernel.Rejection.require;

import io.minutebook.command.state.MeetingState;
import io.minutebook.command.state.Person;
import io.minutebook.command.state.Person.Door;
import io.minutebook.kernel.ParticipantId;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.command.LobbyCommand.Admit;
import io.minutebook.kernel.command.LobbyCommand.Deny;
import io.minutebook.kernel.event.LobbyEvent.ParticipantAdmitted;
import io.minutebook.kernel.event.LobbyEvent.ParticipantDenied;
import io.minutebook.kernel.event.MeetingEvent;
import java.util.List;

/** Letting in and turning away those who wait. */
public final class Deciding {

    private Deciding() {}

    public static List<MeetingEvent> decide(MeetingState meeting, Admit command) throws Rejection {
        requireLeader(meeting, command.by().id());
        requireActive(meeting);
        Person person = requireAtDoor(meeting, command.participantId());
        if (person.door() == Door.ADMITTED) {
            return List.of();
        }
        require(
                !meeting.policy().blocks(person.userId()),
                CONFLICT,
                "They are blocked, and a place would be kept for nobody");
        require(
                meeting.people().placesHeld() < meeting.policy().maxParticipants(),
                MAX_PARTICIPANTS_REACHED,
                "All places are taken");
        return List.of(
                new ParticipantAdmitted(
                        meeting.id(), command.at(), command.by().id(), List.of(person.userId())));
    }

    public static List<MeetingEvent> decide(MeetingState meeting, Deny command) throws Rejection {
        requireLeader(meeting, command.by().id());
        requireActive(meeting);
        Person person = requireAtDoor(meeting, command.participantId());
        require(
                !person.isPresent(),
                PARTICIPANT_NOT_FOUND,
                "They are in the meeting and no longer at the door");
        return person.door() == Door.DENIED
                ? List.of()
                : List.of(
                        new ParticipantDenied(
                                meeting.id(), command.at(), command.by().id(), person.userId()));
    }

    private static Person requireAtDoor(MeetingState meeting, ParticipantId id) throws Rejection {
        return meeting.people().byUser().values().stream()
                .filter(person -> person.participantId().equals(id) && person.door() != Door.UNSEEN)
                .findFirst()
                .orElseThrow(() -> new Rejection(PARTICIPANT_NOT_FOUND, "Nobody of that id waits"));
    }
}
