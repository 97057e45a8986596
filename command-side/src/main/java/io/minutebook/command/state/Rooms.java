package io.minutebook.command.state;

import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.RoomSettings;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.event.BreakoutEvent;
import io.minutebook.kernel.event.BreakoutEvent.Assignment;
import io.minutebook.kernel.event.BreakoutEvent.Room;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
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
 * @param closesAt when they close by themselves, null for never
 * @param warnedFor the {@code closesAt} that people were warned of, null where they were not
 * @param lastIn which of the rooms, counted from 0 in the order they opened, somebody was in last;
 *     kept until rooms open again
 */
public record Rooms(
        List<Room> open,
        boolean mayChoose,
        boolean mayReturn,
        Map<UserId, RoomId> placeOf,
        @Nullable Instant closesAt,
        @Nullable Instant warnedFor,
        Map<UserId, Integer> lastIn) {

    /** People are warned this long before rooms close by themselves. */
    public static final Duration WARNING = Duration.ofSeconds(60);

    static final Rooms CLOSED = closed(Map.of());

    private static Rooms closed(Map<UserId, Integer> lastIn) {
        return new Rooms(List.of(), false, false, Map.of(), null, null, lastIn);
    }

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

    /** Who is in the room, in the order of their ids. */
    List<UserId> usersIn(RoomId id) {
        return placeOf.entrySet().stream()
                .filter(place -> place.getValue().equals(id))
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparing(UserId::value))
                .toList();
    }

    public boolean isFull(Room room) {
        Integer capacity = room.capacity();
        return capacity != null && peopleIn(room.roomId()) >= capacity;
    }

    /** When people are to be warned, empty where they need not be, or were. */
    public Optional<Instant> warningDue() {
        return closesAt == null || closesAt.equals(warnedFor)
                ? Optional.empty()
                : Optional.of(closesAt.minus(WARNING));
    }

    Rooms after(BreakoutEvent event) {
        return switch (event) {
            case BreakoutEvent.RoomsOpened opened -> opened(opened);
            case BreakoutEvent.ParticipantsAssigned assigned -> placed(assigned.assignments());
            case BreakoutEvent.RoomLeft left -> without(List.of(left.userId()));
            case BreakoutEvent.RoomUpdated updated -> resized(updated.roomId(), updated.capacity());
            case BreakoutEvent.RoomsBroadcast said -> this;
            case BreakoutEvent.RoomsExtended extended ->
                    closesAt == null
                            ? this
                            : until(
                                    closesAt.plus(Duration.ofMinutes(extended.minutes())),
                                    warnedFor);
            case BreakoutEvent.RoomsClosingSoon soon -> until(closesAt, soon.closesAt());
            case BreakoutEvent.RoomsClosed closed -> closed(lastIn);
        };
    }

    private static Rooms opened(BreakoutEvent.RoomsOpened opened) {
        Integer limit = opened.timeLimitMinutes();
        return new Rooms(
                opened.rooms(),
                opened.allowParticipantsToChoose(),
                opened.allowParticipantsToReturn(),
                Map.of(),
                limit == null ? null : opened.at().plus(Duration.ofMinutes(limit)),
                null,
                Map.of());
    }

    Rooms without(List<UserId> users) {
        if (users.stream().noneMatch(placeOf::containsKey)) {
            return this;
        }
        Map<UserId, RoomId> places = new HashMap<>(placeOf);
        users.forEach(places::remove);
        return new Rooms(open, mayChoose, mayReturn, places, closesAt, warnedFor, lastIn);
    }

    private Rooms placed(List<Assignment> assignments) {
        Map<UserId, RoomId> places = new HashMap<>(placeOf);
        Map<UserId, Integer> last = new HashMap<>(lastIn);
        for (Assignment assignment : assignments) {
            int index = open.stream().map(Room::roomId).toList().indexOf(assignment.roomId());
            for (UserId user : assignment.userIds()) {
                places.put(user, assignment.roomId());
                last.put(user, index);
            }
        }
        return new Rooms(open, mayChoose, mayReturn, places, closesAt, warnedFor, last);
    }

    private Rooms until(@Nullable Instant closing, @Nullable Instant warned) {
        return new Rooms(open, mayChoose, mayReturn, placeOf, closing, warned, lastIn);
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
        return new Rooms(rooms, mayChoose, mayReturn, placeOf, closesAt, warnedFor, lastIn);
    }
}
