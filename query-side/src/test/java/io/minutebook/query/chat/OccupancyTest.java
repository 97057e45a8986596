package io.minutebook.query.chat;

import static io.minutebook.query.given.Cast.BOB;
import static io.minutebook.query.given.Cast.DAVE;
import static io.minutebook.query.given.Cast.EVE;
import static io.minutebook.query.given.Story.inProgress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.log.RecordedEvent;
import io.minutebook.query.given.MemoryLog;
import io.minutebook.query.given.Story;
import java.util.List;
import org.junit.jupiter.api.Test;

class OccupancyTest {

    private final MemoryLog log = new MemoryLog();
    private final RoomId blue = RoomId.next();
    private final RoomId red = RoomId.next();
    private final Story story =
            inProgress(log).joined(BOB, DAVE, EVE).rooms(blue, red).assigned(blue, BOB, DAVE);

    @Test
    void isWhoWasAssigned() {
        assertThat(peopleIn(blue)).containsExactlyInAnyOrder("bob", "dave");
        assertThat(peopleIn(red)).isEmpty();
    }

    @Test
    void followsThemToAnotherRoom() {
        story.assigned(red, DAVE);

        assertThat(peopleIn(blue)).containsExactly("bob");
        assertThat(peopleIn(red)).containsExactly("dave");
    }

    @Test
    void endsByGoingBackToTheHall() {
        story.backInHall(BOB, blue);

        assertThat(peopleIn(blue)).containsExactly("dave");
    }

    @Test
    void endsByLeavingTheMeeting() {
        story.left(BOB).joined(BOB);

        assertThat(peopleIn(blue)).containsExactly("dave");
    }

    @Test
    void endsByBeingRemoved() {
        story.removed(BOB, EVE);

        assertThat(peopleIn(blue)).containsExactly("dave");
    }

    @Test
    void endsWhenTheRoomsClose() {
        story.roomsClosed();

        assertThat(peopleIn(blue)).isEmpty();
    }

    @Test
    void endsWhenOtherRoomsOpen() {
        story.rooms(red);

        assertThat(peopleIn(blue)).isEmpty();
    }

    @Test
    void endsWithTheMeeting() {
        story.ended();

        assertThat(peopleIn(blue)).isEmpty();
    }

    @Test
    void missesEventsThatArePassedOver() {
        List<RecordedEvent> events = log.events();
        Occupancy first = Occupancy.NONE.after(events.get(0).meetingEvent(), 0);

        assertThatIllegalStateException()
                .isThrownBy(() -> first.after(events.get(2).meetingEvent(), 2));
        assertThatIllegalStateException()
                .isThrownBy(() -> first.after(events.get(0).meetingEvent(), 0));
    }

    private List<String> peopleIn(RoomId room) {
        Occupancy now = Occupancy.NONE;
        for (RecordedEvent event : log.events()) {
            now = now.after(event.meetingEvent(), event.sequence());
        }
        assertThat(now.seq()).isEqualTo(log.head());
        return now.peopleIn(room);
    }
}
