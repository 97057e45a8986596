package io.minutebook.command.participant;

import static io.minutebook.command.state.Guards.requireActive;
import static io.minutebook.command.state.Guards.requireLeader;
import static io.minutebook.command.state.Guards.requireMayActOn;
import static io.minutebook.kernel.ErrorCode.PARTICIPANT_NOT_FOUND;

import io.minutebook.command.state.MeetingState;
import io.minutebook.command.state.Person;
import io.minutebook.command.state.UserChunks;
import io.minutebook.kernel.Flags;
import io.minutebook.kernel.ParticipantId;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.command.ModerationCommand.LowerHand;
import io.minutebook.kernel.command.ModerationCommand.MuteAll;
import io.minutebook.kernel.command.ModerationCommand.MuteParticipant;
import io.minutebook.kernel.command.ModerationCommand.MutedAnswer;
import io.minutebook.kernel.command.ModerationCommand.Restrained;
import io.minutebook.kernel.command.ModerationCommand.Restraint;
import io.minutebook.kernel.command.ModerationCommand.StopVideo;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.ParticipantEvent.StatusChanged;
import java.util.List;
import java.util.Optional;

/** A host's hand on others' microphones, cameras and raised hands: it takes, and never gives. */
public final class Restraining {

    private Restraining() {}

    public static List<MeetingEvent> decide(MeetingState meeting, Restraint command)
            throws Rejection {
        UserId by = command.by().id();
        requireLeader(meeting, by);
        Optional<Person> known = meeting.people().find(command.participantId());
        if (known.isPresent()) {
            requireMayActOn(meeting, by, known.get().userId());
        }
        requireActive(meeting);
        Person person = requirePresent(meeting, command.participantId());
        Flags changes = person.status().changedBy(taken(command));
        return changes.isEmpty()
                ? List.of()
                : List.of(
                        new StatusChanged(
                                meeting.id(),
                                command.at(),
                                by,
                                List.of(person.userId()),
                                changes,
                                person.status().with(changes)));
    }

    /** What the caller is told, once the events are part of {@code meeting}. */
    public static Restrained answer(MeetingState meeting, Restraint command) throws Rejection {
        Person person = requirePresent(meeting, command.participantId());
        return new Restrained(person.userId(), person.status());
    }

    private static Person requirePresent(MeetingState meeting, ParticipantId id) throws Rejection {
        return meeting.people()
                .find(id)
                .filter(Person::isPresent)
                .orElseThrow(
                        () -> new Rejection(PARTICIPANT_NOT_FOUND, "They are not in this meeting"));
    }

    private static Flags taken(Restraint command) {
        return switch (command) {
            case MuteParticipant mute -> new Flags(true, null, null, null);
            case StopVideo stop -> new Flags(null, false, null, null);
            case LowerHand lower -> new Flags(null, null, null, false);
        };
    }

    public static List<MeetingEvent> decide(MeetingState meeting, MuteAll command)
            throws Rejection {
        requireLeader(meeting, command.by().id());
        requireActive(meeting);
        return UserChunks.of(heard(meeting)).stream()
                .<MeetingEvent>map(
                        users ->
                                new StatusChanged(
                                        meeting.id(),
                                        command.at(),
                                        command.by().id(),
                                        users,
                                        new Flags(true, null, null, null),
                                        null))
                .toList();
    }

    /** What the caller is told; {@code before} is the meeting without the events. */
    public static MutedAnswer answer(MeetingState before) {
        return new MutedAnswer(heard(before));
    }

    private static List<UserId> heard(MeetingState meeting) {
        return meeting.people().present().stream()
                .filter(person -> !person.status().isMuted())
                .map(Person::userId)
                .filter(user -> !meeting.roleOf(user).leads())
                .toList();
    }
}
