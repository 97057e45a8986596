package io.minutebook.query.meeting;

import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.LiveStatus;
import io.minutebook.kernel.ParticipantId;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who asked to join, as others see them.
 *
 * @param sessions open ones; empty while not present
 * @param joinedAt when their present presence began, null while not present
 * @param arrival sequence of the event they came or began to wait with; orders lists
 * @param requestedAt when they began to wait, null while they do not
 * @param room the breakout room they are in, null for the hall
 * @param banned whether they were put out for good
 */
record PersonView(
        ParticipantId participantId,
        UserId userId,
        @Nullable String userName,
        @Nullable String deviceType,
        List<ConnectionId> sessions,
        LiveStatus status,
        @Nullable Instant joinedAt,
        long arrival,
        boolean joinedBefore,
        @Nullable Instant requestedAt,
        @Nullable RoomId room,
        boolean banned) {

    boolean isPresent() {
        return joinedAt != null;
    }

    boolean isWaiting() {
        return requestedAt != null;
    }

    PersonView opened(ConnectionId session) {
        return withSessions(Stream.concat(sessions.stream(), Stream.of(session)).toList());
    }

    PersonView closed(ConnectionId session) {
        return withSessions(sessions.stream().filter(open -> !open.equals(session)).toList());
    }

    private PersonView withSessions(List<ConnectionId> open) {
        return new PersonView(
                participantId,
                userId,
                userName,
                deviceType,
                open,
                status,
                joinedAt,
                arrival,
                joinedBefore,
                requestedAt,
                room,
                banned);
    }

    /** Neither present nor waiting. */
    PersonView gone() {
        return new PersonView(
                participantId,
                userId,
                userName,
                deviceType,
                List.of(),
                LiveStatus.ABSENT,
                null,
                arrival,
                joinedBefore,
                null,
                null,
                banned);
    }

    PersonView with(LiveStatus now) {
        return new PersonView(
                participantId,
                userId,
                userName,
                deviceType,
                sessions,
                now,
                joinedAt,
                arrival,
                joinedBefore,
                requestedAt,
                room,
                banned);
    }

    PersonView in(@Nullable RoomId now) {
        return new PersonView(
                participantId,
                userId,
                userName,
                deviceType,
                sessions,
                status,
                joinedAt,
                arrival,
                joinedBefore,
                requestedAt,
                now,
                banned);
    }

    PersonView banned(boolean now) {
        return new PersonView(
                participantId,
                userId,
                userName,
                deviceType,
                sessions,
                status,
                joinedAt,
                arrival,
                joinedBefore,
                requestedAt,
                room,
                now);
    }
}
