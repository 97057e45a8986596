package io.minutebook.query.meeting;

import static io.minutebook.query.given.Cast.ALICE;
import static io.minutebook.query.given.Cast.BOB;
import static io.minutebook.query.given.Cast.DAVE;
import static io.minutebook.query.given.Cast.HANNA;
import static io.minutebook.query.given.Cast.auditor;
import static io.minutebook.query.given.Cast.caller;
import static io.minutebook.query.given.MemoryLog.FIRST_RECORDED;
import static io.minutebook.query.given.Story.STARTED_AT;
import static io.minutebook.query.given.Story.inProgress;
import static io.minutebook.query.given.Story.scheduled;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.kernel.Caller;
import io.minutebook.kernel.EndReason;
import io.minutebook.kernel.MessageId;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.event.ChatEvent.MessageDeleted;
import io.minutebook.kernel.event.ChatEvent.MessageEdited;
import io.minutebook.kernel.event.LifecycleEvent.MeetingEnded;
import io.minutebook.kernel.query.HistoryEntry;
import io.minutebook.kernel.query.MeetingQuery.GetHistory;
import io.minutebook.kernel.query.Page;
import io.minutebook.query.given.MemoryLog;
import io.minutebook.query.given.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class HistoryReaderTest {

    private final MemoryLog log = new MemoryLog();
    private final HistoryReader reader = new HistoryReader(log);

    @Nested
    class AnEntry {

        @Test
        void tellsWhatHappenedWhenAndByWhom() {
            scheduled(log);
            Story story = scheduled(log).started();

            assertThat(read(story, caller(ALICE)).items())
                    .last()
                    .isEqualTo(
                            new HistoryEntry(
                                    1,
                                    2,
                                    "meeting.started",
                                    STARTED_AT,
                                    FIRST_RECORDED.plusSeconds(2),
                                    ALICE,
                                    Map.of(),
                                    null));
        }

        @Test
        void holdsFactsAndPersonalText() {
            Story story = scheduled(log);

            assertThat(read(story, caller(ALICE)).items().get(0).data())
                    .containsEntry("title", "Board meeting")
                    .containsEntry("external_id", "board-1")
                    .doesNotContainKeys("meeting_id", "at", "by");
        }

        @Test
        void hasNobodyForTheSystem() {
            Story story = inProgress(log);
            MeetingEnded byItself =
                    new MeetingEnded(
                            story.id(), Story.ENDED_AT, null, EndReason.IDLE, STARTED_AT, 0);

            assertThat(read(story.and(byItself), caller(ALICE)).items())
                    .last()
                    .extracting(HistoryEntry::actor)
                    .isNull();
        }

        @Test
        void showsErasedTextAsNull() {
            Story story = inProgress(log);
            log.appendErased(
                    new MessageEdited(
                            story.id(),
                            Story.AT,
                            BOB,
                            MessageId.next(),
                            BOB,
                            null,
                            null,
                            null,
                            null));

            HistoryEntry entry = read(story, caller(ALICE)).items().get(2);

            assertThat(entry.erased()).isTrue();
            assertThat(entry.data()).containsEntry("content", null).containsKey("message_id");
        }
    }

    @Nested
    class Reading {

        @Test
        void goesFromTheFirstEventToTheLast() {
            Story story = inProgress(log).joined(ALICE, BOB);

            assertThat(read(story, caller(ALICE)).items())
                    .extracting(HistoryEntry::seq)
                    .containsExactly(0L, 1L, 2L, 3L);
        }

        @Test
        void goesOnAfterASequence() {
            Story story = inProgress(log).joined(ALICE, BOB);

            assertThat(reader.read(query(story, caller(ALICE), 1, 1_000)).items())
                    .extracting(HistoryEntry::seq)
                    .containsExactly(2L, 3L);
            assertThat(reader.read(query(story, caller(ALICE), 3, 1_000)).items()).isEmpty();
        }

        @Test
        void goesThroughPagesWithoutGapOrRepetition() {
            Story story = inProgress(log);
            while (log.head() < 1_200) {
                story.says(BOB, "Hello");
            }
            List<Long> seen = new ArrayList<>();
            long after = -1;
            Page<HistoryEntry> page;
            do {
                page = reader.read(query(story, caller(ALICE), after, 500));
                page.items().forEach(entry -> seen.add(entry.seq()));
                after = page.nextCursor() == null ? after : Long.parseLong(page.nextCursor());
            } while (page.nextCursor() != null);

            assertThat(seen).isEqualTo(LongStream.rangeClosed(0, 1_200).boxed().toList());
        }

        @Test
        void hasNoNextPageWhereThisIsTheLast() {
            Story story = inProgress(log);

            assertThat(reader.read(query(story, caller(ALICE), -1, 2)).nextCursor()).isNull();
            assertThat(reader.read(query(story, caller(ALICE), -1, 1)).nextCursor()).isEqualTo("0");
        }

        @Test
        void keepsToTheTypesThatAreWanted() {
            Story story = inProgress(log).joined(ALICE).says(ALICE, "Hello").joined(BOB);

            assertThat(
                            reader.read(
                                            new GetHistory(
                                                    story.id(),
                                                    caller(ALICE),
                                                    -1,
                                                    2,
                                                    Set.of(
                                                            "participant.joined",
                                                            "meeting.started")))
                                    .items())
                    .extracting(HistoryEntry::type)
                    .containsExactly("meeting.started", "participant.joined");
        }

        @Test
        void keepsToTheMeeting() {
            inProgress(log).joined(ALICE);
            Story other = scheduled(log);

            assertThat(read(other, caller(ALICE)).items()).hasSize(1);
        }
    }

    @Nested
    class PrivateChat {

        private final Story story =
                inProgress(log)
                        .joined(ALICE, BOB, DAVE)
                        .tells(BOB, DAVE, "Secret")
                        .tells(BOB, ALICE, "To the host")
                        .says(BOB, "To all");

        @Test
        void ofOthersIsNotForHosts() {
            assertThat(contents(HANNA)).containsExactly("To all");
            assertThat(contents(ALICE)).containsExactly("To the host", "To all");
        }

        @Test
        void ofOthersIsNotForHostsWhenItIsEditedOrDeletedEither() {
            MessageId secret = story.messages().get(0);
            story.and(
                            new MessageEdited(
                                    story.id(),
                                    Story.AT,
                                    BOB,
                                    secret,
                                    BOB,
                                    DAVE,
                                    null,
                                    null,
                                    "Secret, still"))
                    .and(
                            new MessageDeleted(
                                    story.id(), Story.AT, BOB, secret, BOB, DAVE, null, null));

            assertThat(read(story, caller(HANNA)).items())
                    .noneMatch(entry -> secret.value().equals(entry.data().get("message_id")));
        }

        @Test
        void isForAuditors() {
            assertThat(contents(auditor())).containsExactly("Secret", "To the host", "To all");
        }

        private List<Object> contents(UserId user) {
            return contents(caller(user));
        }

        private List<Object> contents(Caller caller) {
            return read(story, caller).items().stream()
                    .filter(entry -> entry.type().equals("chat.message_sent"))
                    .map(entry -> entry.data().get("content"))
                    .toList();
        }
    }

    private Page<HistoryEntry> read(Story story, Caller by) {
        return reader.read(query(story, by, -1, 1_000));
    }

    private static GetHistory query(Story story, Caller by, long after, int limit) {
        return new GetHistory(story.id(), by, after, limit, Set.of());
    }
}
