package io.minutebook.query.chat;

import static io.minutebook.kernel.ErrorCode.NOT_FOUND;
import static io.minutebook.kernel.ErrorCode.VALIDATION_FAILED;
import static io.minutebook.query.given.Cast.ALICE;
import static io.minutebook.query.given.Cast.BOB;
import static io.minutebook.query.given.Cast.DAVE;
import static io.minutebook.query.given.Cast.EVE;
import static io.minutebook.query.given.Cast.auditor;
import static io.minutebook.query.given.Cast.caller;
import static io.minutebook.query.given.Refusals.refusalOf;
import static io.minutebook.query.given.Story.inProgress;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.kernel.Caller;
import io.minutebook.kernel.MessageId;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.query.ChatLine;
import io.minutebook.kernel.query.MeetingQuery.GetChat;
import io.minutebook.kernel.query.MeetingQuery.GetMessage;
import io.minutebook.query.given.MemoryDocuments;
import io.minutebook.query.given.MemoryLog;
import io.minutebook.query.given.Story;
import io.minutebook.query.view.RunningView;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads the same whatever of it the view holds: all, nothing, or a part. */
@ParameterizedClass
@EnumSource(ChatReaderTest.Held.class)
class ChatReaderTest {

    /** How far the view is when the chat is read. */
    enum Held {
        NOTHING,
        A_PART,
        EVERYTHING
    }

    private final Held held;
    private final MemoryLog log = new MemoryLog();
    private final MemoryDocuments views = new MemoryDocuments();
    private final RunningView view = RunningView.of(new ChatView(), log, views);
    private final ChatReader reader = new ChatReader(log, view.kept());
    private final Story story = inProgress(log).joined(ALICE, BOB, DAVE, EVE);

    ChatReaderTest(Held held) {
        this.held = held;
    }

    /** Here the view falls behind, if it does. */
    private void partway() {
        if (held == Held.A_PART) {
            log.deliver();
        }
    }

    @Nested
    class Paging {

        private final List<String> said = new ArrayList<>();

        @BeforeEach
        void sayTenThings() {
            for (int i = 0; i < 10; i++) {
                if (i == 6) {
                    partway();
                }
                story.says(BOB, "line " + i);
                said.add("line " + i);
            }
        }

        @Test
        void showsTheNewestOldestFirst() throws Rejection {
            assertThat(contents(page(3, 0))).isEqualTo(said.subList(7, 10));
        }

        @Test
        void passesOverAsManyAsItIsTold() throws Rejection {
            assertThat(contents(page(3, 2))).isEqualTo(said.subList(5, 8));
            assertThat(contents(page(3, 8))).isEqualTo(said.subList(0, 2));
            assertThat(contents(page(3, 10))).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 3, 4, 10, 200})
        void showsEachLineOnce(int size) throws Rejection {
            List<String> seen = new ArrayList<>();
            List<String> page = contents(page(size, 0));
            while (!page.isEmpty()) {
                seen.addAll(0, page);
                page = contents(page(size, seen.size()));
            }

            assertThat(seen).isEqualTo(said);
        }

        @Test
        void showsTheNearestAfterAMessage() throws Rejection {
            assertThat(contents(between(message(4), null, 3))).isEqualTo(said.subList(5, 8));
            assertThat(contents(between(message(9), null, 3))).isEmpty();
        }

        @Test
        void showsTheNearestBeforeAMessage() throws Rejection {
            assertThat(contents(between(null, message(7), 3))).isEqualTo(said.subList(4, 7));
            assertThat(contents(between(null, message(0), 3))).isEmpty();
        }

        @Test
        void showsWhatIsBetweenTwoMessages() throws Rejection {
            assertThat(contents(between(message(3), message(8), 200)))
                    .isEqualTo(said.subList(4, 8));
            assertThat(contents(between(message(8), message(3), 200))).isEmpty();
        }

