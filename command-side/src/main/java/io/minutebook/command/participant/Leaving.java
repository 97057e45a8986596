package io.minutebook.command.participant;

import static io.minutebook.command.state.Guards.requirePresent;
import static io.minutebook.kernel.ErrorCode.PARTICIPANT_NOT_FOUND;
import static io.minutebook.kernel.Rejection.require;

import io.minutebook.command.state.MeetingState;
import io.minutebook.command.state.Person;
import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.LeaveReason;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.command.ParticipantCommand.LeaveMeeting;
import io.minutebook.kernel.command.ParticipantCommand.Left;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.ParticipantEvent.ParticipantLeft;
import io.minutebook.kernel.event.ParticipantEvent.SessionClosed;
import java.time.Instant;
import java.util.List;

/** Going: with all sessions, or with one of several. */
public final class Leaving {

    private Leaving() {}

    public static List<MeetingEvent> decide(MeetingState meeting, LeaveMeeting command)
            throws Rejection {
        Person person = requirePresent(meeting, command.by().id());
        ConnectionId session = command.connectionId();
        require(
                session == null || person.sessions().contains(session),
                PARTICIPANT_NOT_FOUND,
                "You have no such session");
        if (session != null && person.sessions().size() > 1) {
            return List.of(
                    new SessionClosed(
                            meeting.id(),
                            command.at(),
                            command.by().id(),
                            person.participantId(),
                            person.userId(),
                            session,
                            LeaveReason.LEFT));
        }
        return List.of(
                new ParticipantLeft(
                        meeting.id(),
                        command.at(),
                        command.by().id(),
                        person.participantId(),
                        person.userId(),
                        LeaveReason.LEFT,
                        began(person, command.at())));
    }

    /** What the caller is told; {@code before} is the meeting without the events. */
    public static Left answer(MeetingState before, LeaveMeeting command) {
        Instant at = command.at();
        return new Left(
                before.people().find(command.by().id()).map(person -> began(person, at)).orElse(at),
                at);
    }

    private static Instant began(Person person, Instant orElse) {
        return person.joinedAt() == null ? orElse : person.joinedAt();
    }
}
