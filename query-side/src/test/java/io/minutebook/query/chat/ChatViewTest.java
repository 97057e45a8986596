package io.minutebook.query.chat;

import static io.minutebook.query.given.Cast.ALICE;
import static io.minutebook.query.given.Cast.BOB;
import static io.minutebook.query.given.Cast.DAVE;
import static io.minutebook.query.given.Story.inProgress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.minutebook.kernel.MessageId;
import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.log.RecordedEvent;
import io.minutebook.query.given.MemoryDocuments;
import io.minutebook.query.given.MemoryLog;
import io.minutebook.query.given.Story;
import io.minutebook.query.given.WholeStory;
import io.minutebook.query.view.Folding;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChatViewTest {

    private final MemoryLog log = new MemoryLog();
    private final MemoryDocuments views = new MemoryDocuments();
    private final Folding folding = new Folding(new ChatView(), views);

    @Test
    void holdsWhatWasSent() {
        Story story = inProgress(log).joined(BOB).says(BOB, "Hello");
        folding.fold(log.events());

        assertThat(content(story.lastMessage())).contains("Hello");
    }

    @Test
    void holdsWhatItWasEditedTo() {
        Story story = inProgress(log).joined(BOB).says(BOB, "Helo");
        story.edits(BOB, story.lastMessage(), "Hello");
        folding.fold(log.events());

        assertThat(content(story.lastMessage())).contains("Hello");
    }

    @Test
    void holdsNoLongerWhatWasDeleted() {
        Story story = inProgress(log).joined(BOB).says(BOB, "Hello");
        story.deletes(ALICE, story.lastMessage());
        folding.fold(log.events());

        assertThat(content(story.lastMessage())).isEmpty();
    }

    @Test
    void staysWithoutWhatWasDeletedThoughAnEditCameAfter() {
        Story story = inProgress(log).joined(BOB).says(BOB, "Hello");
        story.deletes(ALICE, story.lastMessage()).edits(BOB, story.lastMessage(), "Back");
        folding.fold(log.events());

        assertThat(content(story.lastMessage())).isEmpty();
    }

    @Test
    void isTheSameWhetherEventsComeTogetherOrOneByOneOrTwice() {
        WholeStory.in(log);
        folding.fold(log.events());
        MemoryDocuments oneByOne = new MemoryDocuments();
        Folding other = new Folding(new ChatView(), oneByOne);
        for (RecordedEvent event : log.events()) {
            other.fold(List.of(event));
            other.fold(List.of(event, event));
        }
        other.fold(log.events());

        assertThat(oneByOne.contents()).isEqualTo(views.contents());
    }

    @Test
    void missesEventsThatArePassedOver() {
        inProgress(log).joined(BOB).says(BOB, "Hello").says(DAVE, "Hello");
        folding.fold(log.all(-1, 2));

        assertThatIllegalStateException().isThrownBy(() -> folding.fold(log.all(2, 1)));
    }

    private Optional<String> content(MessageId message) {
        return views.get(ChatView.LINES, message.value())
                .map(document -> Json.COMPACT.readValue(document.json(), StoredLine.class))
                .filter(line -> !line.deleted())
                .map(line -> line.line().content());
    }
}
