package io.minutebook.query.view;

import static io.minutebook.query.given.Cast.BOB;
import static io.minutebook.query.given.Story.inProgress;
import static io.minutebook.query.given.Story.scheduled;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.minutebook.kernel.log.EventTail;
import io.minutebook.kernel.log.RecordedEvent;
import io.minutebook.kernel.store.Batch;
import io.minutebook.kernel.store.CollectionSpec;
import io.minutebook.query.chat.ChatView;
import io.minutebook.query.clock.DueView;
import io.minutebook.query.given.MemoryDocuments;
import io.minutebook.query.given.MemoryLog;
import io.minutebook.query.given.OnlyNode;
import io.minutebook.query.given.WholeStory;
import io.minutebook.query.meeting.MeetingsView;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ViewRunnerTest {

    private static final String SEEN = "seen";

    private final MemoryLog log = new MemoryLog();
    private final MemoryDocuments documents = new MemoryDocuments();

    /** Keeps each event by its position, and cannot fold one of them. */
    private record Seen(long cannotFold) implements View {

        record Entry(String type) {}

        @Override
        public String name() {
            return SEEN;
        }

        @Override
        public List<CollectionSpec> collections() {
            return List.of(new CollectionSpec(SEEN, List.of()));
        }

        @Override
        public void fold(RecordedEvent event, ViewBatch batch) {
            if (event.position() == cannotFold) {
                throw new IllegalStateException("cannot fold " + event.position());
            }
            batch.put(SEEN, Long.toString(event.position()), new Entry("event"));
        }
    }

    @Nested
    class Following {

        @Test
        void writesDocumentsAndPositionTogether() {
            RunningView runner = started(-1);
            inProgress(log).joined(BOB);

            log.deliver();

            assertThat(documents.written()).hasSize(1);
            assertThat(documents.contents().get(SEEN)).containsOnlyKeys("0", "1", "2");
            assertThat(runner.position()).isEqualTo(2);
        }

        @Test
        void beginsAnewWhereTheDocumentsWereDeletedUnderIt() {
            RunningView runner = started(-1);
            inProgress(log);
            log.deliver();
            documents.clear("tokens");
            documents.clear(SEEN);
            scheduled(log);

            log.deliver();

            assertThat(documents.contents().get(SEEN)).containsOnlyKeys("0", "1", "2");
            assertThat(runner.position()).isEqualTo(2);
        }

        @Test
        void goesOnWhereItWas() {
            RunningView runner = started(-1);
            inProgress(log);
            log.deliver();
            scheduled(log);
            log.deliver();

            assertThat(documents.contents().get(SEEN)).containsOnlyKeys("0", "1", "2");
            assertThat(runner.position()).isEqualTo(2);
        }

        @Test
        void goesOnWhereItWasAlsoAfterARestart() {
            inProgress(log);
            try (RunningView first = started(-1)) {
                log.deliver();
                assertThat(first.position()).isEqualTo(1);
            }
            scheduled(log);

            RunningView second = started(0); // could not fold again what is folded

            assertThat(second.position()).isEqualTo(1);
            log.deliver();
            assertThat(second.position()).isEqualTo(2);
        }

        @Test
        void endsWhenItIsClosed() {
            RunningView runner = started(-1);
            runner.close();
            scheduled(log);

            log.deliver();

            assertThat(log.followers()).isZero();
            assertThat(runner.position()).isEqualTo(-1);
        }

        @Test
        void startsFromTheFirstEventOnceTheDocumentsAreDeleted() {
            inProgress(log);
            started(-1);
            log.deliver();
            MemoryDocuments anew = new MemoryDocuments();
            RunningView.of(new Seen(-1), log, anew);

            log.deliver();

            assertThat(anew.contents()).isEqualTo(documents.contents());
        }
    }

    @Nested
    class AnEventThatCannotBeFolded {

        @Test
        void stopsIt() {
            RunningView runner = started(1);
            inProgress(log);

            assertThatIllegalStateException().isThrownBy(log::deliver);

            assertThat(runner.position()).isEqualTo(-1);
            assertThat(log.followers()).isZero();
        }

        @Test
        void writesNothingOfItsBatch() {
            started(1);
            inProgress(log).joined(BOB);

            assertThatIllegalStateException().isThrownBy(log::deliver);

            assertThat(documents.written()).isEmpty();
        }

        @Test
        void isNotPassedOverAfterARestart() {
            inProgress(log).joined(BOB);
            started(1);
            assertThatIllegalStateException().isThrownBy(log::deliver);

            RunningView mended = started(-1);
            log.deliver();

            assertThat(mended.position()).isEqualTo(2);
            assertThat(documents.contents().get(SEEN)).containsOnlyKeys("0", "1", "2");
        }
    }

    @Nested
    class Strangers {

        @Test
        void isRefusedWithDocumentsOfAnotherLog() {
            inProgress(log);
            started(-1);
            log.deliver();
            MemoryLog other = new MemoryLog();
            scheduled(other);

            assertThatExceptionOfType(ViewAheadException.class)
                    .isThrownBy(() -> new KeptView(new Seen(-1), other, documents));
        }

        @Test
        void shareTheSameViewWithoutFoldingAnEventTwice() {
            RunningView one = started(-1);
            RunningView other = started(-1);
            inProgress(log);

            log.deliver();

            assertThat(List.of(one.position(), other.position())).containsExactly(1L, 1L);
            assertThat(documents.contents().get(SEEN)).containsOnlyKeys("0", "1");
            assertThat(documents.written()).hasSize(1);
        }
    }

    @Nested
    class AHolderWhoComesBackLate {

        private Consumer<List<RecordedEvent>> handed = events -> {};

        /** Hands on what the test says, when it says so. */
        private final EventTail late =
                (name, after, pace, listener, onFault) -> {
                    handed = listener;
                    return new EventTail.Subscription() {
                        @Override
                        public long position() {
                            return after;
                        }

                        @Override
                        public void close() {
                            // nothing more is handed on
                        }
                    };
                };

        @Test
        void doesNotTakeTheViewBack() {
            KeptView kept = new KeptView(new Seen(-1), log, documents);
            new ViewRunner(kept, log, late, documents).start(new OnlyNode());
            var story = inProgress(log);
            List<RecordedEvent> before = log.events();
            story.joined(BOB);
            started(-1);
            log.deliver(); // to the one who took over
            kept.look(); // as whoever reads documents there does

            handed.accept(before);

            assertThat(kept.look().position()).isEqualTo(2);
            assertThat(documents.contents().get(SEEN)).containsOnlyKeys("0", "1", "2");
        }
    }

    /** Counts events in one document, which each event reads. */
    private record Counting() implements View {

        record Count(int events) {}

        @Override
        public String name() {
            return SEEN;
        }

        @Override
        public List<CollectionSpec> collections() {
            return List.of(new CollectionSpec(SEEN, List.of()));
        }

        @Override
        public void fold(RecordedEvent event, ViewBatch batch) {
            int before = batch.get(SEEN, "all", Count.class).map(Count::events).orElse(0);
            batch.put(SEEN, "all", new Count(before + 1));
        }
    }

    @Nested
    class KnownDocumentsOfAnother {

        private final RunningView one = RunningView.of(new Counting(), log, documents);
        private final RunningView other = RunningView.of(new Counting(), log, documents);

        private void counts(int events) {
            assertThat(documents.contents().get(SEEN))
                    .containsEntry("all", "{\"events\":" + events + "}");
        }

        @Test
        void areReadAgainByWhoeverWasOvertaken() {
            inProgress(log);
            log.deliver();
            counts(2);
            one.close();
            scheduled(log);

            log.deliver();

            counts(3);
            assertThat(other.position()).isEqualTo(2);
        }

        @Test
        void areReadAgainByWhoeverComesBack() {
            inProgress(log);
            log.deliver();
            documents.write(new Batch().put(SEEN, "all", "{\"events\":40}")); // as if by another
            documents.write(new Batch().replace("tokens", SEEN, 1, "{\"position\":1}"));
            scheduled(log);

            log.deliver();

            counts(41);
        }
    }

    @Nested
    class Awaiting {

        @Test
        void isOverWhereItIsThere() {
            RunningView runner = started(-1);
            inProgress(log);
            log.deliver();

            assertThat(runner.await(1, Duration.ZERO)).isTrue();
            assertThat(runner.await(-1, Duration.ZERO)).isTrue();
        }

        @Test
        void isOverOnceItComes() throws Exception {
            RunningView runner = started(-1);
            inProgress(log);
            CompletableFuture<Boolean> there =
                    CompletableFuture.supplyAsync(() -> runner.await(1, Duration.ofSeconds(60)));

            log.deliver();

            assertThat(there.get(60, SECONDS)).isTrue();
        }

        @Test
        void isOverWhenPatienceEnds() {
            RunningView runner = started(-1);
            inProgress(log);

            assertThat(runner.await(1, Duration.ofMillis(1))).isFalse();
        }

        @Test
        void isOverWhenInterrupted() {
            RunningView runner = started(-1);
            Thread.currentThread().interrupt();

            assertThat(runner.await(1, Duration.ofSeconds(60))).isFalse();
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    static List<View> views() {
        return List.of(new MeetingsView(), new ChatView(), new DueView());
    }

    /** The due view holds nothing of most events, and so cannot miss them. */
    static List<View> wholeViews() {
        return List.of(new MeetingsView(), new ChatView());
    }

    @ParameterizedTest
    @MethodSource("views")
    void keepsTheSameDocumentsHoweverTheEventsCome(View view) {
        WholeStory.in(log);
        Folding atOnce = new Folding(view, documents);
        atOnce.fold(log.events());
        MemoryDocuments oneByOne = new MemoryDocuments();
        Folding twice = new Folding(view, oneByOne);
        for (RecordedEvent event : log.events()) {
            twice.fold(List.of(event));
            twice.fold(List.of(event));
        }

        assertThat(WholeStory.missingFrom(log)).isEmpty();
        assertThat(oneByOne.contents()).isEqualTo(documents.contents());
    }

    @ParameterizedTest
    @MethodSource("wholeViews")
    void stopsAtAGap(View view) {
        WholeStory.in(log);
        Folding folding = new Folding(view, documents);
        folding.fold(log.all(-1, 5));

        assertThatIllegalStateException().isThrownBy(() -> folding.fold(log.all(5, 1)));
    }

    private RunningView started(long cannotFold) {
        return RunningView.of(new Seen(cannotFold), log, documents);
    }
}
