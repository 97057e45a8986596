package io.minutebook.api.breakout;

import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.event.BreakoutEvent.Assignment;
import io.minutebook.kernel.event.BreakoutEvent.AssignmentType;
import io.minutebook.kernel.event.BreakoutEvent.ParticipantsAssigned;
import io.minutebook.kernel.event.BreakoutEvent.Room;
import io.minutebook.kernel.event.BreakoutEvent.RoomText;
import io.minutebook.kernel.event.BreakoutEvent.RoomsOpened;
import io.minutebook.kernel.log.EventHistory;
import io.minutebook.kernel.log.RecordedEvent;
import io.minutebook.kernel.query.OpenRoom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Breakout rooms as they were when they opened, whatever became of them. */
final class OpenedRooms {

    /** People put into rooms on opening are one event, or a few where they are very many. */
    private static final int ASSIGNMENTS_MAX = 10;

    private final EventHistory history;

    OpenedRooms(EventHistory history) {
        this.history = history;
    }

    /** The rooms of {@code first}, with those put into them in the same act. Blocks on storage. */
    List<OpenRoom> asOpened(RecordedEvent first) {
        RoomsOpened opened = (RoomsOpened) first.event();
        Map<RoomId, Integer> inside = new HashMap<>();
        assignedWith(first, opened)
                .forEach(to -> inside.merge(to.roomId(), to.userIds().size(), Integer::sum));
        List<RoomText> texts = opened.roomTexts();
        return IntStream.range(0, opened.rooms().size())
                .mapToObj(
                        i ->
                                room(
                                        opened.rooms().get(i),
                                        texts == null ? null : texts.get(i),
                                        inside.getOrDefault(opened.rooms().get(i).roomId(), 0)))
                .toList();
    }

    private Stream<Assignment> assignedWith(RecordedEvent first, RoomsOpened opened) {
        return history.ofMeeting(opened.meetingId(), first.sequence(), ASSIGNMENTS_MAX).stream()
                .map(RecordedEvent::event)
                .takeWhile(
                        event ->
                                event instanceof ParticipantsAssigned assigned
                                        && assigned.assignmentType() == AssignmentType.AUTO
                                        && assigned.at().equals(opened.at())
                                        && assigned.by().equals(opened.by()))
                .flatMap(event -> ((ParticipantsAssigned) event).assignments().stream());
    }

    private static OpenRoom room(Room room, @Nullable RoomText text, int inside) {
        return new OpenRoom(
                room.roomId(),
                text == null ? null : text.name(),
                text == null ? null : text.description(),
                room.capacity(),
                inside,
                true);
    }
}
