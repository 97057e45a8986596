package io.minutebook.command.meeting;

import static io.minutebook.command.state.Guards.requireActive;
import static io.minutebook.command.state.Guards.requireHost;
import static io.minutebook.command.state.Guards.requireLeader;
import static io.minutebook.command.state.Guards.requireNotEnded;
import static io.minutebook.kernel.ErrorCode.CONFLICT;
import static io.minutebook.kernel.ErrorCode.INSUFFICIENT_PERMISSION;
import static io.minutebook.kernel.ErrorCode.MEETING_ALREADY_ACTIVE;
import static io.minutebook.kernel.ErrorCode.MEETING_NOT_STARTABLE;
import static io.minutebook.kernel.ErrorCode.VALIDATION_FAILED;
import static io.minutebook.kernel.Rejection.require;

import io.minutebook.command.policy.Policing;
import io.minutebook.command.state.MeetingState;
import io.minutebook.kernel.EndReason;
import io.minutebook.kernel.MeetingStatus;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.command.LifecycleCommand.CancelMeeting;
import io.minutebook.kernel.command.LifecycleCommand.CreateMeeting;
import io.minutebook.kernel.command.LifecycleCommand.EndMeeting;
import io.minutebook.kernel.command.LifecycleCommand.MeetingPlan;
import io.minutebook.kernel.command.LifecycleCommand.PlanChange;
import io.minutebook.kernel.command.LifecycleCommand.StartMeeting;
import io.minutebook.kernel.command.LifecycleCommand.UpdateMeeting;
import io.minutebook.kernel.event.LifecycleEvent.Field;
import io.minutebook.kernel.event.LifecycleEvent.MeetingCancelled;
import io.minutebook.kernel.event.LifecycleEvent.MeetingCreated;
import io.minutebook.kernel.event.LifecycleEvent.MeetingEnded;
import io.minutebook.kernel.event.LifecycleEvent.MeetingStarted;
import io.minutebook.kernel.event.LifecycleEvent.MeetingUpdated;
import io.minutebook.kernel.event.MeetingEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Creating, planning, starting and ending a meeting. */
public final class Lifecycle {

    private static final Set<Field> OPEN_AFTER_START = EnumSet.of(Field.TITLE, Field.DESCRIPTION);

    private static final Set<Field> TIMES = EnumSet.of(Field.SCHEDULED_START, Field.SCHEDULED_END);

    private Lifecycle() {}

    /** Anybody may create a meeting, and is its host. */
    public static List<MeetingEvent> decide(CreateMeeting command) throws Rejection {
        MeetingPlan plan = command.plan();
        MeetingCreated created =
                new MeetingCreated(
                        command.meetingId(),
                        command.at(),
                        command.by().id(),
                        plan.title(),
                        plan.description(),
                        plan.scheduledStart(),
                        plan.scheduledEnd(),
                        command.externalId(),
                        plan.hostUserIds(),
                        plan.invitedUserIds(),
                        plan.maxDurationMinutes());
        List<MeetingEvent> events = new ArrayList<>();
        events.add(created);
        if (command.policy() != null) {
            events.addAll(
                    Policing.apply(
                            MeetingState.of(created),
                            command.by().id(),
                            command.at(),
                            command.policy(),
                            command.passwordId()));
        }
        return events;
    }

    public static List<MeetingEvent> decide(MeetingState meeting, UpdateMeeting command)
            throws Rejection {
        requireLeader(meeting, command.by().id());
        boolean rolesChange = command.changed().contains(Field.HOST_USER_IDS);
        if (rolesChange) {
            requireMayReplaceHosts(meeting, command);
        }
        require(
                meeting.status() == MeetingStatus.SCHEDULED
                        || OPEN_AFTER_START.containsAll(command.changed()),
                CONFLICT,
                "Only title and description can be changed by now");
        require(
                !rolesChange || hosts(command).stream().noneMatch(meeting.policy()::blocks),
                CONFLICT,
                "Somebody blocked cannot be a host");
        if (!Collections.disjoint(command.changed(), TIMES)) {
            requireSoundTimes(meeting, command);
        }
        return command.changed().isEmpty() ? List.of() : List.of(updated(meeting, command));
    }

