package io.minutebook.command.participant;

import static io.minutebook.command.given.AMeeting.ID;
import static io.minutebook.command.given.AMeeting.inProgress;
import static io.minutebook.command.given.AMeeting.scheduled;
import static io.minutebook.command.given.Cast.ALICE;
import static io.minutebook.command.given.Cast.BOB;
import static io.minutebook.command.given.Cast.COLIN;
import static io.minutebook.command.given.Commands.NOW;
import static io.minutebook.command.given.Commands.react;
import static io.minutebook.command.given.Commands.show;
import static io.minutebook.command.given.PolicyBuilder.policy;
import static io.minutebook.command.given.Refusals.refusalOf;
import static io.minutebook.kernel.ErrorCode.CAMERA_DISABLED;
import static io.minutebook.kernel.ErrorCode.INSUFFICIENT_PERMISSION;
import static io.minutebook.kernel.ErrorCode.MEETING_ENDED;
import static io.minutebook.kernel.ErrorCode.MEETING_NOT_ACTIVE;
import static io.minutebook.kernel.ErrorCode.PARTICIPANT_NOT_FOUND;
import static io.minutebook.kernel.ErrorCode.SCREEN_SHARE_DISABLED;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.command.given.AMeeting;
import io.minutebook.kernel.ErrorCode;
import io.minutebook.kernel.Flags;
import io.minutebook.kernel.LiveStatus;
import io.minutebook.kernel.Permission;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.RoomSettings;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.command.ParticipantCommand.UpdateStatus;
import io.minutebook.kernel.event.BreakoutEvent.Room;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.ParticipantEvent.ReactionSent;
import io.minutebook.kernel.event.ParticipantEvent.StatusChanged;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BeingSeenTest {

    private static final Flags NOTHING = new Flags(null, null, null, null);
    private static final Flags CAMERA_ON = new Flags(null, true, null, null);
    private static final Flags CAMERA_OFF = new Flags(null, false, null, null);
    private static final Flags SCREEN_ON = new Flags(null, null, true, null);
    private static final Flags SCREEN_OFF = new Flags(null, null, false, null);
    private static final Flags HAND_UP = new Flags(null, null, null, true);

    @Nested
    class UpdatingTheStatus {

        @Test
        void tellsWhatChangedAndHowItIsNow() throws Rejection {
            Flags wanted = new Flags(false, null, null, true);

            assertThat(decide(inProgress().joined(BOB), show(BOB, wanted)))
                    .containsExactly(
                            new StatusChanged(
                                    ID,
                                    NOW,
                                    BOB,
                                    List.of(BOB),
                                    wanted,
                                    new LiveStatus(false, true, false, true)));
        }

        @Test
        void leavesOutWhatIsSoAlready() throws Rejection {
            Flags wanted = new Flags(true, true, null, true);

            assertThat(decide(inProgress().joined(BOB), show(BOB, wanted)))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            StatusChanged.class,
                            changed -> assertThat(changed.flags()).isEqualTo(HAND_UP));
        }

        @Test
        void isNothingWhereNothingChanges() throws Rejection {
            AMeeting meeting = inProgress().joined(BOB);

            assertThat(decide(meeting, show(BOB, NOTHING))).isEmpty();
            assertThat(decide(meeting, show(BOB, new Flags(true, true, false, false)))).isEmpty();
        }

        @Test
        void lastsUntilLeaving() throws Rejection {
            AMeeting meeting = inProgress().joined(BOB);
            meeting.and(decide(meeting, show(BOB, HAND_UP)));

            assertThat(statusOf(meeting)).isEqualTo(new LiveStatus(true, true, false, true));
            assertThat(statusOf(meeting.left(BOB))).isEqualTo(LiveStatus.ABSENT);
            assertThat(statusOf(meeting.joined(BOB)))
                    .isEqualTo(new LiveStatus(true, true, false, false));
        }

        private static LiveStatus statusOf(AMeeting meeting) {
            return meeting.state().people().find(BOB).orElseThrow().status();
        }
    }

    @Nested
    class TheWaitingRoomFlag {

        private final AMeeting meeting = inProgress().joined(ALICE, BOB);

        @Test
        void mayBeSaidAsItIs() throws Rejection {
            assertThat(decide(meeting, show(BOB, HAND_UP, false))).hasSize(1);
        }

        @ParameterizedTest
        @CsvSource({"bob", "alice"})
        void cannotBeChangedHere(UserId user) {
            assertThat(refusal(meeting, show(user, HAND_UP, true)))
                    .isEqualTo(INSUFFICIENT_PERMISSION);
        }

        @Test
        void cannotBeChangedByWhoWaits() {
            assertThat(refusal(inProgress().waiting(BOB), show(BOB, NOTHING, false)))
                    .isEqualTo(INSUFFICIENT_PERMISSION);
        }
    }

    @Nested
    class SharingTheScreen {

        @ParameterizedTest
        @CsvSource({
            "ALL, alice, true",
            "ALL, colin, true",
            "ALL, bob, true",
            "HOST, alice, true",
            "HOST, colin, true",
            "HOST, bob, false",
            "NONE, alice, false",
            "NONE, colin, false",
            "NONE, bob, false",
        })
        void goesByThePolicy(Permission permission, UserId user, boolean allowed) throws Rejection {
            AMeeting meeting = everybodyIn().under(policy().screens(permission));

            if (allowed) {
                assertThat(decide(meeting, show(user, SCREEN_ON))).hasSize(1);
            } else {
                assertThat(refusal(meeting, show(user, SCREEN_ON)))
                        .isEqualTo(SCREEN_SHARE_DISABLED);
            }
        }

        @Test
        void goesByTheBreakoutRoomToo() throws Rejection {
            RoomId silent = RoomId.next();
            RoomId free = RoomId.next();
            AMeeting meeting =
                    everybodyIn()
                            .rooms(
                                    new Room(silent, null, new RoomSettings(true, false)),
                                    new Room(free, null, new RoomSettings(false, true)))
                            .assigned(silent, ALICE)
                            .assigned(free, BOB);

            assertThat(refusal(meeting, show(ALICE, SCREEN_ON))).isEqualTo(SCREEN_SHARE_DISABLED);
            assertThat(decide(meeting, show(BOB, SCREEN_ON))).hasSize(1);
            assertThat(decide(meeting, show(COLIN, SCREEN_ON))).hasSize(1);
        }

        @Test
        void mayAlwaysStop() throws Rejection {
            AMeeting meeting =
                    inProgress()
                            .joined(BOB)
                            .showing(BOB, SCREEN_ON)
                            .under(policy().screens(Permission.NONE));

            assertThat(decide(meeting, show(BOB, SCREEN_OFF))).hasSize(1);
        }
    }

    @Nested
    class TheCamera {

        private final AMeeting meeting =
                everybodyIn()
                        .showing(ALICE, CAMERA_OFF)
                        .showing(BOB, CAMERA_OFF)
                        .showing(COLIN, CAMERA_OFF);

        @ParameterizedTest
        @CsvSource({"alice", "colin", "bob"})
        void mayBeSwitchedOn(UserId user) throws Rejection {
            assertThat(decide(meeting, show(user, CAMERA_ON))).hasSize(1);
        }

        @Test
        void mayNotBeSwitchedOnWhereThePolicyForbids() {
            assertThat(refusal(meeting.under(policy().withoutCameras()), show(BOB, CAMERA_ON)))
                    .isEqualTo(CAMERA_DISABLED);
        }

        @ParameterizedTest
        @CsvSource({"alice", "colin"})
        void mayBeSwitchedOnByHostsWhateverThePolicy(UserId host) throws Rejection {
            meeting.under(policy().withoutCameras());

            assertThat(decide(meeting, show(host, CAMERA_ON))).hasSize(1);
        }

        @Test
        void mayAlwaysBeSwitchedOff() throws Rejection {
            AMeeting watched = inProgress().joined(BOB).under(policy().withoutCameras());

            assertThat(decide(watched.showing(BOB, CAMERA_ON), show(BOB, CAMERA_OFF))).hasSize(1);
        }
    }

    @Nested
    class Reacting {

        @Test
        void isShown() throws Rejection {
            assertThat(BeingSeen.decide(inProgress().joined(BOB).state(), react(BOB)))
                    .containsExactly(new ReactionSent(ID, NOW, BOB, "thumbs_up", 3));
        }

        @Test
        void isRefusedToWhoIsNotPresent() {
            assertThat(reactionRefusal(inProgress())).isEqualTo(PARTICIPANT_NOT_FOUND);
            assertThat(reactionRefusal(inProgress().waiting(BOB)))
                    .isEqualTo(INSUFFICIENT_PERMISSION);
            assertThat(reactionRefusal(inProgress().joined(BOB).ended())).isEqualTo(MEETING_ENDED);
        }

        private static ErrorCode reactionRefusal(AMeeting meeting) {
            return refusalOf(() -> BeingSeen.decide(meeting.state(), react(BOB)));
        }
    }

    @Nested
    class WhileNotPresent {

        @Test
        void nothingIsShown() {
            assertThat(refusal(inProgress(), show(BOB, HAND_UP))).isEqualTo(PARTICIPANT_NOT_FOUND);
            assertThat(refusal(inProgress().joined(BOB).left(BOB), show(BOB, HAND_UP)))
                    .isEqualTo(PARTICIPANT_NOT_FOUND);
            assertThat(refusal(inProgress().joined(BOB).ended(), show(BOB, HAND_UP)))
                    .isEqualTo(MEETING_ENDED);
            assertThat(refusal(scheduled(), show(ALICE, HAND_UP))).isEqualTo(MEETING_NOT_ACTIVE);
        }
    }

    private static AMeeting everybodyIn() {
        return inProgress().withCoHost(COLIN).joined(ALICE, COLIN, BOB);
    }

    private static List<MeetingEvent> decide(AMeeting meeting, UpdateStatus command)
            throws Rejection {
        return BeingSeen.decide(meeting.state(), command);
    }

    private static ErrorCode refusal(AMeeting meeting, UpdateStatus command) {
        return refusalOf(() -> decide(meeting, command));
    }
}