        @Test
        void refusesAMessageThatIsNotOfThisMeeting() {
            Story other = inProgress(log).joined(BOB).says(BOB, "Elsewhere");

            assertThat(refusalOf(() -> lines(between(other.lastMessage(), null, 3))))
                    .isEqualTo(VALIDATION_FAILED);
            assertThat(refusalOf(() -> lines(between(null, MessageId.next(), 3))))
                    .isEqualTo(VALIDATION_FAILED);
        }

        private MessageId message(int index) {
            return story.messages().get(index);
        }

        private GetChat page(int limit, int offset) {
            return new GetChat(story.id(), caller(ALICE), limit, offset, null, null);
        }

        private GetChat between(MessageId after, MessageId before, int limit) {
            return new GetChat(story.id(), caller(ALICE), limit, 0, after, before);
        }
    }

    @Nested
    class PrivateWords {

        @BeforeEach
        void speak() {
            story.says(ALICE, "To all").tells(BOB, DAVE, "To Dave");
            partway();
            story.tells(DAVE, BOB, "To Bob").says(ALICE, "To all again");
        }

        @Test
        void areReadAtBothEnds() throws Rejection {
            List<String> everything = List.of("To all", "To Dave", "To Bob", "To all again");

            assertThat(contents(all(caller(BOB)))).isEqualTo(everything);
            assertThat(contents(all(caller(DAVE)))).isEqualTo(everything);
        }

        @Test
        void areReadByNobodyElseHostsNeither() throws Rejection {
            assertThat(contents(all(caller(ALICE)))).containsExactly("To all", "To all again");
            assertThat(contents(all(caller(EVE)))).containsExactly("To all", "To all again");
        }

        @Test
        void areReadByAuditors() throws Rejection {
            assertThat(contents(all(auditor()))).hasSize(4);
        }

        @Test
        void doNotCountInTheOffsetsOfOthers() throws Rejection {
            assertThat(contents(new GetChat(story.id(), caller(EVE), 1, 1, null, null)))
                    .containsExactly("To all");
        }

        @Test
        void areNoPlaceToReadFromForOthers() {
            MessageId secret = story.messages().get(1);

            assertThat(
                            refusalOf(
                                    () ->
                                            lines(
                                                    new GetChat(
                                                            story.id(),
                                                            caller(ALICE),
                                                            1,
                                                            0,
                                                            secret,
                                                            null))))
                    .isEqualTo(VALIDATION_FAILED);
        }
    }

    @Nested
    class Rooms {

        private final RoomId blue = RoomId.next();
        private final RoomId red = RoomId.next();

        @BeforeEach
        void speak() {
            story.rooms(blue, red).assigned(blue, BOB, DAVE).saysIn(blue, BOB, "In blue");
            partway();
            story.assigned(red, DAVE)
                    .assigned(blue, EVE)
                    .saysIn(blue, EVE, "In blue, later")
                    .saysIn(red, DAVE, "In red")
                    .says(ALICE, "In the hall")
                    .roomsClosed();
        }

        @Test
        void areReadByThoseWhoWereInThem() throws Rejection {
            assertThat(contents(all(caller(BOB))))
                    .containsExactly("In blue", "In blue, later", "In the hall");
            assertThat(contents(all(caller(DAVE))))
                    .containsExactly("In blue", "In red", "In the hall");
            assertThat(contents(all(caller(EVE)))).containsExactly("In blue, later", "In the hall");
        }

        @Test
        void areNotReadByHostsInTheHall() throws Rejection {
            assertThat(contents(all(caller(ALICE)))).containsExactly("In the hall");
        }
    }

    @Nested
    class Amended {

        @BeforeEach
        void speak() {
            story.says(BOB, "Helo").says(BOB, "Mistake").says(BOB, "Goodbye");
            partway();
            story.edits(BOB, story.messages().get(0), "Hello")
                    .deletes(ALICE, story.messages().get(1))
                    .says(BOB, "P.S.");
            story.edits(BOB, story.lastMessage(), "P.P.S.").says(BOB, "Mistake again");
            story.deletes(BOB, story.lastMessage());
        }

        @Test
        void linesReadAsTheyAreByNow() throws Rejection {
            assertThat(contents(all(caller(EVE)))).containsExactly("Hello", "Goodbye", "P.P.S.");
            assertThat(contents(all(auditor()))).containsExactly("Hello", "Goodbye", "P.P.S.");
        }

        @Test
        void linesThatAreGoneDoNotCount() throws Rejection {
            assertThat(contents(new GetChat(story.id(), caller(EVE), 1, 2, null, null)))
                    .containsExactly("Hello");
        }
    }

    @Nested
    class OneMessage {

        @BeforeEach
        void speak() {
            story.says(BOB, "Helo").tells(BOB, DAVE, "To Dave").says(BOB, "Mistake");
            partway();
            story.edits(BOB, story.messages().get(0), "Hello").deletes(BOB, story.lastMessage());
        }

        @Test
        void readsAsItIsByNow() throws Rejection {
            assertThat(line(caller(EVE), 0).content()).isEqualTo("Hello");
        }

        @Test
        void isReadAtBothEndsOfAPrivateWordAndByAuditors() throws Rejection {
            assertThat(line(caller(BOB), 1).content()).isEqualTo("To Dave");
            assertThat(line(caller(DAVE), 1).content()).isEqualTo("To Dave");
            assertThat(line(auditor(), 1).content()).isEqualTo("To Dave");
            assertThat(refusalOf(() -> line(caller(ALICE), 1))).isEqualTo(NOT_FOUND);
        }

        @Test
        void isNotThereOnceItIsDeleted() {
            assertThat(refusalOf(() -> line(caller(BOB), 2))).isEqualTo(NOT_FOUND);
            assertThat(refusalOf(() -> line(auditor(), 2))).isEqualTo(NOT_FOUND);
        }

        @Test
        void isAPlaceToReadFromThoughItIsDeleted() throws Rejection {
            story.says(BOB, "After");
            MessageId gone = story.messages().get(2);

            assertThat(contents(new GetChat(story.id(), caller(EVE), 5, 0, gone, null)))
                    .containsExactly("After");
            assertThat(contents(new GetChat(story.id(), caller(EVE), 5, 0, null, gone)))
                    .containsExactly("Hello");
        }

        private ChatLine line(Caller by, int index) throws Rejection {
            caughtUp();
            return reader.line(new GetMessage(story.id(), by, story.messages().get(index)));
        }
    }

    @Test
    void readsThroughManyPagesOfLinesAndEvents() throws Rejection {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 1_300; i++) {
            if (i == 650) {
                partway();
            }
            story.says(BOB, "line " + i).tells(BOB, DAVE, "secret " + i);
            expected.add("line " + i);
        }
        List<String> seen = new ArrayList<>();
        for (int offset = 0; offset < 1_300; offset += 200) {
            seen.addAll(0, contents(new GetChat(story.id(), caller(EVE), 200, offset, null, null)));
        }

        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void keepsToTheMeeting() throws Rejection {
        story.says(BOB, "Here");
        partway();
        Story other = inProgress(log).joined(BOB).says(BOB, "There");

        assertThat(contents(all(caller(BOB)))).containsExactly("Here");
        assertThat(contents(new GetChat(other.id(), caller(BOB), 200, 0, null, null)))
                .containsExactly("There");
    }

    private GetChat all(Caller by) {
        return new GetChat(story.id(), by, 200, 0, null, null);
    }

    private List<String> contents(GetChat query) throws Rejection {
        return lines(query).stream().map(ChatLine::content).toList();
    }

    private List<ChatLine> lines(GetChat query) throws Rejection {
        caughtUp();
        return reader.lines(query);
    }

    /** Here the view catches up, if it does. */
    private void caughtUp() {
        if (held == Held.EVERYTHING) {
            log.deliver();
        }
    }
}
