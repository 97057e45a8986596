package io.minutebook.query.chat;

import static io.minutebook.query.given.Cast.ALICE;
import static io.minutebook.query.given.Cast.BOB;
import static io.minutebook.query.given.Cast.DAVE;
import static io.minutebook.query.given.Cast.EVE;
import static io.minutebook.query.given.Story.inProgress;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.kernel.MessageId;
import io.minutebook.kernel.MessageType;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.event.ChatEvent.MessageSent;
import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.log.RecordedEvent;
import io.minutebook.kernel.query.ChatLine;
import io.minutebook.query.given.MemoryLog;
import io.minutebook.query.given.Story;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StoredLineTest {

    private final MemoryLog log = new MemoryLog();
    private final Story story = inProgress(log).joined(ALICE, BOB, DAVE, EVE);
    private final RoomId blue = RoomId.next();
    private final Occupancy bobAndDaveInBlue =
            new Occupancy(9, Map.of("bob", blue.value(), "dave", blue.value()));

    @Nested
    class TheAudience {

        @Test
        void ofTheHallIsEverybody() {
            StoredLine line = line(said(null, null), bobAndDaveInBlue);

            assertThat(readers(line)).containsExactly(ALICE, BOB, DAVE, EVE);
            assertThat(line.isFor(new UserId("somebody-who-comes-later"))).isTrue();
        }

        @Test
        void ofAPrivateWordIsBothEnds() {
            assertThat(readers(line(said(DAVE, null), Occupancy.NONE))).containsExactly(BOB, DAVE);
        }

        @Test
        void ofARoomIsThoseInIt() {
            assertThat(readers(line(said(null, blue), bobAndDaveInBlue)))
                    .containsExactly(BOB, DAVE);
        }

        @Test
        void ofARoomNamesTheSenderOnce() {
            assertThat(line(said(null, blue), bobAndDaveInBlue).audience())
                    .containsExactlyInAnyOrder("bob", "dave");
        }

        @Test
        void ofAPrivateWordIsBothEndsThoughItWereSaidInARoom() {
            assertThat(readers(line(said(EVE, blue), bobAndDaveInBlue))).containsExactly(BOB, EVE);
        }

        private Stream<UserId> readers(StoredLine line) {
            return Stream.of(ALICE, BOB, DAVE, EVE).filter(line::isFor);
        }
    }

    @Nested
    class TheLine {

        @Test
        void isTheMessageAsItWasSent() {
            MessageSent sent = said(DAVE, null);
            StoredLine line = line(sent, Occupancy.NONE);

            assertThat(line.seq()).isEqualTo(log.lastSequence(story.id()));
            assertThat(line.line())
                    .isEqualTo(
                            new ChatLine(
                                    sent.messageId(),
                                    BOB,
                                    "Name of bob",
                                    "Hello",
                                    MessageType.FILE,
                                    true,
                                    Story.AT,
                                    DAVE,
                                    "https://example.com/plan.pdf",
                                    "plan.pdf",
                                    "application/pdf",
                                    4_096L,
                                    null,
                                    null));
        }

        @Test
        void isPrivateOnlyToOne() {
            assertThat(line(said(null, blue), bobAndDaveInBlue).line().isPrivate()).isFalse();
        }

        @Test
        void tellsThatItsTextWasErased() {
            RecordedEvent erased = log.appendErased(said(null, null));

            assertThat(
                            StoredLine.of(erased, (MessageSent) erased.event(), Occupancy.NONE)
                                    .line()
                                    .erased())
                    .isTrue();
        }

        @Test
        void changesItsContentAndNothingElseWhenItIsEdited() {
            StoredLine line = line(said(DAVE, null), Occupancy.NONE);
            StoredLine edited = line.edited("Goodbye", false);

            assertThat(edited.line().content()).isEqualTo("Goodbye");
            assertThat(edited.line().isEdited()).isTrue();
            assertThat(edited)
                    .usingRecursiveComparison()
                    .ignoringFields("line.content", "line.isEdited")
                    .isEqualTo(line);
        }

        @Test
        void tellsThatWhatItWasEditedToWasErased() {
            StoredLine line = line(said(DAVE, null), Occupancy.NONE);

            assertThat(line.edited(null, true).line().erased()).isTrue();
        }

        @Test
        void hasNeitherTextNorReadersOnceItIsGone() {
            StoredLine gone = line(said(DAVE, null), Occupancy.NONE).gone();

            assertThat(gone.deleted()).isTrue();
            assertThat(gone.audience()).isEmpty();
            assertThat(Json.COMPACT.writeValueAsString(gone))
                    .doesNotContain("Hello", "plan.pdf", "Name of bob", "dave");
        }

        @Test
        void isStoredWhole() {
            StoredLine line = line(said(null, blue), bobAndDaveInBlue);

            assertThat(
                            Json.COMPACT.readValue(
                                    Json.COMPACT.writeValueAsString(line), StoredLine.class))
                    .isEqualTo(line);
        }
    }

    private StoredLine line(MessageSent sent, Occupancy where) {
        return StoredLine.of(log.append(sent), sent, where);
    }

    private MessageSent said(UserId recipient, RoomId room) {
        return new MessageSent(
                story.id(),
                Story.AT,
                BOB,
                MessageId.next(),
                BOB,
                recipient,
                room,
                MessageType.FILE,
                "Name of bob",
                "Hello",
                "https://example.com/plan.pdf",
                "plan.pdf",
                "application/pdf",
                4_096L);
    }
}
