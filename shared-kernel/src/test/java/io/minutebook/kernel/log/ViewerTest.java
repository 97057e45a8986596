package io.minutebook.kernel.log;

import static io.minutebook.kernel.event.SampleEvents.ALICE;
import static io.minutebook.kernel.event.SampleEvents.AT;
import static io.minutebook.kernel.event.SampleEvents.BLUE;
import static io.minutebook.kernel.event.SampleEvents.BOB;
import static io.minutebook.kernel.event.SampleEvents.CAROL;
import static io.minutebook.kernel.event.SampleEvents.MEETING;
import static io.minutebook.kernel.event.SampleEvents.RED;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.LeaveReason;
import io.minutebook.kernel.MessageId;
import io.minutebook.kernel.MessageType;
import io.minutebook.kernel.ParticipantId;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.event.BreakoutEvent;
import io.minutebook.kernel.event.ChatEvent;
import io.minutebook.kernel.event.EventType;
import io.minutebook.kernel.event.LobbyEvent;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.ParticipantEvent;
import io.minutebook.kernel.event.SampleEvents;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ViewerTest {

    private static final UserId DAVE = new UserId("dave");
    private static final Set<EventType> CHAT =
            EnumSet.of(EventType.MESSAGE_SENT, EventType.MESSAGE_EDITED, EventType.MESSAGE_DELETED);

    /** What everybody with a connection is told, present or not. */
    private static final Set<EventType> OPEN_TO_ALL =
            EnumSet.of(
                    EventType.MEETING_STARTED,
                    EventType.MEETING_ENDED,
                    EventType.MEETING_CANCELLED);

    /** Of the samples, those that are about Bob. */
    private static final Set<EventType> ABOUT_BOB =
            EnumSet.of(
                    EventType.PARTICIPANT_JOINED,
                    EventType.SESSION_OPENED,
                    EventType.SESSION_CLOSED,
                    EventType.PARTICIPANT_LEFT,
                    EventType.STATUS_CHANGED,
                    EventType.PARTICIPANT_REMOVED,
                    EventType.PARTICIPANT_UNBANNED,
                    EventType.ROLE_CHANGED,
                    EventType.REACTION_SENT,
                    EventType.PARTICIPANT_WAITING,
                    EventType.PARTICIPANT_ADMITTED,
                    EventType.PARTICIPANT_DENIED,
                    EventType.MESSAGE_SENT,
                    EventType.MESSAGE_EDITED,
                    EventType.MESSAGE_DELETED,
                    EventType.PARTICIPANTS_ASSIGNED,
                    EventType.ROOM_LEFT);

    @Nested
    class Sees {

        @ParameterizedTest
        @MethodSource("io.minutebook.kernel.event.SampleEvents#typesOfMeetings")
        void anAuditorEverything(EventType type) {
            assertThat(auditor().sees(SampleEvents.ofMeeting(type))).isTrue();
        }

        @ParameterizedTest
        @MethodSource("io.minutebook.kernel.event.SampleEvents#typesOfMeetings")
        void whoIsPresentAllButThePrivateWordsOfOthers(EventType type) {
            assertThat(present(DAVE).sees(SampleEvents.ofMeeting(type)))
                    .isEqualTo(!CHAT.contains(type));
        }

        @ParameterizedTest
        @MethodSource("io.minutebook.kernel.event.SampleEvents#typesOfMeetings")
        void whoIsAbsentTheMeetingsStartAndEndAlone(EventType type) {
            assertThat(absent(DAVE).sees(SampleEvents.ofMeeting(type)))
                    .isEqualTo(OPEN_TO_ALL.contains(type));
        }

        @ParameterizedTest
        @MethodSource("io.minutebook.kernel.event.SampleEvents#typesOfMeetings")
        void whoIsAbsentAlsoWhatConcernsThem(EventType type) {
            assertThat(absent(BOB).sees(SampleEvents.ofMeeting(type)))
                    .isEqualTo(OPEN_TO_ALL.contains(type) || ABOUT_BOB.contains(type));
        }
    }

    @Nested
    class SeesChat {

        @Test
        void privateAtBothEndsWhereverTheyAre() {
            MeetingEvent toCarol = said(CAROL, null);

            assertThat(present(BOB).sees(toCarol)).isTrue();
            assertThat(present(CAROL).sees(toCarol)).isTrue();
            assertThat(in(RED, CAROL).sees(toCarol)).isTrue();
            assertThat(absent(CAROL).sees(toCarol)).isTrue();
        }

        @Test
        void privateOfOthersNever() {
            MeetingEvent toCarol = said(CAROL, null);

            assertThat(present(ALICE).sees(toCarol)).isFalse();
            assertThat(present(DAVE).sees(toCarol)).isFalse();
            assertThat(absent(DAVE).sees(toCarol)).isFalse();
        }

        @Test
        void privateOfOthersNeverBySittingInTheRoomItWasSentFrom() {
            assertThat(in(BLUE, DAVE).sees(said(CAROL, BLUE))).isFalse();
        }

        @Test
        void ofARoomOnlyInThatRoom() {
            MeetingEvent inBlue = said(null, BLUE);

            assertThat(in(BLUE, DAVE).sees(inBlue)).isTrue();
            assertThat(in(RED, DAVE).sees(inBlue)).isFalse();
            assertThat(present(DAVE).sees(inBlue)).isFalse();
            assertThat(absent(DAVE).sees(inBlue)).isFalse();
            assertThat(present(BOB).sees(inBlue)).as("the sender, back in the hall").isTrue();
        }

        @Test
        void ofTheHallEverywhere() {
            MeetingEvent inHall = said(null, null);

            assertThat(present(DAVE).sees(inHall)).isTrue();
            assertThat(in(BLUE, DAVE).sees(inHall)).isTrue();
            assertThat(absent(DAVE).sees(inHall)).isFalse();
        }

        @Test
        void thatOneTookBackOneselfFromAnywhere() {
            MeetingEvent byAlice =
                    new ChatEvent.MessageDeleted(
                            MEETING, AT, ALICE, MessageId.next(), BOB, null, BLUE, List.of(BOB));

            assertThat(absent(ALICE).sees(byAlice)).isTrue();
            assertThat(present(ALICE).sees(byAlice)).isTrue();
            assertThat(present(DAVE).sees(byAlice)).isFalse();
        }

        @Test
        void ofARoomAsItChangesOnlyByThoseWhoHeardIt() {
            List<UserId> heardBy = List.of(BOB, CAROL);
            MeetingEvent edited =
                    new ChatEvent.MessageEdited(
                            MEETING, AT, BOB, MessageId.next(), BOB, null, BLUE, heardBy, "Better");
            MeetingEvent deleted =
                    new ChatEvent.MessageDeleted(
                            MEETING, AT, BOB, MessageId.next(), BOB, null, BLUE, heardBy);

            for (MeetingEvent event : List.of(edited, deleted)) {
                assertThat(in(RED, CAROL).sees(event)).as("has gone elsewhere").isTrue();
                assertThat(present(CAROL).sees(event)).isTrue();
                assertThat(in(BLUE, DAVE).sees(event)).as("came later").isFalse();
                assertThat(absent(CAROL).sees(event)).isFalse();
            }
        }

        private static MeetingEvent said(UserId recipient, RoomId room) {
            return new ChatEvent.MessageSent(
                    MEETING,
                    AT,
                    BOB,
                    MessageId.next(),
                    BOB,
                    recipient,
                    room,
                    MessageType.TEXT,
                    "Bob",
                    "Hello",
                    null,
                    null,
                    null,
                    null);
        }
    }

    @Nested
    class After {

        @Test
        void joiningIsPresentInTheHall() {
            assertThat(absent(BOB).after(joined(BOB))).isEqualTo(present(BOB));
        }

        @Test
        void waitingOrBeingAdmittedIsNotYetPresent() {
            Viewer bob = absent(BOB);

            assertThat(bob.after(SampleEvents.ofMeeting(EventType.PARTICIPANT_WAITING)))
                    .isEqualTo(bob);
            assertThat(
                            bob.after(
                                    new LobbyEvent.ParticipantAdmitted(
                                            MEETING, AT, ALICE, List.of(BOB))))
                    .isEqualTo(bob);
        }

        @Test
        void leavingIsAbsentAndInNoRoom() {
            assertThat(in(BLUE, BOB).after(left(BOB))).isEqualTo(absent(BOB));
        }

        @Test
        void oneSessionOfSeveralIsStillPresent() {
            assertThat(in(BLUE, BOB).after(SampleEvents.ofMeeting(EventType.SESSION_CLOSED)))
                    .isEqualTo(in(BLUE, BOB));
        }

        @Test
        void removalIsAbsentAndInNoRoom() {
            assertThat(in(BLUE, CAROL).after(SampleEvents.ofMeeting(EventType.PARTICIPANT_REMOVED)))
                    .isEqualTo(absent(CAROL));
        }

        @Test
        void assignmentIsInThatRoom() {
            MeetingEvent assigned = SampleEvents.ofMeeting(EventType.PARTICIPANTS_ASSIGNED);

            assertThat(present(BOB).after(assigned)).isEqualTo(in(BLUE, BOB));
            assertThat(in(BLUE, CAROL).after(assigned)).isEqualTo(in(RED, CAROL));
            assertThat(in(BLUE, DAVE).after(assigned)).isEqualTo(in(BLUE, DAVE));
        }

        @Test
        void leavingTheRoomIsInTheHall() {
            assertThat(in(BLUE, BOB).after(SampleEvents.ofMeeting(EventType.ROOM_LEFT)))
                    .isEqualTo(present(BOB));
        }

        @Test
        void closingTheRoomsIsInTheHall() {
            assertThat(in(BLUE, DAVE).after(new BreakoutEvent.RoomsClosed(MEETING, AT, null)))
                    .isEqualTo(present(DAVE));
        }

        @Test
        void theEndIsAbsent() {
            assertThat(in(BLUE, DAVE).after(SampleEvents.ofMeeting(EventType.MEETING_ENDED)))
                    .isEqualTo(absent(DAVE));
        }

        @Test
        void whatOthersDoIsAsBefore() {
            assertThat(absent(DAVE).after(joined(BOB))).isEqualTo(absent(DAVE));
            assertThat(in(BLUE, DAVE).after(left(BOB))).isEqualTo(in(BLUE, DAVE));
            assertThat(in(BLUE, DAVE).after(SampleEvents.ofMeeting(EventType.ROOM_LEFT)))
                    .isEqualTo(in(BLUE, DAVE));
        }

        private static MeetingEvent joined(UserId user) {
            return new ParticipantEvent.ParticipantJoined(
                    MEETING,
                    AT,
                    user,
                    ParticipantId.next(),
                    user,
                    Role.ATTENDEE,
                    new ConnectionId("conn_1"),
                    false,
                    true,
                    false,
                    null,
                    null,
                    null,
                    null);
        }

        private static MeetingEvent left(UserId user) {
            return new ParticipantEvent.ParticipantLeft(
                    MEETING, AT, user, ParticipantId.next(), user, LeaveReason.LEFT, AT);
        }
    }

    private static Viewer auditor() {
        return new Viewer(DAVE, true, false, null);
    }

    private static Viewer absent(UserId user) {
        return new Viewer(user, false, false, null);
    }

    private static Viewer present(UserId user) {
        return new Viewer(user, false, true, null);
    }

    private static Viewer in(RoomId room, UserId user) {
        return new Viewer(user, false, true, room);
    }
}
