package io.minutebook.command.chat;

import static io.minutebook.command.given.AMeeting.ID;
import static io.minutebook.command.given.AMeeting.inProgress;
import static io.minutebook.command.given.AMeeting.room;
import static io.minutebook.command.given.AMeeting.scheduled;
import static io.minutebook.command.given.Cast.ALICE;
import static io.minutebook.command.given.Cast.BOB;
import static io.minutebook.command.given.Cast.COLIN;
import static io.minutebook.command.given.Cast.DAVE;
import static io.minutebook.command.given.Cast.EVE;
import static io.minutebook.command.given.Commands.MESSAGE;
import static io.minutebook.command.given.Commands.NOW;
import static io.minutebook.command.given.Commands.say;
import static io.minutebook.command.given.PolicyBuilder.policy;
import static io.minutebook.command.given.Refusals.refusalOf;
import static io.minutebook.command.given.Refusals.rejectionOf;
import static io.minutebook.kernel.ErrorCode.CHAT_DISABLED;
import static io.minutebook.kernel.ErrorCode.CONFLICT;
import static io.minutebook.kernel.ErrorCode.INSUFFICIENT_PERMISSION;
import static io.minutebook.kernel.ErrorCode.MEETING_ENDED;
import static io.minutebook.kernel.ErrorCode.MEETING_NOT_ACTIVE;
import static io.minutebook.kernel.ErrorCode.PARTICIPANT_NOT_FOUND;
import static io.minutebook.kernel.ErrorCode.VALIDATION_FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.command.given.AMeeting;
import io.minutebook.kernel.Caller;
import io.minutebook.kernel.ErrorCode;
import io.minutebook.kernel.MessageId;
import io.minutebook.kernel.MessageType;
import io.minutebook.kernel.Permission;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.RoomSettings;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.command.ChatCommand.MessageBody;
import io.minutebook.kernel.command.ChatCommand.SendMessage;
import io.minutebook.kernel.event.BreakoutEvent.Room;
import io.minutebook.kernel.event.ChatEvent.MessageDeleted;
import io.minutebook.kernel.event.ChatEvent.MessageSent;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChattingTest {

    @Nested
    class ToAll {

        @Test
        void isHeardByEverybody() throws Rejection {
            Caller bob = new Caller(BOB, "Bob Builder", null, false, false, Set.of());
            MessageBody hello = new MessageBody(MessageType.TEXT, "Hello", null, null, null, null);
            SendMessage command = new SendMessage(ID, bob, NOW, MESSAGE, null, hello);

            assertThat(Chatting.decide(inProgress().joined(BOB).state(), command))
                    .containsExactly(
                            new MessageSent(
                                    ID,
                                    NOW,
                                    BOB,
                                    MESSAGE,
                                    BOB,
                                    null,
                                    null,
                                    MessageType.TEXT,
                                    "Bob Builder",
                                    "Hello",
                                    null,
                                    null,
                                    null,
                                    null));
        }

        @Test
        void carriesAFile() throws Rejection {
            MessageBody file =
                    new MessageBody(
                            MessageType.FILE,
                            null,
                            "https://example.com/plan.pdf",
                            "plan.pdf",
                            "application/pdf",
                            4_096L);

            assertThat(Chatting.decide(inProgress().joined(BOB).state(), say(BOB, null, file)))
                    .containsExactly(
                            new MessageSent(
                                    ID,
                                    NOW,
                                    BOB,
                                    MESSAGE,
                                    BOB,
                                    null,
                                    null,
                                    MessageType.FILE,
                                    "bob",
                                    null,
                                    "https://example.com/plan.pdf",
                                    "plan.pdf",
                                    "application/pdf",
                                    4_096L));
        }
    }

    @Nested
    class FromARoom {

        private final RoomId blue = RoomId.next();
        private final AMeeting meeting =
                inProgress().joined(BOB, DAVE).rooms(room(blue, null)).assigned(blue, BOB);

        @Test
        void staysInTheRoom() throws Rejection {
            assertThat(sent(meeting, say(BOB)).roomId()).isEqualTo(blue);
        }

        @Test
        void isOfTheHallForWhoIsThere() throws Rejection {
            assertThat(sent(meeting, say(DAVE)).roomId()).isNull();
        }

        @Test
        void isOfNoRoomWhereItIsPrivate() throws Rejection {
            MessageSent sent = sent(meeting, say(BOB, DAVE));

            assertThat(sent.roomId()).isNull();
            assertThat(sent.recipientId()).isEqualTo(DAVE);
        }

        @Test
        void isRefusedWhereTheRoomIsSilent() throws Rejection {
            RoomId silent = RoomId.next();
            AMeeting quiet =
                    inProgress()
                            .joined(ALICE, BOB)
                            .rooms(new Room(silent, null, new RoomSettings(false, true)))
                            .assigned(silent, ALICE);

            assertThat(refusal(quiet, say(ALICE))).isEqualTo(CHAT_DISABLED);
            assertThat(refusal(quiet, say(ALICE, BOB))).isEqualTo(CHAT_DISABLED);
            assertThat(sent(quiet, say(BOB)).roomId()).isNull();
        }
    }

    @Nested
    class ToOne {

        @Test
        void isForThatParticipant() throws Rejection {
            assertThat(sent(inProgress().joined(BOB, DAVE), say(BOB, DAVE)).recipientId())
                    .isEqualTo(DAVE);
        }

        @Test
        void reachesAlsoWhoHasLeft() throws Rejection {
            assertThat(
                            sent(inProgress().joined(BOB, DAVE).left(DAVE), say(BOB, DAVE))
                                    .recipientId())
                    .isEqualTo(DAVE);
        }

        @Test
        void isRefusedToWhoNeverCameIn() {
            AMeeting meeting = inProgress().joined(BOB).waiting(DAVE);

            assertThat(refusal(meeting, say(BOB, EVE))).isEqualTo(PARTICIPANT_NOT_FOUND);
            assertThat(refusal(meeting, say(BOB, DAVE))).isEqualTo(PARTICIPANT_NOT_FOUND);
            assertThat(refusal(meeting.admitted(DAVE), say(BOB, DAVE)))
                    .isEqualTo(PARTICIPANT_NOT_FOUND);
        }

        @Test
        void isRefusedToOneself() {
            Rejection refusal =
                    rejectionOf(
                            () -> Chatting.decide(inProgress().joined(BOB).state(), say(BOB, BOB)));

            assertThat(refusal.code()).isEqualTo(VALIDATION_FAILED);
            assertThat(refusal.details()).containsOnlyKeys("recipient_id");
        }
    }

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
        AMeeting meeting =
                inProgress()
                        .withCoHost(COLIN)
                        .joined(ALICE, COLIN, BOB, DAVE)
                        .under(policy().chat(permission));

        if (allowed) {
            assertThat(sent(meeting, say(user)).senderId()).isEqualTo(user);
            assertThat(sent(meeting, say(user, DAVE)).senderId()).isEqualTo(user);
        } else {
            assertThat(refusal(meeting, say(user))).isEqualTo(CHAT_DISABLED);
            assertThat(refusal(meeting, say(user, DAVE))).isEqualTo(CHAT_DISABLED);
        }
    }

    @Test
    void endsWhereTheMeetingHoldsNoMore() throws Rejection {
        AMeeting meeting = inProgress().joined(BOB);
        for (int i = 1; i < Chatting.MESSAGES_MAX; i++) {
            meeting.said(BOB, MESSAGE);
        }
        assertThat(sent(meeting, say(BOB)).senderId()).isEqualTo(BOB);

        MessageId last = MessageId.next();
        assertThat(refusal(meeting.said(BOB, last), say(BOB))).isEqualTo(CONFLICT);

        meeting.and(new MessageDeleted(ID, NOW, BOB, last, BOB, null, null, null));
        assertThat(sent(meeting, say(BOB)).senderId()).isEqualTo(BOB);
    }

    @Nested
    class WhileNotPresent {

        @Test
        void nothingIsSaid() {
            assertThat(refusal(inProgress(), say(BOB))).isEqualTo(PARTICIPANT_NOT_FOUND);
            assertThat(refusal(inProgress(), say(ALICE))).isEqualTo(PARTICIPANT_NOT_FOUND);
            assertThat(refusal(inProgress().joined(BOB).left(BOB), say(BOB)))
                    .isEqualTo(PARTICIPANT_NOT_FOUND);
            assertThat(refusal(inProgress().joined(BOB).removed(BOB), say(BOB)))
                    .isEqualTo(PARTICIPANT_NOT_FOUND);
        }

        @Test
        void nothingIsSaidFromTheWaitingRoom() {
            assertThat(refusal(inProgress().waiting(BOB), say(BOB)))
                    .isEqualTo(INSUFFICIENT_PERMISSION);
        }

        @Test
        void nothingIsSaidBeforeTheStartOrAfterTheEnd() {
            assertThat(refusal(scheduled(), say(ALICE))).isEqualTo(MEETING_NOT_ACTIVE);
            assertThat(refusal(inProgress().joined(BOB).ended(), say(BOB)))
                    .isEqualTo(MEETING_ENDED);
        }
    }

    private static MessageSent sent(AMeeting meeting, SendMessage command) throws Rejection {
        return (MessageSent) Chatting.decide(meeting.state(), command).get(0);
    }

    private static ErrorCode refusal(AMeeting meeting, SendMessage command) {
        return refusalOf(() -> Chatting.decide(meeting.state(), command));
    }
}
