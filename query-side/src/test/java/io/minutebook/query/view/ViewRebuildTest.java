package io.minutebook.query.view;

import static io.minutebook.query.given.Cast.BOB;
import static io.minutebook.query.given.Story.inProgress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.minutebook.kernel.log.RecordedEvent;
import io.minutebook.kernel.store.Batch;
import io.minutebook.query.chat.ChatView;
import io.minutebook.query.clock.DueView;
import io.minutebook.query.given.MemoryDocuments;
import io.minutebook.query.given.MemoryLog;
import io.minutebook.query.given.Story;
import io.minutebook.query.given.WholeStory;
import io.minutebook.query.meeting.MeetingsView;
import io.minutebook.query.view.ViewRebuild.SupersededException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A view is built anew beside the one that is read, while that goes on. */
class ViewRebuildTest {

    private final MemoryLog log = new MemoryLog();
    private final MemoryDocuments documents = new MemoryDocuments();

    static List<View> views() {
        return List.of(new MeetingsView(), new ChatView(), new DueView());
    }

    @ParameterizedTest
    @MethodSource("views")
    void theNewDocumentsEqualThoseThatWereFoldedAsEventsCame(View view) {
        RunningView running = RunningView.of(view, log, documents);
        WholeStory.in(log);
        log.deliver();
        Map<String, Map<String, String>> before = documents(view, Side.A);
        ViewRebuild rebuild = new ViewRebuild(view, log, documents);

        assertThat(rebuild.run()).isEqualTo(log.head());

        assertThat(documents(view, Side.B)).isEqualTo(before);
        assertThat(documents(view, Side.A)).as("some may still read them").isEqualTo(before);
        rebuild.clear();
        assertThat(documents(view, Side.A).values()).allMatch(Map::isEmpty);
        assertThat(running.kept().look().side()).isEqualTo(Side.B);
    }

    @Test
    void whoKeepsTheViewGoesOnWhereItIsThen() {
        RunningView running = RunningView.of(new MeetingsView(), log, documents);
        Story story = inProgress(log);
        log.deliver();
        ViewRebuild rebuild = new ViewRebuild(new MeetingsView(), log, documents);
        rebuild.run();
        rebuild.clear();
        story.joined(BOB);

        log.deliver();

        assertThat(running.position()).isEqualTo(log.head());
        assertThat(running.kept().documents().get("rooms", story.id().value())).isPresent();
        assertThat(documents(new MeetingsView(), Side.A).values()).allMatch(Map::isEmpty);
    }

    @Test
    void twiceComesBackToTheFirstSide() {
        RunningView.of(new MeetingsView(), log, documents);
        inProgress(log);
        log.deliver();
        for (Side side : List.of(Side.B, Side.A)) {
            ViewRebuild rebuild = new ViewRebuild(new MeetingsView(), log, documents);
            rebuild.run();
            rebuild.clear();
            assertThat(documents(new MeetingsView(), side).get("rooms")).hasSize(1);
            assertThat(documents(new MeetingsView(), side.other()).get("rooms")).isEmpty();
        }
    }

    /** Says what happens beside it when it comes to an event. */
    private static final class Interrupted implements View {

        private final View view = new MeetingsView();
        private final Runnable beside;
        private boolean done;

        Interrupted(Runnable beside) {
            this.beside = beside;
        }

        @Override
        public String name() {
            return view.name();
        }

        @Override
        public List<io.minutebook.kernel.store.CollectionSpec> collections() {
            return view.collections();
        }

        @Override
        public void fold(RecordedEvent event, ViewBatch batch) {
            view.fold(event, batch);
            if (!done) {
                done = true;
                beside.run();
            }
        }
    }

    @Test
    void whatComesMeanwhileIsInItToo() {
        RunningView.of(new MeetingsView(), log, documents);
        Story story = inProgress(log);
        log.deliver();
        View meanwhile =
                new Interrupted(
                        () -> {
                            story.joined(BOB);
                            log.deliver();
                        });

        long position = new ViewRebuild(meanwhile, log, documents).run();

        assertThat(position).isEqualTo(2);
        assertThat(documents(meanwhile, Side.B)).isEqualTo(documents(meanwhile, Side.A));
    }

    @Test
    void ofTwoAtOnceTheFirstIsToldAndTheOtherWins() {
        RunningView.of(new MeetingsView(), log, documents);
        inProgress(log);
        log.deliver();
        ViewRebuild other = new ViewRebuild(new MeetingsView(), log, documents);
        ViewRebuild first = new ViewRebuild(new Interrupted(other::run), log, documents);

        assertThatExceptionOfType(SupersededException.class).isThrownBy(first::run);

        assertThat(documents(new MeetingsView(), Side.B).get("rooms")).hasSize(1);
        assertThat(Token.of("meetings", documents).side()).isEqualTo(Side.B);
    }

    @Test
    void whatAnInterruptedOneLeftIsInNobodysWay() {
        RunningView.of(new MeetingsView(), log, documents);
        inProgress(log);
        log.deliver();
        documents.write(new Batch().put("rooms_b", "left over", "{}"));

        new ViewRebuild(new MeetingsView(), log, documents).run();

        assertThat(documents(new MeetingsView(), Side.B))
                .isEqualTo(documents(new MeetingsView(), Side.A));
    }

    private Map<String, Map<String, String>> documents(View view, Side side) {
        Map<String, Map<String, String>> all = new TreeMap<>();
        view.collections()
                .forEach(
                        spec ->
                                all.put(
                                        spec.name(),
                                        documents
                                                .contents()
                                                .getOrDefault(side.of(spec.name()), Map.of())));
        return all;
    }
}
