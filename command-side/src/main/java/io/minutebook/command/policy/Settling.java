package io.minutebook.command.policy;

import io.minutebook.command.state.MeetingState;
import io.minutebook.command.state.Person;
import io.minutebook.command.state.UserChunks;
import io.minutebook.kernel.Flags;
import io.minutebook.kernel.LiveStatus;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.ParticipantEvent.StatusChanged;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Switching off what somebody shows and may no longer show: after a policy, a role, or a room
 * changed, nobody goes on with what is not allowed by now.
 */
public final class Settling {

    private Settling() {}

    /** What follows from {@code events} for cameras and shared screens. */
    public static List<MeetingEvent> after(
            MeetingState before, List<MeetingEvent> events, UserId by, Instant at) {
        MeetingState meeting = folded(before, events);
        List<MeetingEvent> cameras =
                off(
                        meeting,
                        person ->
                                person.status().isVideoEnabled()
                                        && !Allowing.camera(meeting, person.userId()),
                        new Flags(null, false, null, null),
                        by,
                        at);
        MeetingState dark = folded(meeting, cameras);
        List<MeetingEvent> screens =
                off(
                        dark,
                        person ->
                                person.status().isScreenSharing()
                                        && !Allowing.screen(dark, person.userId()),
                        new Flags(null, null, false, null),
                        by,
                        at);
        return Stream.concat(cameras.stream(), screens.stream()).toList();
    }

    private static MeetingState folded(MeetingState meeting, List<MeetingEvent> events) {
        MeetingState now = meeting;
        for (MeetingEvent event : events) {
            now = now.after(event);
        }
        return now;
    }

    private static List<MeetingEvent> off(
            MeetingState meeting, Predicate<Person> shows, Flags flags, UserId by, Instant at) {
        List<UserId> users =
                meeting.people().present().stream().filter(shows).map(Person::userId).toList();
        return UserChunks.of(users).stream()
                .<MeetingEvent>map(
                        chunk ->
                                new StatusChanged(
                                        meeting.id(),
                                        at,
                                        by,
                                        chunk,
                                        flags,
                                        chunk.size() == 1
                                                ? status(meeting, chunk.get(0), flags)
                                                : null))
                .toList();
    }

    private static LiveStatus status(MeetingState meeting, UserId user, Flags flags) {
        return meeting.people().find(user).orElseThrow().status().with(flags);
    }
}
