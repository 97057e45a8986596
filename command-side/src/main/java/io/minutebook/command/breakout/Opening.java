package io.minutebook.command.breakout;

import static io.minutebook.command.state.Guards.requireActive;
import static io.minutebook.command.state.Guards.requireLeader;
import static io.minutebook.kernel.ErrorCode.CONFLICT;
import static io.minutebook.kernel.Rejection.require;

import io.minutebook.command.policy.Settling;
import io.minutebook.command.state.MeetingState;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.command.BreakoutCommand.OpenRooms;
import io.minutebook.kernel.command.BreakoutCommand.RoomPlan;
import io.minutebook.kernel.command.BreakoutCommand.RoomsOpenedAnswer;
import io.minutebook.kernel.event.BreakoutEvent.Assignment;
import io.minutebook.kernel.event.BreakoutEvent.AssignmentType;
import io.minutebook.kernel.event.BreakoutEvent.ParticipantsAssigned;
import io.minutebook.kernel.event.BreakoutEvent.Room;
import io.minutebook.kernel.event.BreakoutEvent.RoomText;
import io.minutebook.kernel.event.BreakoutEvent.RoomsOpened;
import io.minutebook.kernel.event.MeetingEvent;
import java.util.ArrayList;
import java.util.List;

/** Opening breakout rooms, and spreading people over them. */
public final class Opening {

    /** People in one event; with ids of full length more would pass an entry's bound. */
    private static final int ASSIGNED_PER_EVENT_MAX = 900;

    private Opening() {}

    public static List<MeetingEvent> decide(MeetingState meeting, OpenRooms command)
            throws Rejection {
        requireLeader(meeting, command.by().id());
        requireActive(meeting);
        require(!meeting.rooms().areOpen(), CONFLICT, "Breakout rooms are open already");
        List<MeetingEvent> events = new ArrayList<>();
        events.add(
                new RoomsOpened(
                        meeting.id(),
                        command.at(),
                        command.by().id(),
                        command.rooms().stream().map(Opening::room).toList(),
                        command.allowParticipantsToChoose(),
                        command.allowParticipantsToReturn(),
                        command.timeLimitMinutes(),
                        command.rooms().stream()
                                .map(room -> new RoomText(room.name(), room.description()))
                                .toList()));
        events.addAll(assigned(meeting, command));
        events.addAll(Settling.after(meeting, events, command.by().id(), command.at()));
        return events;
    }

    /** Who is where, once the events are part of {@code meeting}. */
    public static RoomsOpenedAnswer answer(MeetingState meeting) {
        return new RoomsOpenedAnswer(
                meeting.rooms().open().stream()
                        .map(room -> meeting.rooms().peopleIn(room.roomId()))
                        .toList());
    }

    private static Room room(RoomPlan plan) {
        return new Room(plan.roomId(), plan.capacity(), plan.settings());
    }

    private static List<MeetingEvent> assigned(MeetingState meeting, OpenRooms command) {
        Spreading spreading =
                new Spreading(meeting, meeting.roleOf(command.by().id()), command.rooms());
        if (command.reuseLastAssignment()) {
            spreading.backWhereTheyWere();
        }
        if (command.autoAssign()) {
            spreading.evenly();
        }
        return chunks(spreading.assignments()).stream()
                .<MeetingEvent>map(
                        chunk ->
                                new ParticipantsAssigned(
                                        meeting.id(),
                                        command.at(),
                                        command.by().id(),
                                        AssignmentType.AUTO,
                                        chunk))
                .toList();
    }

    private static List<List<Assignment>> chunks(List<Assignment> assignments) {
        List<List<Assignment>> chunks = new ArrayList<>();
        List<Assignment> chunk = new ArrayList<>();
        int people = 0;
        for (Assignment assignment : assignments) {
            for (int from = 0; from < assignment.userIds().size(); from += ASSIGNED_PER_EVENT_MAX) {
                int to = Math.min(from + ASSIGNED_PER_EVENT_MAX, assignment.userIds().size());
                if (people + to - from > ASSIGNED_PER_EVENT_MAX) {
                    chunks.add(chunk);
                    chunk = new ArrayList<>();
                    people = 0;
                }
                chunk.add(
                        new Assignment(
                                assignment.roomId(), assignment.userIds().subList(from, to)));
                people += to - from;
            }
        }
        if (!chunk.isEmpty()) {
            chunks.add(chunk);
        }
        return chunks;
    }
}
