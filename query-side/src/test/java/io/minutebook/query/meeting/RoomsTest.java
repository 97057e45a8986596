package io.minutebook.query.meeting;

import static io.minutebook.kernel.ErrorCode.MEETING_NOT_FOUND;
import static io.minutebook.query.given.Cast.ALICE;
import static io.minutebook.query.given.Cast.BOB;
import static io.minutebook.query.given.Cast.DAVE;
import static io.minutebook.query.given.Refusals.refusalOf;
import static io.minutebook.query.given.Story.inProgress;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.json.Json;
import io.minutebook.query.given.MemoryDocuments;
import io.minutebook.query.given.MemoryLog;
import io.minutebook.query.given.Story;
import io.minutebook.query.view.RunningView;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoomsTest {

    private final MemoryLog log = new MemoryLog();
    private final MemoryDocuments views = new MemoryDocuments();
    private final RunningView view = RunningView.of(new MeetingsView(), log, views);
    private final Rooms rooms = new Rooms(log, view.kept());

    @Test
    void areAsNewAsTheLogThoughTheViewIsEmpty() throws Rejection {
        Story story = inProgress(log).joined(ALICE, BOB);

        assertThat(rooms.now(story.id())).isEqualTo(Views.of(log, story));
    }

    @Test
    void areAsNewAsTheLogThoughTheViewIsBehind() throws Rejection {
        Story story = inProgress(log).joined(ALICE, BOB);
        log.deliver();
        story.left(BOB).joined(DAVE);

        assertThat(rooms.now(story.id())).isEqualTo(Views.of(log, story));
    }

    @Test
    void areStoredOnceHoweverMuchIsSaid() throws Rejection {
        Story story = inProgress(log).joined(ALICE, BOB);
        log.deliver();
        Map<String, String> stored = views.contents().get(MeetingsView.ROOMS);
        for (int i = 0; i < 3; i++) {
            story.says(BOB, "Hello");
            log.deliver();
        }

        assertThat(views.contents().get(MeetingsView.ROOMS)).isEqualTo(stored);
        assertThat(views.contents().get(MeetingsView.HEADS))
                .containsEntry(
                        story.id().value(),
                        Json.COMPACT.writeValueAsString(
                                new MeetingsView.Head(log.lastSequence(story.id()), log.head())));
        assertThat(rooms.now(story.id())).isEqualTo(Views.of(log, story));
    }

    @Test
    void areAsNewAsTheLogHoweverOftenTheyAreAskedFor() throws Rejection {
        Story story = inProgress(log);
        for (int i = 0; i < 3; i++) {
            story.joined(BOB).left(BOB);
            assertThat(rooms.now(story.id())).isEqualTo(Views.of(log, story));
            assertThat(rooms.now(story.id())).isEqualTo(Views.of(log, story));
        }
    }

    @Test
    void areReadThroughManyPagesOfEvents() throws Rejection {
        Story story = inProgress(log);
        while (log.head() < 1_000) {
            story.joined(BOB).left(BOB);
        }

        assertThat(rooms.now(story.id())).isEqualTo(Views.of(log, story));
    }

    @Test
    void areEachTheirOwn() throws Rejection {
        Story one = inProgress(log).joined(ALICE);
        Story other = inProgress(log).joined(ALICE, BOB);

        assertThat(rooms.now(one.id()).active()).isEqualTo(1);
        assertThat(rooms.now(other.id()).active()).isEqualTo(2);
    }

    @Test
    void areRefusedWhereThereIsNoSuchMeeting() {
        assertThat(refusalOf(() -> rooms.now(MeetingId.next()))).isEqualTo(MEETING_NOT_FOUND);
    }
}
