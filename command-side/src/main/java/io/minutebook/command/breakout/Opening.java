package io.minutebook.command.breakout;

import static io.minutebook.command.state.Guards.requireActive;
import static io.minutebook.command.state.Guards.requireLeader;
import static io.minutebook.kernel.ErrorCode.CONFLICT;
import static io.minutebook.kernel.Rejection.require;

import io.minutebook.command.state.MeetingState;
import io.minutebook.command.state.Person;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.UserId;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        if (command.autoAssign()) {
            events.addAll(spread(meeting, command));
        }
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

    /** In turn, passing over full rooms; whom no room has a place for stays in the hall. */
    private static List<MeetingEvent> spread(MeetingState meeting, OpenRooms command) {
        Map<RoomId, List<UserId>> places = new LinkedHashMap<>();
        command.rooms().forEach(room -> places.put(room.roomId(), new ArrayList<>()));
        List<UserId> people =
                meeting.people().present().stream()
                        .map(Person::userId)
                        .filter(user -> !meeting.roleOf(user).leads())
                        .toList();
        int turn = 0;
        for (UserId user : people) {
            for (int tried = 0; tried < command.rooms().size(); tried++) {
                RoomPlan room = command.rooms().get(turn++ % command.rooms().size());
                List<UserId> inside = places.getOrDefault(room.roomId(), List.of());
                if (room.capacity() == null || inside.size() < room.capacity()) {
                    inside.add(user);
                    break;
                }
            }
        }
        List<Assignment> assignments =
                places.entrySet().stream()
                        .filter(place -> !place.getValue().isEmpty())
                        .map(place -> new Assignment(place.getKey(), List.copyOf(place.getValue())))
                        .toList();
        return chunks(assignments).stream()
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
