package io.minutebook.command.state;

import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.LiveStatus;
import io.minutebook.kernel.ParticipantId;
import io.minutebook.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who asked to join, whatever came of it.
 *
 * @param sessions open ones, in the order they opened; empty while not present
 * @param joinedAt when the present presence began, null while not present
 * @param joinedBefore whether they were ever present
 */
public record Person(
        ParticipantId participantId,
        UserId userId,
        List<Session> sessions,
        LiveStatus status,
        @Nullable Instant joinedAt,
        boolean joinedBefore,
        Door door,
        boolean banned) {

    /** One connection of a person. */
    public record Session(ConnectionId connectionId, Instant openedAt) {}

    /** How somebody stands at the waiting room's door. */
    public enum Door {
        /** Never stopped there. */
        UNSEEN,
        WAITING,
        /** Holds a place for the rest of the meeting. */
        ADMITTED,
        /** Turned away until admitted. */
        DENIED
    }

    static Person stranger(ParticipantId participantId, UserId userId) {
        return new Person(
                participantId,
                userId,
                List.of(),
                LiveStatus.ABSENT,
                null,
                false,
                Door.UNSEEN,
                false);
    }

    public boolean isPresent() {
        return !sessions.isEmpty();
    }

    public boolean isWaiting() {
        return door == Door.WAITING;
    }

    /**
     * Whether they take one of the meeting's places: by being there, or by having been promised
     * one.
     */
    public boolean holdsPlace() {
        return isPresent() || door == Door.ADMITTED;
    }

    /** The open session of that id, empty where there is none. */
    public Optional<Session> session(ConnectionId id) {
        return sessions.stream().filter(open -> open.connectionId().equals(id)).findFirst();
    }

    Person joined(ConnectionId session, LiveStatus live, Instant at) {
        Door passed = door == Door.ADMITTED ? Door.ADMITTED : Door.UNSEEN;
        return new Person(
                participantId,
                userId,
                List.of(new Session(session, at)),
                live,
                at,
                true,
                passed,
                false);
    }

    Person opened(ConnectionId session, Instant at) {
        return withSessions(
                Stream.concat(sessions.stream(), Stream.of(new Session(session, at))).toList());
    }

    Person closed(ConnectionId session) {
        return withSessions(
                sessions.stream().filter(open -> !open.connectionId().equals(session)).toList());
    }

    Person gone() {
        return new Person(
                participantId,
                userId,
                List.of(),
                LiveStatus.ABSENT,
                null,
                joinedBefore,
                door,
                banned);
    }

    Person with(LiveStatus live) {
        return new Person(
                participantId, userId, sessions, live, joinedAt, joinedBefore, door, banned);
    }

    Person at(Door where) {
        return new Person(
                participantId, userId, sessions, status, joinedAt, joinedBefore, where, banned);
    }

    Person banned(boolean now) {
        return new Person(
                participantId, userId, sessions, status, joinedAt, joinedBefore, door, now);
    }

    private Person withSessions(List<Session> open) {
        return new Person(
                participantId, userId, open, status, joinedAt, joinedBefore, door, banned);
    }
}
