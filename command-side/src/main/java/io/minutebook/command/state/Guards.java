package io.minutebook.command.state;

import static io.minutebook.kernel.ErrorCode.INSUFFICIENT_PERMISSION;
import static io.minutebook.kernel.ErrorCode.MEETING_ENDED;
import static io.minutebook.kernel.ErrorCode.MEETING_NOT_ACTIVE;
import static io.minutebook.kernel.ErrorCode.PARTICIPANT_NOT_FOUND;
import static io.minutebook.kernel.Rejection.require;

import io.minutebook.kernel.MeetingStatus;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.UserId;

/**
 * The checks that most rules start with, in the order they are made: permission, then the meeting's
 * state.
 */
public final class Guards {

    private Guards() {}

    /** Hosts and co-hosts only. */
    public static void requireLeader(MeetingState meeting, UserId user) throws Rejection {
        require(meeting.roleOf(user).leads(), INSUFFICIENT_PERMISSION, "Only hosts may do this");
    }

    /** Hosts only, not co-hosts. */
    public static void requireHost(MeetingState meeting, UserId user) throws Rejection {
        require(
                meeting.roleOf(user) == Role.HOST,
                INSUFFICIENT_PERMISSION,
                "Only a host may do this, not a co-host");
    }

    /** Nobody acts on a host but a host. */
    public static void requireMayActOn(MeetingState meeting, UserId user, UserId other)
            throws Rejection {
        require(
                meeting.roleOf(other) != Role.HOST || meeting.roleOf(user) == Role.HOST,
                INSUFFICIENT_PERMISSION,
                "Only a host may do this to a host");
    }

    /** The meeting is in progress. */
    public static void requireActive(MeetingState meeting) throws Rejection {
        requireNotEnded(meeting);
        require(
                meeting.status() == MeetingStatus.IN_PROGRESS,
                MEETING_NOT_ACTIVE,
                "The meeting is not in progress");
    }

    public static void requireNotEnded(MeetingState meeting) throws Rejection {
        require(meeting.status() != MeetingStatus.ENDED, MEETING_ENDED, "The meeting has ended");
    }

    /** What only those in the meeting do: who waits is not let, who is elsewhere is not found. */
    public static Person requirePresent(MeetingState meeting, UserId user) throws Rejection {
        Person person = meeting.people().find(user).orElse(null);
        require(
                person == null || !person.isWaiting(),
                INSUFFICIENT_PERMISSION,
                "You are still in the waiting room");
        requireActive(meeting);
        if (person == null || !person.isPresent()) {
            throw new Rejection(PARTICIPANT_NOT_FOUND, "You are not in this meeting");
        }
        return person;
    }
}
