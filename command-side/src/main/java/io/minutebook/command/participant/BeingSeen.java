package io.minutebook.command.participant;

import static io.minutebook.command.state.Guards.requirePresent;
import static io.minutebook.kernel.ErrorCode.CAMERA_DISABLED;
import static io.minutebook.kernel.ErrorCode.INSUFFICIENT_PERMISSION;
import static io.minutebook.kernel.ErrorCode.SCREEN_SHARE_DISABLED;
import static io.minutebook.kernel.Rejection.require;

import io.minutebook.command.policy.Allowing;
import io.minutebook.command.state.MeetingState;
import io.minutebook.command.state.Person;
import io.minutebook.kernel.Flags;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.command.ParticipantCommand.SendReaction;
import io.minutebook.kernel.command.ParticipantCommand.UpdateStatus;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.ParticipantEvent.ReactionSent;
import io.minutebook.kernel.event.ParticipantEvent.StatusChanged;
import java.util.List;

/** One's own microphone, camera, screen and hand, and reactions. */
public final class BeingSeen {

    private BeingSeen() {}

    public static List<MeetingEvent> decide(MeetingState meeting, UpdateStatus command)
            throws Rejection {
        Person person = requirePresent(meeting, command.by().id());
        require(
                !Boolean.TRUE.equals(command.isInWaitingRoom()),
                INSUFFICIENT_PERMISSION,
                "Only a host decides who waits");
        Flags changes = person.status().changedBy(command.flags());
        require(
                !Boolean.TRUE.equals(changes.isScreenSharing())
                        || Allowing.screen(meeting, person.userId()),
                SCREEN_SHARE_DISABLED,
                "Screen sharing is not allowed");
        require(
                !Boolean.TRUE.equals(changes.isVideoEnabled())
                        || Allowing.camera(meeting, person.userId()),
                CAMERA_DISABLED,
                "Cameras are not allowed");
        return changes.isEmpty()
                ? List.of()
                : List.of(
                        new StatusChanged(
                                meeting.id(),
                                command.at(),
                                command.by().id(),
                                List.of(person.userId()),
                                changes,
                                person.status().with(changes)));
    }

    public static List<MeetingEvent> decide(MeetingState meeting, SendReaction command)
            throws Rejection {
        requirePresent(meeting, command.by().id());
        return List.of(
                new ReactionSent(
                        meeting.id(),
                        command.at(),
                        command.by().id(),
                        command.reactionType(),
                        command.duration()));
    }
}
