package io.minutebook.command.lobby;

import static io.minutebook.command.state.Guards.requireActive;
import static io.minutebook.command.state.Guards.requireLeader;

import io.minutebook.command.state.MeetingState;
import io.minutebook.command.state.UserChunks;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.command.LobbyCommand.AdmitAll;
import io.minutebook.kernel.command.LobbyCommand.AdmittedAnswer;
import io.minutebook.kernel.event.LobbyEvent.ParticipantAdmitted;
import io.minutebook.kernel.event.MeetingEvent;
import java.time.Instant;
import java.util.List;

/** Letting in everybody who waits, as far as there are places. */
public final class AdmittingAll {

    private AdmittingAll() {}

    public static List<MeetingEvent> decide(MeetingState meeting, AdmitAll command)
            throws Rejection {
        requireLeader(meeting, command.by().id());
        requireActive(meeting);
        return letIn(meeting, command.by().id(), command.at());
    }

    /** Admits those first in line, one event for all of them. */
    public static List<MeetingEvent> letIn(MeetingState meeting, UserId by, Instant at) {
        return UserChunks.of(firstInLine(meeting)).stream()
                .<MeetingEvent>map(users -> new ParticipantAdmitted(meeting.id(), at, by, users))
                .toList();
    }

    private static List<UserId> firstInLine(MeetingState meeting) {
        int places =
                Math.max(0, meeting.policy().maxParticipants() - meeting.people().placesHeld());
        return meeting.people().waiting().stream().limit(places).toList();
    }

    /** What the caller is told; {@code before} is the meeting without the events. */
    public static AdmittedAnswer answer(MeetingState before) {
        List<UserId> admitted = firstInLine(before);
        return new AdmittedAnswer(admitted, before.people().waiting().size() - admitted.size());
    }
}
