package io.minutebook.command.participant;

import static io.minutebook.command.state.Guards.requireActive;
import static io.minutebook.kernel.ErrorCode.ANONYMOUS_NOT_ALLOWED;
import static io.minutebook.kernel.ErrorCode.CONFLICT;
import static io.minutebook.kernel.ErrorCode.DOMAIN_NOT_ALLOWED;
import static io.minutebook.kernel.ErrorCode.JOIN_DENIED;
import static io.minutebook.kernel.ErrorCode.MAX_PARTICIPANTS_REACHED;
import static io.minutebook.kernel.ErrorCode.MEETING_LOCKED;
import static io.minutebook.kernel.ErrorCode.PASSWORD_REQUIRED;
import static io.minutebook.kernel.ErrorCode.USER_BLOCKED;
import static io.minutebook.kernel.Rejection.require;

import io.minutebook.command.state.MeetingState;
import io.minutebook.command.state.Person;
import io.minutebook.kernel.Policy;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.command.ParticipantCommand.JoinAnswer;
import io.minutebook.kernel.command.ParticipantCommand.JoinMeeting;
import io.minutebook.kernel.event.LobbyEvent.ParticipantWaiting;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.ParticipantEvent.ParticipantJoined;
import io.minutebook.kernel.event.ParticipantEvent.SessionOpened;
import java.util.List;
import java.util.Optional;

/** Coming in: who may, who waits, and what a further session is. */
public final class Joining {

    /** Open sessions of one person; a bound, since each is kept in the meeting's state. */
    public static final int SESSIONS_MAX = 32;

    /** People in the waiting room at once: as many as a meeting can have places. */
    public static final int WAITING_MAX = 1_000;

    /** People who ever asked to join, each of whom is kept in the meeting's state for good. */
    public static final int PEOPLE_MAX = 5_000;

    private Joining() {}

    public static List<MeetingEvent> decide(MeetingState meeting, JoinMeeting command)
            throws Rejection {
        requireActive(meeting);
        Optional<Person> known = meeting.people().find(command.by().id());
        requireNotBlocked(meeting, command, known);
        boolean host = meeting.roleOf(command.by().id()).leads();
        if (!host) {
            requireDomain(meeting.policy(), command);
            require(
                    !command.by().guest() || meeting.policy().allowAnonymousJoin(),
                    ANONYMOUS_NOT_ALLOWED,
                    "This meeting admits no anonymous guests");
        }
        Person person = known.orElse(null);
        if (person != null && person.isPresent()) {
            return furtherSession(meeting, command, person);
        }
        Person.Door door = person == null ? Person.Door.UNSEEN : person.door();
        if (host || door == Person.Door.ADMITTED) {
            return List.of(joined(meeting, command, person));
        }
        require(door != Person.Door.DENIED, JOIN_DENIED, "A host has turned you away");
        requireOpenDoor(meeting, command);
        require(
                person != null || meeting.people().byUser().size() < PEOPLE_MAX,
                MAX_PARTICIPANTS_REACHED,
                "Too many different people have asked to join");
        if (!meeting.policy().requireWaitingRoom()) {
            return List.of(joined(meeting, command, person));
        }
        if (door == Person.Door.WAITING) {
            return List.of();
        }
        require(
                meeting.people().waiting().size() < WAITING_MAX,
                MAX_PARTICIPANTS_REACHED,
                "The waiting room is full");
        return List.of(waiting(meeting, command, person));
    }

    /** What the caller is told, once the events are part of {@code meeting}. */
    public static JoinAnswer answer(MeetingState meeting, JoinMeeting command) {
        UserId user = command.by().id();
        Person person =
                meeting.people()
                        .find(user)
                        .orElseThrow(
                                () -> new IllegalStateException("who joins or waits is known"));
        Role role = meeting.roleOf(user);
        return person.joinedAt() == null
                ? new JoinAnswer.Waiting(person.participantId(), user, role)
                : new JoinAnswer.Joined(
                        person.participantId(),
                        user,
                        role,
                        command.connectionId(),
                        person.status(),
                        person.joinedAt());
    }

    private static void requireNotBlocked(
            MeetingState meeting, JoinMeeting command, Optional<Person> known) throws Rejection {
        boolean banned = known.map(Person::banned).orElse(false);
        require(
                !banned && !meeting.policy().blocks(command.by().id()),
                USER_BLOCKED,
                "You may not join this meeting");
    }

    private static void requireDomain(Policy policy, JoinMeeting command) throws Rejection {
        require(
                policy.allowedDomains().isEmpty()
                        || command.by()
                                .verifiedDomain()
                                .filter(domain -> policy.allowedDomains().contains(domain))
                                .isPresent(),
                DOMAIN_NOT_ALLOWED,
                "Only people with a verified address of certain domains may join");
    }

    private static void requireOpenDoor(MeetingState meeting, JoinMeeting command)
            throws Rejection {
        Policy policy = meeting.policy();
        require(!policy.lockMeeting(), MEETING_LOCKED, "The meeting is locked");
        require(
                !policy.requirePassword()
                        || command.provenPasswordId() != null
                                && command.provenPasswordId().equals(meeting.passwordId()),
                PASSWORD_REQUIRED,
                "The meeting's password is needed");
        require(
                meeting.people().placesHeld() < policy.maxParticipants(),
                MAX_PARTICIPANTS_REACHED,
                "All places are taken");
    }

    private static List<MeetingEvent> furtherSession(
            MeetingState meeting, JoinMeeting command, Person person) throws Rejection {
        if (person.session(command.connectionId()).isPresent()) {
            return List.of();
        }
        require(
                person.sessions().size() < SESSIONS_MAX,
                CONFLICT,
                "You have " + SESSIONS_MAX + " open sessions already");
        return List.of(
                new SessionOpened(
                        meeting.id(),
                        command.at(),
                        command.by().id(),
                        person.participantId(),
                        command.by().id(),
                        command.connectionId(),
                        command.deviceType(),
                        command.browserInfo()));
    }

    private static ParticipantJoined joined(
            MeetingState meeting,
            JoinMeeting command,
            @org.jspecify.annotations.Nullable Person known) {
        Role role = meeting.roleOf(command.by().id());
        Policy policy = meeting.policy();
        return new ParticipantJoined(
                meeting.id(),
                command.at(),
                command.by().id(),
                known == null ? command.participantId() : known.participantId(),
                command.by().id(),
                role,
                command.connectionId(),
                command.joinMuted() || policy.muteOnEntry() && !role.leads(),
                !command.joinWithoutVideo() && (role.leads() || !policy.disableCamera()),
                known != null && known.joinedBefore(),
                command.by().displayName(),
                command.by().email(),
                command.deviceType(),
                command.browserInfo());
    }

    private static ParticipantWaiting waiting(
            MeetingState meeting,
            JoinMeeting command,
            @org.jspecify.annotations.Nullable Person known) {
        return new ParticipantWaiting(
                meeting.id(),
                command.at(),
                command.by().id(),
                known == null ? command.participantId() : known.participantId(),
                command.by().id(),
                meeting.roleOf(command.by().id()),
                command.by().displayName(),
                command.by().email());
    }
}
