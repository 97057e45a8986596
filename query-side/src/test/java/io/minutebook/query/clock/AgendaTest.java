package io.minutebook.query.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.EndReason;
import io.minutebook.kernel.LeaveReason;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.ParticipantId;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.RoomSettings;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.event.BreakoutEvent.Room;
import io.minutebook.kernel.event.BreakoutEvent.RoomsClosed;
import io.minutebook.kernel.event.BreakoutEvent.RoomsClosingSoon;
import io.minutebook.kernel.event.BreakoutEvent.RoomsExtended;
import io.minutebook.kernel.event.BreakoutEvent.RoomsOpened;
import io.minutebook.kernel.event.LifecycleEvent.MeetingCancelled;
import io.minutebook.kernel.event.LifecycleEvent.MeetingCreated;
import io.minutebook.kernel.event.LifecycleEvent.MeetingEnded;
import io.minutebook.kernel.event.LifecycleEvent.MeetingStarted;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.ParticipantEvent.ParticipantJoined;
import io.minutebook.kernel.event.ParticipantEvent.ParticipantLeft;
import io.minutebook.kernel.event.ParticipantEvent.ParticipantRemoved;
import io.minutebook.kernel.event.ParticipantEvent.SessionClosed;
import io.minutebook.kernel.event.ParticipantEvent.SessionOpened;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgendaTest {

    private static final MeetingId ID = MeetingId.next();
    private static final UserId ALICE = new UserId("alice");
    private static final UserId BOB = new UserId("bob");
    private static final ParticipantId PARTICIPANT = ParticipantId.next();
    private static final Instant START = Instant.parse("2024-01-15T10:00:00Z");
    private static final Duration IDLE = Duration.ofMinutes(15);

    private Agenda agenda = Agenda.NONE;
    private long seq;

    /** Takes each event twice: the second time changes nothing. */
    private AgendaTest then(MeetingEvent event) {
        Agenda once = agenda.after(event, seq);
        agenda = once.after(event, seq);
        assertThat(agenda).isSameAs(once);
        seq++;
        return this;
    }

    private AgendaTest started(Integer minutes) {
        return then(new MeetingCreated(
                        ID,
                        START.minusSeconds(60),
                        ALICE,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        minutes))
                .then(new MeetingStarted(ID, START, ALICE));
    }

    private AgendaTest joined(UserId user, String session, Duration after) {
        return then(
                new ParticipantJoined(
                        ID,
                        START.plus(after),
                        user,
                        PARTICIPANT,
                        user,
                        Role.ATTENDEE,
                        new ConnectionId(session),
                        false,
                        false,
                        false,
                        null,
                        null,
                        null,
                        null));
    }

    private AgendaTest left(UserId user, Duration after) {
        return then(
                new ParticipantLeft(
                        ID, START.plus(after), user, PARTICIPANT, user, LeaveReason.LEFT, START));
    }

    private Instant due() {
        Long due = agenda.due();
        return due == null ? null : Instant.ofEpochMilli(due);
    }

    private Instant oldest() {
        Long oldest = agenda.oldestSession();
        return oldest == null ? null : Instant.ofEpochMilli(oldest);
    }

    @Test
    void nothingIsDueBeforeTheStart() {
        then(
                new MeetingCreated(
                        ID, START, ALICE, null, null, null, null, null, List.of(), List.of(), 5));
        assertThat(due()).isNull();
        then(new MeetingCancelled(ID, START, ALICE));
        assertThat(due()).isNull();
    }

    @Test
    void anEmptyMeetingIsDueAQuarterOfAnHourAfterItsStart() {
        started(null);
        assertThat(due()).isEqualTo(START.plus(IDLE));
    }

    @Test
    void aMeetingWithSomebodyIsDueAtItsLongestDuration() {
        started(60).joined(BOB, "one", Duration.ofMinutes(1));
        assertThat(due()).isEqualTo(START.plus(Duration.ofMinutes(60)));
    }

    @Test
    void withoutABoundAndWithSomebodyNothingIsDue() {
        started(null).joined(BOB, "one", Duration.ofMinutes(1));
        assertThat(due()).isNull();
    }

    @Test
    void idlenessCountsFromTheLatestLeaveAlsoWhereThatWasRecordedFirst() {
        started(null)
                .joined(ALICE, "one", Duration.ofMinutes(1))
                .joined(BOB, "two", Duration.ofMinutes(2))
                .left(ALICE, Duration.ofMinutes(4))
                .left(BOB, Duration.ofMinutes(3));
        assertThat(due()).isEqualTo(START.plus(Duration.ofMinutes(4)).plus(IDLE));
    }

    @Test
    void idlenessCountsFromWhenTheLastOneLeft() {
        started(null)
                .joined(ALICE, "one", Duration.ofMinutes(1))
                .joined(BOB, "two", Duration.ofMinutes(2))
                .left(ALICE, Duration.ofMinutes(3));
        assertThat(due()).isNull();
        left(BOB, Duration.ofMinutes(4));
        assertThat(due()).isEqualTo(START.plus(Duration.ofMinutes(4)).plus(IDLE));
        joined(BOB, "three", Duration.ofMinutes(5));
        assertThat(due()).isNull();
        then(
                new ParticipantRemoved(
                        ID, START.plus(Duration.ofMinutes(6)), ALICE, List.of(BOB), false));
        assertThat(due()).isEqualTo(START.plus(Duration.ofMinutes(6)).plus(IDLE));
    }

    @Test
    void whoIsRemovedFromTheDoorOfAnEmptyMeetingDoesNotProlongIt() {
        started(null)
                .then(
                        new ParticipantRemoved(
                                ID, START.plusSeconds(60), ALICE, List.of(BOB), false));
        assertThat(due()).isEqualTo(START.plus(IDLE));
    }

    @Test
    void roomsAreDueForTheirWarningThenForTheirClose() {
        Instant closing = START.plus(Duration.ofMinutes(11));
        started(null).joined(BOB, "one", Duration.ofMinutes(1)).then(opened(10));
        assertThat(due()).isEqualTo(closing.minusSeconds(60));
        then(new RoomsClosingSoon(ID, closing.minusSeconds(60), null, closing));
        assertThat(due()).isEqualTo(closing);
        then(new RoomsExtended(ID, closing.minusSeconds(30), ALICE, 5));
        assertThat(due()).isEqualTo(closing.plusSeconds(240));
        then(new RoomsClosed(ID, closing, ALICE));
        assertThat(due()).isNull();
    }

    @Test
    void roomsWithoutALimitAreNeverDue() {
        started(null).joined(BOB, "one", Duration.ofMinutes(1)).then(opened(null));
        assertThat(due()).isNull();
        then(new RoomsExtended(ID, START, ALICE, 5));
        assertThat(due()).isNull();
    }

    @Test
    void knowsTheSessionThatIsOpenLongest() {
        started(null)
                .joined(BOB, "one", Duration.ofMinutes(1))
                .then(
                        new SessionOpened(
                                ID,
                                START.plus(Duration.ofMinutes(2)),
                                BOB,
                                PARTICIPANT,
                                BOB,
                                new ConnectionId("two"),
                                null,
                                null));
        assertThat(oldest()).isEqualTo(START.plus(Duration.ofMinutes(1)));
        then(
                new SessionClosed(
                        ID,
                        START.plus(Duration.ofMinutes(3)),
                        BOB,
                        PARTICIPANT,
                        BOB,
                        new ConnectionId("one"),
                        LeaveReason.LEFT));
        assertThat(oldest()).isEqualTo(START.plus(Duration.ofMinutes(2)));
        assertThat(due()).isNull();
        left(BOB, Duration.ofMinutes(4));
        assertThat(oldest()).isNull();
    }

    @Test
    void afterTheEndNothingIsDueAndNoSessionOpen() {
        started(60)
                .joined(BOB, "one", Duration.ofMinutes(1))
                .then(opened(10))
                .then(
                        new MeetingEnded(
                                ID,
                                START.plusSeconds(600),
                                ALICE,
                                EndReason.ENDED_BY_HOST,
                                START,
                                1));
        assertThat(due()).isNull();
        assertThat(oldest()).isNull();
    }

    private static RoomsOpened opened(Integer minutes) {
        return new RoomsOpened(
                ID,
                START.plus(Duration.ofMinutes(1)),
                ALICE,
                List.of(new Room(RoomId.next(), null, RoomSettings.DEFAULT)),
                false,
                false,
                minutes,
                null);
    }
}
