package io.minutebook.command.participant;

import static io.minutebook.command.given.AMeeting.ID;
import static io.minutebook.command.given.AMeeting.JOINED_AT;
import static io.minutebook.command.given.AMeeting.inProgress;
import static io.minutebook.command.given.AMeeting.participantId;
import static io.minutebook.command.given.AMeeting.sessionOf;
import static io.minutebook.command.given.Cast.BOB;
import static io.minutebook.command.given.Cast.COLIN;
import static io.minutebook.command.given.Commands.NOW;
import static io.minutebook.command.given.Commands.join;
import static io.minutebook.command.given.PolicyBuilder.policy;
import static io.minutebook.command.given.Refusals.refusalOf;
import static io.minutebook.kernel.ErrorCode.CONFLICT;
import static io.minutebook.kernel.ErrorCode.DOMAIN_NOT_ALLOWED;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.command.given.AMeeting;
import io.minutebook.command.given.Join;
import io.minutebook.command.given.PolicyBuilder;
import io.minutebook.command.state.MeetingState;
import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.ErrorCode;
import io.minutebook.kernel.LiveStatus;
import io.minutebook.kernel.ParticipantId;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.command.ParticipantCommand.JoinAnswer;
import io.minutebook.kernel.command.ParticipantCommand.JoinMeeting;
import io.minutebook.kernel.event.LobbyEvent.ParticipantWaiting;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.ParticipantEvent.ParticipantJoined;
import io.minutebook.kernel.event.ParticipantEvent.SessionOpened;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What coming in is, for the first time and again. */
class JoiningTest {

    private static final ConnectionId SECOND = new ConnectionId("conn_second");

    @Nested
    class ComingIn {

        @Test
        void tellsWhoCameAndHow() throws Rejection {
            JoinMeeting command =
                    Join.by(BOB)
                            .named("Bob Builder")
                            .withUnverifiedAddress("bob@example.com")
                            .command();

            assertThat(decide(inProgress(), command))
                    .containsExactly(
                            new ParticipantJoined(
                                    ID,
                                    NOW,
                                    BOB,
                                    participantId(BOB),
                                    BOB,
                                    Role.ATTENDEE,
                                    sessionOf(BOB),
                                    false,
                                    true,
                                    false,
                                    "Bob Builder",
                                    "bob@example.com",
                                    "desktop",
                                    "Firefox/121.0"));
        }

        @Test
        void answersWithTheNewPresence() throws Rejection {
            JoinMeeting command = Join.by(BOB).muted().command();

            assertThat(Joining.answer(after(inProgress(), command), command))
                    .isEqualTo(
                            new JoinAnswer.Joined(
                                    participantId(BOB),
                                    BOB,
                                    Role.ATTENDEE,
                                    sessionOf(BOB),
                                    new LiveStatus(true, true, false, false),
                                    NOW));
        }

        @Test
        void isShownByIdWhereTheTokenHasNoName() throws Rejection {
            assertThat(joined(inProgress(), join(BOB)).userName()).isEqualTo("bob");
        }

        @ParameterizedTest
        @CsvSource({
            // asked to be muted, asked for no video, muted on entry, without cameras
            "false, false, false, false, false, true",
            "true, false, false, false, true, true",
            "false, true, false, false, false, false",
            "false, false, true, false, true, true",
            "false, false, false, true, false, false",
            "true, true, true, true, true, false",
        })
        void showsAttendeesAsAskedAndAsThePolicyHasIt(
                boolean muted,
                boolean withoutVideo,
                boolean mutedOnEntry,
                boolean withoutCameras,
                boolean isMuted,
                boolean isVideoEnabled)
                throws Rejection {
            ParticipantJoined joined =
                    joined(
                            inProgress().under(flags(mutedOnEntry, withoutCameras)),
                            flags(BOB, muted, withoutVideo));

            assertThat(joined.isMuted()).isEqualTo(isMuted);
            assertThat(joined.isVideoEnabled()).isEqualTo(isVideoEnabled);
        }

        @ParameterizedTest
        @CsvSource({
            "alice, false, false, false, true",
            "colin, false, false, false, true",
            "colin, true, true, true, false",
        })
        void showsHostsAsAskedWhateverThePolicy(
                UserId host,
                boolean muted,
                boolean withoutVideo,
                boolean isMuted,
                boolean isVideoEnabled)
                throws Rejection {
            ParticipantJoined joined =
                    joined(
                            inProgress().withCoHost(COLIN).under(flags(true, true)),
                            flags(host, muted, withoutVideo));

            assertThat(joined.isMuted()).isEqualTo(isMuted);
            assertThat(joined.isVideoEnabled()).isEqualTo(isVideoEnabled);
        }

        private static PolicyBuilder flags(boolean mutedOnEntry, boolean withoutCameras) {
            PolicyBuilder policy = policy();
            if (mutedOnEntry) {
                policy.mutedOnEntry();
            }
            return withoutCameras ? policy.withoutCameras() : policy;
        }

        private static JoinMeeting flags(UserId user, boolean muted, boolean withoutVideo) {
            Join join = Join.by(user);
            if (muted) {
                join.muted();
            }
            return withoutVideo ? join.withoutVideo().command() : join.command();
        }
    }

    @Nested
    class ComingAgain {

