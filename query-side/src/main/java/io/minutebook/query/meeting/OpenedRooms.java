package io.minutebook.query.meeting;

import io.minutebook.kernel.event.BreakoutEvent.Room;
import io.minutebook.kernel.event.BreakoutEvent.RoomText;
import io.minutebook.kernel.event.BreakoutEvent.RoomUpdated;
import io.minutebook.kernel.event.BreakoutEvent.RoomsOpened;
import java.util.List;
import java.util.stream.IntStream;

/** Breakout rooms with their texts. */
final class OpenedRooms {

    private OpenedRooms() {}

    static List<RoomView.NamedRoom> of(RoomsOpened opened) {
        List<RoomText> texts = opened.roomTexts();
        return IntStream.range(0, opened.rooms().size())
                .mapToObj(
                        i ->
                                texts == null
                                        ? new RoomView.NamedRoom(opened.rooms().get(i), null, null)
                                        : new RoomView.NamedRoom(
                                                opened.rooms().get(i),
                                                texts.get(i).name(),
                                                texts.get(i).description()))
                .toList();
    }

    static List<RoomView.NamedRoom> updated(List<RoomView.NamedRoom> rooms, RoomUpdated updated) {
        return rooms.stream()
                .map(
                        named ->
                                named.room().roomId().equals(updated.roomId())
                                        ? updated(named, updated)
                                        : named)
                .toList();
    }

    private static RoomView.NamedRoom updated(RoomView.NamedRoom named, RoomUpdated updated) {
        Room room = new Room(updated.roomId(), updated.capacity(), named.room().settings());
        RoomText text = updated.roomText();
        return text == null
                ? new RoomView.NamedRoom(room, named.name(), named.description())
                : new RoomView.NamedRoom(
                        room,
                        text.name(),
                        text.description() == null ? named.description() : text.description());
    }
}
