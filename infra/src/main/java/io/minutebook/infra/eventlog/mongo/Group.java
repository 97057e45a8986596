package io.minutebook.infra.eventlog.mongo;

import io.minutebook.infra.eventlog.Claim;
import io.minutebook.infra.eventlog.ClaimTakenException;
import io.minutebook.infra.eventlog.Commit;
import io.minutebook.infra.eventlog.CommitOutcome;
import io.minutebook.infra.eventlog.Committed;
import io.minutebook.infra.eventlog.NewEvent;
import io.minutebook.infra.eventlog.SequenceClashException;
import io.minutebook.infra.eventlog.mongo.LogReader.End;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Commits that are written together, and what has become of each so far. */
final class Group {

    private final List<Commit> commits;
    private final @Nullable CommitOutcome[] outcomes;
    private final Map<String, Integer> places = new HashMap<>();
    private Map<Integer, RuntimeException> presumed = Map.of();

    Group(List<Commit> commits) {
        this.commits = commits;
        this.outcomes = new CommitOutcome[commits.size()];
        for (int i = 0; i < commits.size(); i++) {
            places.put(commits.get(i).id(), i);
        }
    }

    /** Whether the fate of any is open. */
    boolean isOpen() {
        return Arrays.stream(outcomes).anyMatch(Objects::isNull);
    }

    List<CommitOutcome> outcomes() {
        return Arrays.stream(outcomes).map(Objects::requireNonNull).toList();
    }

    void landed(CommitDocument document) {
        settle(
                document,
                new CommitOutcome.Written(
                        new Committed(
                                document.first(), Instant.ofEpochMilli(document.recorded()))));
    }

    void refuse(CommitDocument document, RuntimeException reason) {
        settle(document, new CommitOutcome.Refused(reason));
    }

    private void settle(CommitDocument document, CommitOutcome outcome) {
        outcomes[Objects.requireNonNull(places.get(document.id()))] = outcome;
    }

    /** Streams that were appended to. */
    Set<String> written() {
        return streams(CommitOutcome.Written.class::isInstance);
    }

    /** Streams of commits that others were faster than. */
    Set<String> forestalled() {
        return streams(
                outcome ->
                        outcome instanceof CommitOutcome.Refused refused
                                && refused.reason() instanceof SequenceClashException);
    }

    private Set<String> streams(Predicate<CommitOutcome> wanted) {
        Set<String> streams = new HashSet<>();
        for (int i = 0; i < outcomes.length; i++) {
            if (wanted.test(outcomes[i])) {
                streams.addAll(commits.get(i).streams());
            }
        }
        return streams;
    }

    /** All that are open fail. */
    void fail(RuntimeException reason) {
        for (int i = 0; i < outcomes.length; i++) {
            if (outcomes[i] == null) {
                outcomes[i] = new CommitOutcome.Refused(reason);
            }
        }
    }

    /** Those that the last plan left out are refused. */
    void confirmRefusals() {
        presumed.forEach((place, reason) -> outcomes[place] = new CommitOutcome.Refused(reason));
    }

    /** The keys of events that others here build on and nobody knows of. */
    List<String> unknownPredecessors(LastSequences known) {
        Map<String, Long> reached = new HashMap<>();
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < outcomes.length; i++) {
            if (outcomes[i] == null) {
                for (NewEvent event : commits.get(i).events()) {
                    long before = reached.computeIfAbsent(event.stream(), known::atLeast);
                    if (event.sequence() > before + 1) {
                        unknown.add(Keys.event(event.stream(), event.sequence() - 1));
                    }
                    reached.merge(event.stream(), event.sequence(), Math::max);
                }
            }
        }
        return unknown;
    }

    /**
     * The documents that are to follow {@code end}. What cannot be among them, going by what is
     * known and by those before it, is presumed refused.
     */
    List<CommitDocument> plan(End end, long clock, String node, LastSequences known) {
        Plan plan = new Plan(end.head() + 1, Math.max(end.recorded(), clock), known);
        for (int i = 0; i < outcomes.length; i++) {
            if (outcomes[i] == null) {
                plan.add(i, commits.get(i));
            } else if (outcomes[i] instanceof CommitOutcome.Refused) {
                plan.refused(commits.get(i));
            }
        }
        presumed = plan.refusals;
        if (!plan.documents.isEmpty()) {
            int last = plan.documents.size() - 1;
            plan.documents.set(last, plan.documents.get(last).endingAGroup(node));
        }
        return plan.documents;
    }

    private static final class Plan {

        private final LastSequences known;
        private final long recorded;
        private final List<CommitDocument> documents = new ArrayList<>();
        private final Map<Integer, RuntimeException> refusals = new HashMap<>();
        private final Map<String, Long> reached = new HashMap<>();
        private final Set<String> claimed = new HashSet<>();
        private final Set<String> doomed = new HashSet<>();
        private long next;

        Plan(long next, long recorded, LastSequences known) {
            this.next = next;
            this.recorded = recorded;
            this.known = known;
        }

        void refused(Commit commit) {
            doomed.addAll(commit.streams());
        }

        void add(int place, Commit commit) {
            RuntimeException refusal = refusal(commit);
            if (refusal != null) {
                refusals.put(place, refusal);
                refused(commit);
                return;
            }
            documents.add(CommitDocument.of(commit, next, recorded));
            next += commit.events().size();
            commit.events().forEach(event -> reached.put(event.stream(), event.sequence()));
            commit.claims().forEach(claim -> claimed.add(claim.key()));
        }

        private @Nullable RuntimeException refusal(Commit commit) {
            Map<String, Long> ahead = new HashMap<>();
            for (NewEvent event : commit.events()) {
                if (doomed.contains(event.stream())) {
                    return new SequenceClashException("an earlier commit of the stream failed");
                }
                long before = ahead.computeIfAbsent(event.stream(), this::reached);
                if (event.sequence() != before + 1) {
                    return new SequenceClashException(event.stream(), event.sequence(), before);
                }
                ahead.put(event.stream(), event.sequence());
            }
            for (Claim claim : commit.claims()) {
                if (claimed.contains(claim.key())) {
                    return new ClaimTakenException(claim.key());
                }
            }
            return null;
        }

        private long reached(String stream) {
            Long here = reached.get(stream);
            return here == null ? known.atLeast(stream) : here;
        }
    }
}