        @Test
        void overTheSameConnectionChangesNothing() throws Rejection {
            AMeeting meeting = inProgress().joined(BOB);

            assertThat(decide(meeting, join(BOB))).isEmpty();
            assertThat(Joining.answer(meeting.state(), join(BOB)))
                    .isEqualTo(
                            new JoinAnswer.Joined(
                                    participantId(BOB),
                                    BOB,
                                    Role.ATTENDEE,
                                    sessionOf(BOB),
                                    new LiveStatus(true, true, false, false),
                                    JOINED_AT));
        }

        @Test
        void overAnotherConnectionAddsASession() throws Rejection {
            AMeeting meeting = inProgress().joined(BOB);
            JoinMeeting command = Join.by(BOB).over(SECOND).command();

            assertThat(decide(meeting, command))
                    .containsExactly(
                            new SessionOpened(
                                    ID,
                                    NOW,
                                    BOB,
                                    participantId(BOB),
                                    BOB,
                                    SECOND,
                                    "desktop",
                                    "Firefox/121.0"));
            assertThat(decide(meeting.and(decide(meeting, command)), command)).isEmpty();
        }

        @Test
        void overAnotherConnectionLeavesThePresenceAsItWas() throws Rejection {
            JoinMeeting command = Join.by(BOB).over(SECOND).withoutVideo().command();

            assertThat(Joining.answer(after(inProgress().joined(BOB), command), command))
                    .isEqualTo(
                            new JoinAnswer.Joined(
                                    participantId(BOB),
                                    BOB,
                                    Role.ATTENDEE,
                                    SECOND,
                                    new LiveStatus(true, true, false, false),
                                    JOINED_AT));
        }

        @Test
        void countsThePersonOnce() throws Rejection {
            MeetingState state =
                    after(inProgress().joined(BOB), Join.by(BOB).over(SECOND).command());

            assertThat(state.people().placesHeld()).isEqualTo(1);
            assertThat(state.people().attendance()).isEqualTo(1);
        }

        @Test
        void afterLeavingIsANewPresenceOfTheSameParticipant() throws Rejection {
            AMeeting meeting = inProgress().joined(BOB).left(BOB);
            JoinMeeting command = Join.by(BOB).ifNewAs(ParticipantId.next()).command();

            ParticipantJoined joined = joined(meeting, command);

            assertThat(joined.returning()).isTrue();
            assertThat(joined.participantId()).isEqualTo(participantId(BOB));
            assertThat(meeting.and(joined).state().people().attendance()).isEqualTo(1);
        }

        @Test
        void keepsTheParticipantIdThroughTheWaitingRoom() throws Rejection {
            ParticipantId other = ParticipantId.next();
            AMeeting meeting = inProgress().waiting(BOB).admitted(BOB);

            assertThat(joined(meeting, Join.by(BOB).ifNewAs(other).command()).participantId())
                    .isEqualTo(participantId(BOB));
        }

        @Test
        void keepsTheParticipantIdAlsoWhenWaitingAnew() throws Rejection {
            AMeeting meeting = inProgress().joined(BOB).left(BOB).under(policy().waitingRoom());

            MeetingEvent waiting =
                    decide(meeting, Join.by(BOB).ifNewAs(ParticipantId.next()).command()).get(0);

            assertThat(waiting)
                    .isInstanceOfSatisfying(
                            ParticipantWaiting.class,
                            event ->
                                    assertThat(event.participantId())
                                            .isEqualTo(participantId(BOB)));
        }

        @Test
        void keepsTheParticipantIdThroughARemoval() throws Rejection {
            AMeeting meeting = inProgress().joined(BOB).removed(BOB);

            assertThat(
                            joined(meeting, Join.by(BOB).ifNewAs(ParticipantId.next()).command())
                                    .participantId())
                    .isEqualTo(participantId(BOB));
        }

        @Test
        void isNotReturningForWhomOnlyWaitedBefore() throws Rejection {
            assertThat(joined(inProgress().waiting(BOB).admitted(BOB), join(BOB)).returning())
                    .isFalse();
        }

        @Test
        void looksAtDomainsAndBlockListAgain() {
            AMeeting meeting = inProgress().joined(BOB).under(policy().domains("example.com"));

            assertThat(refusal(meeting, join(BOB))).isEqualTo(DOMAIN_NOT_ALLOWED);
            assertThat(refusal(meeting, Join.by(BOB).over(SECOND).command()))
                    .isEqualTo(DOMAIN_NOT_ALLOWED);
        }

        @Test
        void isBoundInSessions() throws Rejection {
            AMeeting meeting = inProgress().joined(BOB);
            for (int i = 1; i < Joining.SESSIONS_MAX; i++) {
                JoinMeeting further = Join.by(BOB).over(new ConnectionId("conn_" + i)).command();
                meeting.and(decide(meeting, further));
            }

            assertThat(refusal(meeting, Join.by(BOB).over(SECOND).command())).isEqualTo(CONFLICT);
            assertThat(decide(meeting, join(BOB))).isEmpty();
        }
    }

    private static List<MeetingEvent> decide(AMeeting meeting, JoinMeeting command)
            throws Rejection {
        return Joining.decide(meeting.state(), command);
    }

    private static MeetingState after(AMeeting meeting, JoinMeeting command) throws Rejection {
        return meeting.and(decide(meeting, command)).state();
    }

    private static ParticipantJoined joined(AMeeting meeting, JoinMeeting command)
            throws Rejection {
        List<MeetingEvent> decided = decide(meeting, command);
        assertThat(decided).hasSize(1);
        return (ParticipantJoined) decided.get(0);
    }

    private static ErrorCode refusal(AMeeting meeting, JoinMeeting command) {
        return refusalOf(() -> decide(meeting, command));
    }
}
