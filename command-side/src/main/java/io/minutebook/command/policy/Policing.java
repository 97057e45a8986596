package io.minutebook.command.policy;

import static io.minutebook.command.state.Guards.requireLeader;
import static io.minutebook.command.state.Guards.requireNotEnded;
import static io.minutebook.kernel.ErrorCode.CONFLICT;
import static io.minutebook.kernel.ErrorCode.MEETING_NOT_ACTIVE;
import static io.minutebook.kernel.ErrorCode.VALIDATION_FAILED;
import static io.minutebook.kernel.Rejection.require;

import io.minutebook.command.lobby.AdmittingAll;
import io.minutebook.command.state.MeetingState;
import io.minutebook.kernel.MeetingStatus;
import io.minutebook.kernel.Policy;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.command.PolicyCommand.ApplyPolicy;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.ParticipantEvent.ParticipantRemoved;
import io.minutebook.kernel.event.PolicyEvent.PolicyChanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Setting the policy, and what that does to those already there. */
public final class Policing {

    private Policing() {}

    public static List<MeetingEvent> decide(MeetingState meeting, ApplyPolicy command)
            throws Rejection {
        requireLeader(meeting, command.by().id());
        requireNotEnded(meeting);
        require(
                meeting.status() != MeetingStatus.CANCELLED,
                MEETING_NOT_ACTIVE,
                "The meeting was cancelled");
        return apply(
                meeting, command.by().id(), command.at(), command.policy(), command.passwordId());
    }

    /** The events of a policy that {@code by} may set. */
    public static List<MeetingEvent> apply(
            MeetingState meeting,
            UserId by,
            Instant at,
            Policy policy,
            @Nullable String newPasswordId)
            throws Rejection {
        require(
                policy.blockedUsers().stream().noneMatch(user -> meeting.roleOf(user).leads()),
                CONFLICT,
                "A host cannot be blocked");
        String passwordId = newPasswordId == null ? meeting.passwordId() : newPasswordId;
        if (policy.requirePassword() && passwordId == null) {
            throw new Rejection(
                    VALIDATION_FAILED,
                    "A password is asked for and none was ever set",
                    Map.of("password", "is needed"));
        }
        List<MeetingEvent> events = new ArrayList<>();
        MeetingState changed = meeting;
        if (!policy.equals(meeting.policy()) || !Objects.equals(passwordId, meeting.passwordId())) {
            events.add(new PolicyChanged(meeting.id(), at, by, policy, passwordId));
            changed = meeting.after(events.get(0));
        }
        List<UserId> removed = blockedButHere(changed);
        if (!removed.isEmpty()) {
            ParticipantRemoved out = new ParticipantRemoved(meeting.id(), at, by, removed, false);
            events.add(out);
            changed = changed.after(out);
        }
        if (!policy.requireWaitingRoom()) {
            events.addAll(AdmittingAll.letIn(changed, by, at));
        }
        events.addAll(Settling.after(meeting, events, by, at));
        return events;
    }

    private static List<UserId> blockedButHere(MeetingState meeting) {
        return meeting.policy().blockedUsers().stream()
                .filter(
                        user ->
                                meeting.people()
                                        .find(user)
                                        .filter(person -> person.holdsPlace() || person.isWaiting())
                                        .isPresent())
                .distinct()
                .toList();
    }
}
