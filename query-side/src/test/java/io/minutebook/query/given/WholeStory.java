package io.minutebook.query.given;

import static io.minutebook.query.given.Cast.ALICE;
import static io.minutebook.query.given.Cast.BOB;
import static io.minutebook.query.given.Cast.DAVE;
import static io.minutebook.query.given.Cast.EVE;
import static io.minutebook.query.given.Story.AT;
import static io.minutebook.query.given.Story.ENDED_AT;

import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.Flags;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.event.BreakoutEvent;
import io.minutebook.kernel.event.EventType;
import io.minutebook.kernel.event.LifecycleEvent;
import io.minutebook.kernel.event.LifecycleEvent.Field;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.ParticipantEvent;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** A meeting in which everything happens that can: an event of every type. */
public final class WholeStory {

    private static final RoomId BLUE = RoomId.next();
    private static final RoomId RED = RoomId.next();
    private static final ConnectionId SECOND = new ConnectionId("conn_second");

    private WholeStory() {}

    /** The meeting, and beside it one that was cancelled. */
    public static Story in(MemoryLog log) {
        Story.scheduled(log).cancelled();
        Story story = Story.scheduled(log);
        plan(story);
        people(story.started());
        chatAndRooms(story);
        return story.says(BOB, "Goodbye").ended();
    }

    private static void plan(Story story) {
        story.and(
                        new LifecycleEvent.MeetingUpdated(
                                story.id(),
                                AT,
                                ALICE,
                                Set.of(Field.TITLE),
                                "Annual meeting",
                                null,
                                null,
                                null,
                                null,
                                null,
                                null))
                .under(Policies.WITHOUT_CAMERAS, "password-1");
    }

    private static void people(Story story) {
        story.joined(ALICE, BOB)
                .opened(BOB, SECOND)
                .closed(BOB, SECOND)
                .showing(new Flags(false, null, null, true), BOB)
                .and(new ParticipantEvent.ReactionSent(story.id(), AT, BOB, "heart", 3))
                .waiting(DAVE, EVE)
                .admitted(DAVE)
                .denied(EVE)
                .joined(DAVE)
                .role(BOB, Role.CO_HOST)
                .removed(DAVE)
                .and(new ParticipantEvent.ParticipantUnbanned(story.id(), AT, ALICE, DAVE))
                .joined(DAVE)
                .left(ALICE)
                .joined(ALICE);
    }

    private static void chatAndRooms(Story story) {
        story.says(BOB, "Hello").tells(BOB, DAVE, "Psst").says(ALICE, "Mistake");
        story.deletes(ALICE, story.lastMessage())
                .edits(BOB, story.messages().get(0), "Hello, all")
                .rooms(BLUE, RED)
                .assigned(BLUE, BOB)
                .assigned(RED, DAVE)
                .saysIn(BLUE, BOB, "Alone here")
                .and(
                        new BreakoutEvent.RoomUpdated(
                                story.id(),
                                AT,
                                ALICE,
                                BLUE,
                                7,
                                new BreakoutEvent.RoomText("Light blue", null)))
                .and(new BreakoutEvent.RoomsBroadcast(story.id(), AT, ALICE, "Five minutes"))
                .and(new BreakoutEvent.RoomsExtended(story.id(), AT, ALICE, 5))
                .and(new BreakoutEvent.RoomsClosingSoon(story.id(), AT, null, ENDED_AT))
                .backInHall(DAVE, RED)
                .roomsClosed();
    }

    /** The types of meetings that nothing of this story is of: none, or the story is not whole. */
    public static Set<EventType> missingFrom(MemoryLog log) {
        Set<EventType> missing = EnumSet.allOf(EventType.class);
        missing.removeIf(type -> !MeetingEvent.class.isAssignableFrom(type.eventClass()));
        missing.removeAll(
                log.events().stream()
                        .map(recorded -> EventType.of(recorded.event()))
                        .collect(Collectors.toSet()));
        return missing;
    }
}
