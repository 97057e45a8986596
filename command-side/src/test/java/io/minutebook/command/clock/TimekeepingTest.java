package io.minutebook.command.clock;

import static io.minutebook.command.given.AMeeting.CREATED_AT;
import static io.minutebook.command.given.AMeeting.ID;
import static io.minutebook.command.given.AMeeting.JOINED_AT;
import static io.minutebook.command.given.AMeeting.STARTED_AT;
import static io.minutebook.command.given.AMeeting.inProgress;
import static io.minutebook.command.given.AMeeting.scheduled;
import static io.minutebook.command.given.Cast.ALICE;
import static io.minutebook.command.given.Cast.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.command.given.AMeeting;
import io.minutebook.kernel.EndReason;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.RoomSettings;
import io.minutebook.kernel.command.SystemCommand.KeepTime;
import io.minutebook.kernel.event.BreakoutEvent.Room;
import io.minutebook.kernel.event.BreakoutEvent.RoomText;
import io.minutebook.kernel.event.BreakoutEvent.RoomsClosed;
import io.minutebook.kernel.event.BreakoutEvent.RoomsClosingSoon;
import io.minutebook.kernel.event.BreakoutEvent.RoomsExtended;
import io.minutebook.kernel.event.BreakoutEvent.RoomsOpened;
import io.minutebook.kernel.event.LifecycleEvent.Field;
import io.minutebook.kernel.event.LifecycleEvent.MeetingEnded;
import io.minutebook.kernel.event.LifecycleEvent.MeetingUpdated;
import io.minutebook.kernel.event.MeetingEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TimekeepingTest {

    @Nested
    class TheLongestDuration {

        private final AMeeting meeting =
                scheduled()
                        .and(
                                new MeetingUpdated(
                                        ID,
                                        CREATED_AT,
                                        ALICE,
                                        Set.of(Field.MAX_DURATION_MINUTES),
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        60))
                        .started()
                        .joined(ALICE, BOB);

        @Test
        void endsTheMeetingNotBefore() {
            assertThat(at(meeting, STARTED_AT.plusSeconds(3_600).minusMillis(1))).isEmpty();
            Instant due = STARTED_AT.plusSeconds(3_600);
            assertThat(at(meeting, due))
                    .containsExactly(
                            new MeetingEnded(ID, due, null, EndReason.MAX_DURATION, STARTED_AT, 2));
        }

        @Test
        void endsItOnce() {
            Instant due = STARTED_AT.plusSeconds(3_600);
            meeting.and(at(meeting, due));
            assertThat(at(meeting, due.plusSeconds(1))).isEmpty();
        }
    }

    @Nested
    class Idleness {

        private static final Duration MAX = Duration.ofMinutes(15);

        @Test
        void countsFromTheStart() {
            AMeeting meeting = inProgress();
            assertThat(at(meeting, STARTED_AT.plus(MAX).minusMillis(1))).isEmpty();
            assertThat(at(meeting, STARTED_AT.plus(MAX)))
                    .containsExactly(
                            new MeetingEnded(
                                    ID, STARTED_AT.plus(MAX), null, EndReason.IDLE, STARTED_AT, 0));
        }

        @Test
        void countsFromWhenTheLastOneLeft() {
            AMeeting meeting = inProgress().joined(ALICE, BOB).left(ALICE);
            assertThat(at(meeting, JOINED_AT.plus(MAX))).isEmpty();
            meeting.left(BOB);
            assertThat(at(meeting, JOINED_AT.plus(MAX))).hasSize(1);
        }

        @Test
        void countsFromWhenTheLastOneWasRemoved() {
            AMeeting meeting = inProgress().joined(BOB).removed(BOB);
            assertThat(at(meeting, JOINED_AT.plus(MAX).minusMillis(1))).isEmpty();
            assertThat(at(meeting, JOINED_AT.plus(MAX))).hasSize(1);
        }

        @Test
        void countsFromTheLatestLeaveAlsoWhereThatWasRecordedFirst() {
            AMeeting meeting =
                    inProgress().joined(ALICE, BOB).left(ALICE).left(BOB, JOINED_AT.minusMillis(1));
            assertThat(at(meeting, JOINED_AT.plus(MAX).minusMillis(1))).isEmpty();
            assertThat(at(meeting, JOINED_AT.plus(MAX))).hasSize(1);
        }

        @Test
        void goesOnWhenSomebodyIsSentAwayFromTheDoor() {
            AMeeting meeting = inProgress().waiting(BOB).removed(BOB);
            assertThat(at(meeting, STARTED_AT.plus(MAX))).hasSize(1);
        }

        @Test
        void isOverWhenSomebodyComes() {
            AMeeting meeting = inProgress().joined(BOB).left(BOB).joined(BOB);
            assertThat(at(meeting, JOINED_AT.plus(MAX.multipliedBy(2)))).isEmpty();
        }

        @Test
        void whoWaitsIsNotThere() {
            AMeeting meeting = inProgress().waiting(BOB);
            assertThat(at(meeting, STARTED_AT.plus(MAX))).hasSize(1);
        }
    }

    @Nested
    class BreakoutRooms {

        private final AMeeting meeting = inProgress().joined(ALICE).and(opened(10));
        private final Instant end = JOINED_AT.plusSeconds(600);

        @Test
        void warnOnceAMinuteBefore() {
            assertThat(at(meeting, end.minusSeconds(60).minusMillis(1))).isEmpty();
            Instant warning = end.minusSeconds(60);
            assertThat(at(meeting, warning))
                    .containsExactly(new RoomsClosingSoon(ID, warning, null, end));
            meeting.and(at(meeting, warning));
            assertThat(at(meeting, end.minusMillis(1))).isEmpty();
        }

        @Test
        void closeAtTheirLimitWarnedOrNot() {
            assertThat(at(meeting, end)).containsExactly(new RoomsClosed(ID, end, null));
            meeting.and(at(meeting, end));
            assertThat(at(meeting, end.plusSeconds(1))).isEmpty();
        }

        @Test
        void warnAnewAfterAnExtension() {
            meeting.and(at(meeting, end.minusSeconds(30)));
            meeting.and(new RoomsExtended(ID, end.minusSeconds(20), ALICE, 5));
            assertThat(at(meeting, end)).isEmpty();
            assertThat(at(meeting, end.plusSeconds(240)))
                    .containsExactly(
                            new RoomsClosingSoon(
                                    ID, end.plusSeconds(240), null, end.plusSeconds(300)));
        }

        @Test
        void withoutALimitStayOpen() {
            AMeeting open = inProgress().joined(ALICE).and(opened(null));
            assertThat(at(open, end.plus(Duration.ofDays(1)))).isEmpty();
        }

        private static RoomsOpened opened(Integer minutes) {
            return new RoomsOpened(
                    ID,
                    JOINED_AT,
                    ALICE,
                    List.of(new Room(RoomId.next(), null, RoomSettings.DEFAULT)),
                    false,
                    false,
                    minutes,
                    List.of(new RoomText("Room", null)));
        }
    }

    @Test
    void leavesMeetingsAloneThatAreNotInProgress() {
        Instant late = STARTED_AT.plus(Duration.ofDays(30));
        assertThat(at(scheduled(), late)).isEmpty();
        assertThat(at(scheduled().cancelled(), late)).isEmpty();
        assertThat(at(inProgress().ended(), late)).isEmpty();
    }

    private static List<MeetingEvent> at(AMeeting meeting, Instant now) {
        return Timekeeping.decide(meeting.state(), new KeepTime(ID, now));
    }
}