    /** A request is sound in itself; what it leaves as it was may still contradict it. */
    private static void requireSoundTimes(MeetingState meeting, UpdateMeeting command)
            throws Rejection {
        PlanChange plan = command.plan();
        if (!meeting.course()
                .planned()
                .changed(command.changed(), plan.scheduledStart(), plan.scheduledEnd())
                .isSound()) {
            throw new Rejection(
                    VALIDATION_FAILED,
                    "A meeting ends after it starts",
                    Map.of("scheduled_end", "must be after scheduled_start"));
        }
    }

    /** Only hosts change roles, and nobody their own: a host who is listed stays listed. */
    private static void requireMayReplaceHosts(MeetingState meeting, UpdateMeeting command)
            throws Rejection {
        UserId by = command.by().id();
        requireHost(meeting, by);
        require(
                by.equals(meeting.createdBy()) || hosts(command).contains(by),
                INSUFFICIENT_PERMISSION,
                "Nobody changes their own role");
    }

    private static List<UserId> hosts(UpdateMeeting command) {
        return orEmpty(command.plan().hostUserIds());
    }

    private static MeetingUpdated updated(MeetingState meeting, UpdateMeeting command) {
        PlanChange plan = command.plan();
        Set<Field> changed = command.changed();
        return new MeetingUpdated(
                meeting.id(),
                command.at(),
                command.by().id(),
                changed,
                changed.contains(Field.TITLE) ? plan.title() : null,
                changed.contains(Field.DESCRIPTION) ? plan.description() : null,
                changed.contains(Field.SCHEDULED_START) ? plan.scheduledStart() : null,
                changed.contains(Field.SCHEDULED_END) ? plan.scheduledEnd() : null,
                changed.contains(Field.HOST_USER_IDS) ? hosts(command) : null,
                changed.contains(Field.INVITED_USER_IDS) ? orEmpty(plan.invitedUserIds()) : null,
                changed.contains(Field.MAX_DURATION_MINUTES) ? plan.maxDurationMinutes() : null);
    }

    /** Clearing a list empties it. */
    private static List<UserId> orEmpty(@Nullable List<UserId> users) {
        return users == null ? List.of() : users;
    }

    public static List<MeetingEvent> decide(MeetingState meeting, CancelMeeting command)
            throws Rejection {
        requireLeader(meeting, command.by().id());
        require(
                meeting.status() == MeetingStatus.SCHEDULED
                        || meeting.status() == MeetingStatus.CANCELLED,
                CONFLICT,
                "The meeting has started and cannot be cancelled");
        return meeting.status() == MeetingStatus.CANCELLED
                ? List.of()
                : List.of(new MeetingCancelled(meeting.id(), command.at(), command.by().id()));
    }

    public static List<MeetingEvent> decide(MeetingState meeting, StartMeeting command)
            throws Rejection {
        requireLeader(meeting, command.by().id());
        requireNotEnded(meeting);
        require(
                meeting.status() != MeetingStatus.IN_PROGRESS,
                MEETING_ALREADY_ACTIVE,
                "The meeting is already in progress");
        require(
                meeting.status() != MeetingStatus.CANCELLED,
                MEETING_NOT_STARTABLE,
                "The meeting was cancelled");
        return List.of(new MeetingStarted(meeting.id(), command.at(), command.by().id()));
    }

    public static List<MeetingEvent> decide(MeetingState meeting, EndMeeting command)
            throws Rejection {
        requireLeader(meeting, command.by().id());
        requireActive(meeting);
        Instant started = meeting.startedAt();
        return List.of(
                new MeetingEnded(
                        meeting.id(),
                        command.at(),
                        command.by().id(),
                        EndReason.ENDED_BY_HOST,
                        started == null ? command.at() : started,
                        meeting.people().attendance()));
    }
}
