package io.minutebook.command.breakout;

import io.minutebook.command.state.MeetingState;
import io.minutebook.command.state.Person;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.command.BreakoutCommand.RoomPlan;
import io.minutebook.kernel.event.BreakoutEvent.Assignment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Who goes into which of new breakout rooms, put together place by place; whom no room has a place
 * for stays in the hall.
 */
final class Spreading {

    private final MeetingState meeting;
    private final Role by;
    private final List<RoomPlan> rooms;
    private final Map<RoomId, List<UserId>> places = new LinkedHashMap<>();
    private final Set<UserId> placed = new HashSet<>();

    /**
     * @param by the role of who puts them there
     */
    Spreading(MeetingState meeting, Role by, List<RoomPlan> rooms) {
        this.meeting = meeting;
        this.by = by;
        this.rooms = rooms;
        rooms.forEach(room -> places.put(room.roomId(), new ArrayList<>()));
    }

    /**
     * Puts people into the rooms that stand where the ones they were last in stood; hosts only at a
     * host's word.
     */
    void backWhereTheyWere() {
        for (Person person : meeting.people().present()) {
            Integer last = meeting.rooms().lastIn().get(person.userId());
            boolean may = by == Role.HOST || meeting.roleOf(person.userId()) != Role.HOST;
            if (may && last != null && last < rooms.size() && hasPlace(rooms.get(last))) {
                place(person.userId(), rooms.get(last));
            }
        }
    }

    /** Puts all others but hosts each into the emptiest room, the first of several. */
    void evenly() {
        for (Person person : meeting.people().present()) {
            UserId user = person.userId();
            if (!placed.contains(user) && !meeting.roleOf(user).leads()) {
                rooms.stream()
                        .filter(this::hasPlace)
                        .min(Comparator.comparingInt(room -> inside(room).size()))
                        .ifPresent(room -> place(user, room));
            }
        }
    }

    private void place(UserId user, RoomPlan room) {
        inside(room).add(user);
        placed.add(user);
    }

    private boolean hasPlace(RoomPlan room) {
        Integer capacity = room.capacity();
        return capacity == null || inside(room).size() < capacity;
    }

    private List<UserId> inside(RoomPlan room) {
        return Objects.requireNonNull(places.get(room.roomId()));
    }

    /** The places found, without empty rooms. */
    List<Assignment> assignments() {
        return places.entrySet().stream()
                .filter(place -> !place.getValue().isEmpty())
                .map(place -> new Assignment(place.getKey(), List.copyOf(place.getValue())))
                .toList();
    }
}
