package io.minutebook.command.clock;

import io.minutebook.command.state.MeetingState;
import io.minutebook.command.state.Rooms;
import io.minutebook.kernel.EndReason;
import io.minutebook.kernel.MeetingStatus;
import io.minutebook.kernel.command.SystemCommand.KeepTime;
import io.minutebook.kernel.event.BreakoutEvent.RoomsClosed;
import io.minutebook.kernel.event.BreakoutEvent.RoomsClosingSoon;
import io.minutebook.kernel.event.LifecycleEvent.MeetingEnded;
import io.minutebook.kernel.event.MeetingEvent;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is due in a meeting. It rests on the meeting alone, so whoever asks, and however often, what
 * is due happens once.
 */
public final class Timekeeping {

    private Timekeeping() {}

    public static List<MeetingEvent> decide(MeetingState meeting, KeepTime command) {
        Instant now = command.at();
        if (meeting.status() != MeetingStatus.IN_PROGRESS) {
            return List.of();
        }
        if (isPast(meeting.course().maxDurationEnd(), now)) {
            return List.of(ended(meeting, now, EndReason.MAX_DURATION));
        }
        if (isPast(meeting.idleEnd(), now)) {
            return List.of(ended(meeting, now, EndReason.IDLE));
        }
        return rooms(meeting, now);
    }

    private static List<MeetingEvent> rooms(MeetingState meeting, Instant now) {
        Rooms rooms = meeting.rooms();
        Instant closesAt = rooms.closesAt();
        if (closesAt == null) {
            return List.of();
        }
        if (!closesAt.isAfter(now)) {
            return List.of(new RoomsClosed(meeting.id(), now, null));
        }
        return isPast(rooms.warningDue(), now)
                ? List.of(new RoomsClosingSoon(meeting.id(), now, null, closesAt))
                : List.of();
    }

    private static boolean isPast(Optional<Instant> due, Instant now) {
        return due.filter(at -> !at.isAfter(now)).isPresent();
    }

    private static MeetingEnded ended(MeetingState meeting, Instant now, EndReason reason) {
        return new MeetingEnded(
                meeting.id(),
                now,
                null,
                reason,
                Objects.requireNonNullElse(meeting.startedAt(), now),
                meeting.people().attendance());
    }
}
