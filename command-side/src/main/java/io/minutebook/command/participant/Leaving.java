package io.minutebook.command.participant;

import static io.minutebook.command.state.Guards.requirePresent;
import static io.minutebook.kernel.ErrorCode.PARTICIPANT_NOT_FOUND;
import static io.minutebook.kernel.Rejection.require;

import io.minutebook.command.state.MeetingState;
import io.minutebook.command.state.Person;
import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.LeaveReason;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.command.ParticipantCommand.LeaveMeeting;
import io.minutebook.kernel.command.ParticipantCommand.Left;
import io.minutebook.kernel.command.SystemCommand.EndSession;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.ParticipantEvent.ParticipantLeft;
import io.minutebook.kernel.event.ParticipantEvent.SessionClosed;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Going: with all sessions, or with one of several. */
public final class Leaving {

    private Leaving() {}

    public static List<MeetingEvent> decide(MeetingState meeting, LeaveMeeting command)
            throws Rejection {
        Person person = requirePresent(meeting, command.by().id());
        ConnectionId session = command.connectionId();
        require(
                session == null || person.session(session).isPresent(),
                PARTICIPANT_NOT_FOUND,
                "You have no such session");
        return List.of(
                session != null && person.sessions().size() > 1
                        ? closed(
                                meeting,
                                command.at(),
                                person.userId(),
                                person,
                                session,
                                LeaveReason.LEFT)
                        : left(meeting, command.at(), person.userId(), person, LeaveReason.LEFT));
    }

    /** A session that ended without its person's word; nothing where it is open no longer. */
    public static List<MeetingEvent> decide(MeetingState meeting, EndSession command) {
        Person person = meeting.people().find(command.userId()).orElse(null);
        Person.Session session =
                person == null ? null : person.session(command.connectionId()).orElse(null);
        if (person == null || session == null || session.openedAt().isAfter(command.openedBy())) {
            return List.of();
        }
        Instant at = later(command.at(), session.openedAt());
        return List.of(
                person.sessions().size() > 1
                        ? closed(
                                meeting, at, null, person, command.connectionId(), command.reason())
                        : left(
                                meeting,
                                later(at, command.lastActAt()),
                                null,
                                person,
                                command.reason()));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static SessionClosed closed(
            MeetingState meeting,
            Instant at,
            @Nullable UserId by,
            Person person,
            ConnectionId session,
            LeaveReason reason) {
        return new SessionClosed(
                meeting.id(), at, by, person.participantId(), person.userId(), session, reason);
    }

    private static ParticipantLeft left(
            MeetingState meeting,
            Instant at,
            @Nullable UserId by,
            Person person,
            LeaveReason reason) {
        return new ParticipantLeft(
                meeting.id(),
                at,
                by,
                person.participantId(),
                person.userId(),
                reason,
                began(person, at));
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
