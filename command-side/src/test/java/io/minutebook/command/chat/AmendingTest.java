package io.minutebook.command.chat;

import static io.minutebook.command.given.AMeeting.ID;
import static io.minutebook.command.given.AMeeting.inProgress;
import static io.minutebook.command.given.AMeeting.room;
import static io.minutebook.command.given.Cast.ALICE;
import static io.minutebook.command.given.Cast.BOB;
import static io.minutebook.command.given.Cast.COLIN;
import static io.minutebook.command.given.Cast.DAVE;
import static io.minutebook.command.given.Cast.EVE;
import static io.minutebook.command.given.Commands.MESSAGE;
import static io.minutebook.command.given.Commands.NOW;
import static io.minutebook.command.given.Commands.say;
import static io.minutebook.command.given.PolicyBuilder.policy;
import static io.minutebook.kernel.ErrorCode.CHAT_DISABLED;
import static io.minutebook.kernel.ErrorCode.INSUFFICIENT_PERMISSION;
import static io.minutebook.kernel.ErrorCode.MEETING_ENDED;
import static io.minutebook.kernel.ErrorCode.NOT_FOUND;
import static io.minutebook.kernel.ErrorCode.PARTICIPANT_NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.command.given.AMeeting;
import io.minutebook.command.given.Refusals;
import io.minutebook.kernel.Caller;
import io.minutebook.kernel.ErrorCode;
import io.minutebook.kernel.Permission;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.command.ChatCommand.DeleteMessage;
import io.minutebook.kernel.command.ChatCommand.EditMessage;
import io.minutebook.kernel.event.BreakoutEvent.RoomsClosed;
import io.minutebook.kernel.event.ChatEvent.MessageDeleted;
import io.minutebook.kernel.event.ChatEvent.MessageEdited;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AmendingTest {

    private final AMeeting meeting = inProgress().withCoHost(COLIN).joined(ALICE, COLIN, BOB, DAVE);

    @Nested
    class Editing {

        @Test
        void changesOnesOwnWords() throws Rejection {
            said(BOB, null);
            assertThat(Amending.decide(meeting.state(), edit(BOB)))
                    .containsExactly(
                            new MessageEdited(
                                    ID, NOW, BOB, MESSAGE, BOB, null, null, null, "Changed"));
        }

        @Test
        void staysAmongThoseWhoHeardIt() throws Rejection {
            RoomId blue = RoomId.next();
            meeting.rooms(room(blue, null)).assigned(blue, DAVE, BOB);
            said(BOB, null);
            meeting.assigned(blue, COLIN).and(new RoomsClosed(ID, NOW, ALICE));
            List<UserId> heardBy = List.of(BOB, DAVE);
            assertThat(Amending.decide(meeting.state(), edit(BOB)))
                    .containsExactly(
                            new MessageEdited(
                                    ID, NOW, BOB, MESSAGE, BOB, null, blue, heardBy, "Changed"));
            assertThat(Amending.decide(meeting.state(), delete(ALICE)))
                    .containsExactly(
                            new MessageDeleted(ID, NOW, ALICE, MESSAGE, BOB, null, blue, heardBy));
        }

        @Test
        void refusesOnOthersWordsAlsoByHosts() throws Rejection {
            said(BOB, null);
            assertThat(refusalOf(edit(DAVE))).isEqualTo(INSUFFICIENT_PERMISSION);
            assertThat(refusalOf(edit(ALICE))).isEqualTo(INSUFFICIENT_PERMISSION);
        }

        @Test
        void knowsNothingOfWhatIsPrivateToOthers() throws Rejection {
            said(BOB, DAVE);
            assertThat(refusalOf(edit(ALICE))).isEqualTo(NOT_FOUND);
            assertThat(refusalOf(edit(DAVE))).isEqualTo(INSUFFICIENT_PERMISSION);
        }

        @Test
        void refusesWhereChatIsNotAllowed() throws Rejection {
            said(BOB, null);
            meeting.under(policy().chat(Permission.HOST));
            assertThat(refusalOf(edit(BOB))).isEqualTo(CHAT_DISABLED);
        }

        @Test
        void refusesWhoIsNotThere() throws Rejection {
            said(BOB, null);
            meeting.left(BOB).waiting(EVE);
            assertThat(refusalOf(edit(BOB))).isEqualTo(PARTICIPANT_NOT_FOUND);
            assertThat(refusalOf(edit(EVE))).isEqualTo(INSUFFICIENT_PERMISSION);
            meeting.ended();
            assertThat(refusalOf(edit(BOB))).isEqualTo(MEETING_ENDED);
        }

        @Test
        void refusesOnWhatWasNeverSaid() {
            assertThat(refusalOf(edit(BOB))).isEqualTo(NOT_FOUND);
        }
    }

    @Nested
    class Deleting {

        @Test
        void takesBackOnesOwnWordsOnce() throws Rejection {
            said(BOB, DAVE);
            meeting.and(Amending.decide(meeting.state(), delete(BOB)));
            assertThat(refusalOf(delete(BOB))).isEqualTo(NOT_FOUND);
            assertThat(refusalOf(edit(BOB))).isEqualTo(NOT_FOUND);
        }

        @Test
        void hostsTakeBackAnybodysAlsoFromOutside() throws Rejection {
            said(BOB, null);
            meeting.left(COLIN);
            assertThat(Amending.decide(meeting.state(), delete(COLIN)))
                    .containsExactly(
                            new MessageDeleted(ID, NOW, COLIN, MESSAGE, BOB, null, null, null));
        }

        @Test
        void hostsKnowNothingOfWhatIsPrivateToOthers() throws Rejection {
            said(BOB, DAVE);
            assertThat(refusalOf(delete(ALICE))).isEqualTo(NOT_FOUND);
        }

        @Test
        void refusesAttendeesOnOthersWords() throws Rejection {
            said(BOB, null);
            assertThat(refusalOf(delete(DAVE))).isEqualTo(INSUFFICIENT_PERMISSION);
        }

        @Test
        void isAllowedWhereChatIsNot() throws Rejection {
            said(BOB, null);
            meeting.under(policy().chat(Permission.NONE));
            assertThat(Amending.decide(meeting.state(), delete(BOB))).hasSize(1);
        }

        @Test
        void refusesAfterTheEnd() throws Rejection {
            said(BOB, null);
            meeting.ended();
            assertThat(refusalOf(delete(ALICE))).isEqualTo(MEETING_ENDED);
        }
    }

    private void said(UserId by, UserId recipient) throws Rejection {
        meeting.and(Chatting.decide(meeting.state(), say(by, recipient)));
    }

    private ErrorCode refusalOf(EditMessage command) {
        return Refusals.refusalOf(() -> Amending.decide(meeting.state(), command));
    }

    private ErrorCode refusalOf(DeleteMessage command) {
        return Refusals.refusalOf(() -> Amending.decide(meeting.state(), command));
    }

    private static EditMessage edit(UserId by) {
        return new EditMessage(ID, Caller.of(by), NOW, MESSAGE, "Changed");
    }

    private static DeleteMessage delete(UserId by) {
        return new DeleteMessage(ID, Caller.of(by), NOW, MESSAGE);
    }
}
