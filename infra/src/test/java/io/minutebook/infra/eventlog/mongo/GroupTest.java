package io.minutebook.infra.eventlog.mongo;

import static io.minutebook.infra.eventlog.Commits.claiming;
import static io.minutebook.infra.eventlog.Commits.event;
import static io.minutebook.infra.eventlog.Commits.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.minutebook.infra.eventlog.Claim;
import io.minutebook.infra.eventlog.ClaimTakenException;
import io.minutebook.infra.eventlog.Commit;
import io.minutebook.infra.eventlog.CommitOutcome;
import io.minutebook.infra.eventlog.Commits;
import io.minutebook.infra.eventlog.SequenceClashException;
import io.minutebook.infra.eventlog.StoreFailedException;
import io.minutebook.infra.eventlog.mongo.LogReader.End;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where commits are to stand is decided from what is known, and anew as more is. */
class GroupTest {

    private static final String NODE = "node";
    private static final Claim CLAIM = new Claim("external:1", null);

    private final LastSequences known = new LastSequences();

    private List<CommitDocument> plan(Group group, long head) {
        return group.plan(new End(head, 100), 50, NODE, known);
    }

    private static Group group(Commit... commits) {
        return new Group(List.of(commits));
    }

    private static Class<?> refusal(Group group, int place) {
        return ((CommitOutcome.Refused) group.outcomes().get(place)).reason().getClass();
    }

    @Test
    void followsTheEndWithoutGaps() {
        known.exists("a", 4);
        Group group = group(run("a", 5, 2), run("b", 0, 3), run("a", 7, 1));
        List<CommitDocument> documents = plan(group, 9);
        assertThat(documents).extracting(CommitDocument::first).containsExactly(10L, 12L, 15L);
        assertThat(documents).extracting(CommitDocument::recorded).containsOnly(100L);
        assertThat(documents)
                .extracting(CommitDocument::end)
                .containsExactly(null, null, NODE); // others wake on the last
        documents.forEach(group::landed);
        assertThat(group.isOpen()).isFalse();
    }

    @Test
    void keepsThePlaceOfWhatIsStillOpenWhereTheEndHasNotMoved() {
        Group group = group(run("a", 0, 2), run("b", 0, 1));
        List<CommitDocument> first = plan(group, -1);
        assertThat(plan(group, -1))
                .extracting(CommitDocument::first, CommitDocument::id)
                .containsExactly(tuple(0L, first.get(0).id()), tuple(2L, first.get(1).id()));
    }

    @Test
    void refusesOnlyOnceThoseBeforeHaveLanded() {
        Group group = group(run("a", 0, 1), run("a", 0, 1));
        List<CommitDocument> documents = plan(group, -1);
        assertThat(documents).hasSize(1);
        assertThat(group.isOpen()).isTrue();
        known.exists("a", 0);
        group.landed(documents.get(0));
        assertThat(plan(group, 0)).isEmpty();
        group.confirmRefusals();
        assertThat(refusal(group, 1)).isEqualTo(SequenceClashException.class);
    }

    @Test
    void refusesWhatWasDecidedOnARefusedOne() {
        Group group =
                group(
                        Commits.of(event("a", 1), event("b", 0)),
                        Commits.of(event("b", 0)),
                        Commits.of(event("c", 0)));
        assertThat(plan(group, -1)).hasSize(1);
        plan(group, -1).forEach(group::landed);
        assertThat(plan(group, 0)).isEmpty();
        group.confirmRefusals();
        assertThat(Stream.of(0, 1).<Object>map(place -> refusal(group, place)))
                .containsOnly(SequenceClashException.class);
        assertThat(group.outcomes().get(2)).isInstanceOf(CommitOutcome.Written.class);
    }

    @Test
    void presumesASecondClaimRefusedWhileTheFirstIsOnItsWay() {
        Group group =
                group(
                        claiming(List.of(CLAIM), event("a", 0)),
                        claiming(List.of(CLAIM), event("b", 0)));
        assertThat(plan(group, -1)).hasSize(1);
        group.confirmRefusals();
        assertThat(refusalOfSecond(group)).isEqualTo(ClaimTakenException.class);
    }

    private static Class<?> refusalOfSecond(Group group) {
        group.fail(new StoreFailedException("the first is not what this is about", null));
        return refusal(group, 1);
    }

    @Test
    void asksForEventsThatNobodyKnowsOf() {
        known.exists("a", 3);
        Group group = group(run("a", 4, 2), run("b", 7, 2), run("c", 0, 1), run("a", 9, 1));
        assertThat(group.unknownPredecessors(known))
                .containsExactly(Keys.event("b", 6), Keys.event("a", 8));
    }
}
