package io.minutebook.command.participant;

import static io.minutebook.command.given.AMeeting.ID;
import static io.minutebook.command.given.AMeeting.JOINED_AT;
import static io.minutebook.command.given.AMeeting.inProgress;
import static io.minutebook.command.given.AMeeting.participantId;
import static io.minutebook.command.given.AMeeting.sessionOf;
import static io.minutebook.command.given.Cast.ALICE;
import static io.minutebook.command.given.Cast.BOB;
import static io.minutebook.command.given.Commands.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.command.given.AMeeting;
import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.LeaveReason;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.command.SystemCommand.EndSession;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.ParticipantEvent.ParticipantLeft;
import io.minutebook.kernel.event.ParticipantEvent.SessionClosed;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Sessions that end without their person's word. */
class EndingSessionsTest {

    private static final ConnectionId TABLET = new ConnectionId("tablet");

    private final AMeeting meeting = inProgress().joined(ALICE, BOB);

    @Test
    void theOnlyOneTakesThePersonAlong() {
        assertThat(ends(BOB, sessionOf(BOB), JOINED_AT))
                .containsExactly(
                        new ParticipantLeft(
                                ID,
                                NOW,
                                null,
                                participantId(BOB),
                                BOB,
                                LeaveReason.UNATTENDED,
                                JOINED_AT));
    }

    @Test
    void oneOfSeveralLeavesThePersonThere() {
        meeting.session(BOB, TABLET);
        assertThat(ends(BOB, TABLET, JOINED_AT))
                .containsExactly(
                        new SessionClosed(
                                ID,
                                NOW,
                                null,
                                participantId(BOB),
                                BOB,
                                TABLET,
                                LeaveReason.UNATTENDED));
    }

    @Test
    void againLeavesNoTrace() {
        meeting.and(ends(BOB, sessionOf(BOB), JOINED_AT));
        assertThat(ends(BOB, sessionOf(BOB), JOINED_AT)).isEmpty();
    }

    @Test
    void aLaterSessionOfTheSameNameIsAnother() {
        assertThat(ends(BOB, sessionOf(BOB), JOINED_AT.minusMillis(1))).isEmpty();
    }

    @Test
    void oneThatOpenedBeforeIsMeant() {
        assertThat(ends(BOB, sessionOf(BOB), JOINED_AT.plusSeconds(1))).hasSize(1);
    }

    @Nested
    class AtTheTime {

        @Test
        void theyWereLastSeen() {
            Instant seen = JOINED_AT.plusSeconds(60);
            assertThat(left(seen, seen)).isEqualTo(seen);
        }

        @Test
        void notBeforeTheyCame() {
            assertThat(left(JOINED_AT.minusSeconds(5), JOINED_AT.minusSeconds(5)))
                    .isEqualTo(JOINED_AT);
        }

        @Test
        void notBeforeTheyLastDidSomething() {
            Instant seen = JOINED_AT.plusSeconds(60);
            assertThat(left(seen, seen.plusSeconds(7))).isEqualTo(seen.plusSeconds(7));
        }

        @Test
        void ofThatSessionAloneWhereTheyStay() {
            meeting.session(BOB, TABLET);
            Instant seen = JOINED_AT.plusSeconds(60);
            MeetingEvent closed = lost(TABLET, seen, seen.plusSeconds(7));
            assertThat(closed).isInstanceOf(SessionClosed.class);
            assertThat(closed.at()).isEqualTo(seen);
        }

        private Instant left(Instant seen, Instant acted) {
            MeetingEvent event = lost(sessionOf(BOB), seen, acted);
            assertThat(event).isInstanceOf(ParticipantLeft.class);
            return event.at();
        }

        private MeetingEvent lost(ConnectionId session, Instant seen, Instant acted) {
            EndSession command =
                    new EndSession(ID, seen, BOB, session, NOW, acted, LeaveReason.CONNECTION_LOST);
            return Leaving.decide(meeting.state(), command).get(0);
        }
    }

    @Test
    void afterTheEndThereIsNoneToEnd() {
        meeting.ended();
        assertThat(ends(BOB, sessionOf(BOB), JOINED_AT)).isEmpty();
    }

    private List<MeetingEvent> ends(UserId user, ConnectionId session, Instant openedBy) {
        return Leaving.decide(
                meeting.state(),
                new EndSession(ID, NOW, user, session, openedBy, NOW, LeaveReason.UNATTENDED));
    }
}
