package io.minutebook.query.chat;

import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.event.BreakoutEvent;
import io.minutebook.kernel.event.ChatEvent;
import io.minutebook.kernel.event.LifecycleEvent;
import io.minutebook.kernel.event.LobbyEvent;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.ParticipantEvent;
import io.minutebook.kernel.event.PolicyEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who is in which breakout room after the event of sequence {@code seq}: room chat is read by those
 * who were there.
 *
 * @param placeOf room ids by user id; who is in the hall is not in it
 */
record Occupancy(long seq, Map<String, String> placeOf) {

    static final Occupancy NONE = new Occupancy(-1, Map.of());

    List<String> peopleIn(RoomId room) {
        return placeOf.entrySet().stream()
                .filter(place -> place.getValue().equals(room.value()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * @throws IllegalStateException where events between are missing
     */
    Occupancy after(MeetingEvent event, long sequence) {
        if (sequence != seq + 1) {
            throw new IllegalStateException(
                    "sequence "
                            + sequence
                            + " does not follow "
                            + seq
                            + " in "
                            + event.meetingId());
        }
        return new Occupancy(sequence, placesAfter(event));
    }

    private Map<String, String> placesAfter(MeetingEvent event) {
        return switch (event) {
            case BreakoutEvent breakout -> placesAfter(breakout);
            case ParticipantEvent.ParticipantLeft left -> without(List.of(left.userId()));
            case ParticipantEvent.ParticipantRemoved removed -> without(removed.userIds());
            case ParticipantEvent other -> placeOf;
            case LifecycleEvent.MeetingEnded ended -> Map.of();
            case LifecycleEvent other -> placeOf;
            case LobbyEvent other -> placeOf;
            case PolicyEvent other -> placeOf;
            case ChatEvent other -> placeOf;
        };
    }

    private Map<String, String> placesAfter(BreakoutEvent event) {
        return switch (event) {
            case BreakoutEvent.RoomsOpened opened -> Map.of();
            case BreakoutEvent.RoomsClosed closed -> Map.of();
            case BreakoutEvent.RoomLeft left -> without(List.of(left.userId()));
            case BreakoutEvent.ParticipantsAssigned assigned -> {
                Map<String, String> places = new HashMap<>(placeOf);
                assigned.assignments()
                        .forEach(
                                to ->
                                        to.userIds()
                                                .forEach(
                                                        user ->
                                                                places.put(
                                                                        user.value(),
                                                                        to.roomId().value())));
                yield places;
            }
            case BreakoutEvent.RoomUpdated other -> placeOf;
            case BreakoutEvent.RoomsBroadcast other -> placeOf;
            case BreakoutEvent.RoomsExtended other -> placeOf;
            case BreakoutEvent.RoomsClosingSoon other -> placeOf;
        };
    }

    private Map<String, String> without(List<UserId> users) {
        if (users.stream().noneMatch(user -> placeOf.containsKey(user.value()))) {
            return placeOf;
        }
        Map<String, String> places = new HashMap<>(placeOf);
        users.forEach(user -> places.remove(user.value()));
        return places;
    }
}
