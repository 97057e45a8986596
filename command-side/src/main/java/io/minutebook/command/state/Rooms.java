package io.minutebook.command.state;

import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.RoomSettings;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.event.BreakoutEvent;
import io.minutebook.kernel.event.BreakoutEvent.Assignment;
import io.minutebook.kernel.event.BreakoutEvent.Room;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The breakout rooms that are open, and who is where.
 *
 * @param open none while no rooms are open
 * @param placeOf the room somebody is in; who is in the hall is not in it
 */
public record Rooms(
        List<Room> open, boolean mayChoose, boolean mayReturn, Map<UserId, RoomId> placeOf) {

    static final Rooms CLOSED = new Rooms(List.of(), false, false, Map.of());

    public boolean areOpen() {
        return !open.isEmpty();
    }

    public Optional<Room> find(RoomId id) {
        return open.stream().filter(room -> room.roomId().equals(id)).findFirst();
    }

    /** The room {@code user} is in, empty for the hall. */
    public Optional<RoomId> of(UserId user) {
        return Optional.ofNullable(placeOf.get(user));
    }

    /** What is allowed where {@code user} is, beside the policy. */
    public RoomSettings settingsFor(UserId user) {
        return of(user).flatMap(this::find).map(Room::settings).orElse(RoomSettings.DEFAULT);
    }

    public int peopleIn(RoomId id) {
        return (int) placeOf.values().stream().filter(id::equals).count();
    }

    public boolean isFull(Room room) {
        Integer capacity = room.capacity();
        return capacity != null && peopleIn(room.roomId()) >= capacity;
    }

    Rooms after(BreakoutEvent event) {
        return switch (event) {
            case BreakoutEvent.RoomsOpened opened ->
                    new Rooms(
                            opened.rooms(),
                            opened.allowParticipantsToChoose(),
                            opened.allowParticipantsToReturn(),
                            Map.of());
            case BreakoutEvent.ParticipantsAssigned assigned -> placed(assigned.assignments());
            case BreakoutEvent.RoomLeft left -> without(List.of(left.userId()));
            case BreakoutEvent.RoomUpdated updated -> resized(updated.roomId(), updated.capacity());
            case BreakoutEvent.RoomsBroadcast said -> this;
            case BreakoutEvent.RoomsExtended extended -> this;
            case BreakoutEvent.RoomsClosed closed -> CLOSED;
        };
    }

    Rooms without(List<UserId> users) {
        if (users.stream().noneMatch(placeOf::containsKey)) {
            return this;
        }
        Map<UserId, RoomId> places = new HashMap<>(placeOf);
        users.forEach(places::remove);
        return new Rooms(open, mayChoose, mayReturn, places);
    }

    private Rooms placed(List<Assignment> assignments) {
        Map<UserId, RoomId> places = new HashMap<>(placeOf);
        for (Assignment assignment : assignments) {
            assignment.userIds().forEach(user -> places.put(user, assignment.roomId()));
        }
        return new Rooms(open, mayChoose, mayReturn, places);
    }

    private Rooms resized(RoomId id, @Nullable Integer capacity) {
        List<Room> rooms =
                open.stream()
                        .map(
                                room ->
                                        room.roomId().equals(id)
                                                ? new Room(id, capacity, room.settings())
                                                : room)
                        .toList();
        return new Rooms(rooms, mayChoose, mayReturn, placeOf);
    }
}
