package io.minutebook.infra.eventlog;

import static io.minutebook.infra.eventlog.Commits.claiming;
import static io.minutebook.infra.eventlog.Commits.event;
import static io.minutebook.infra.eventlog.Commits.run;
import static io.minutebook.infra.eventlog.Commits.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every adapter of {@link CommitLog} does. */
public abstract class CommitLogContract {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int WRITERS = 16;
    private static final int COMMITS = 40;
    private static final int STREAMS = 5;

    protected final MovedClock clock = new MovedClock();
    protected CommitLog log;

    private final Claim forGood = new Claim("external:ann:1", null);

    /** Opens the log of this test, the same at each call. */
    protected abstract CommitLog open(Clock clock);

    /** Opens a log of its own. */
    protected abstract CommitLog openAnother(Clock clock);

    @BeforeEach
    void openLog() {
        log = open(clock);
    }

    /** Lets go of what {@link #open} needed, once the log is closed. */
    protected void cleanUp() {}

    @AfterEach
    void closeLog() {
        log.close();
        cleanUp();
    }

    private void reopen() {
        log.close();
        log = open(clock);
    }

    protected final Committed append(Commit commit) {
        return log.append(commit).join();
    }

    /**
     * Appends a commit to a stream of which one was refused just now: for a moment the log may
     * still take it for one decided on that one.
     */
    protected final Committed appendAnew(Commit commit) {
        return await().atMost(PATIENCE)
                .ignoreExceptionsMatching(
                        thrown -> thrown.getCause() instanceof SequenceClashException)
                .until(() -> append(commit), committed -> true);
    }

    /** Why the log refuses {@code commit}, having checked that nothing of it was written. */
    protected final Throwable refusal(Commit commit) {
        long head = log.head();
        Throwable refusal = failure(log.append(commit));
        assertThat(log.head()).isEqualTo(head);
        assertThat(log.readAll(head, 10)).isEmpty();
        return refusal;
    }

    protected static Throwable failure(CompletableFuture<Committed> answer) {
        Throwable thrown = catchThrowable(answer::join);
        assertThat(thrown).isInstanceOf(CompletionException.class);
        return thrown.getCause();
    }

    @Test
    void isEmptyAtFirst() {
        assertThat(log.head()).isEqualTo(-1);
        assertThat(log.lastSequence("a")).isEqualTo(-1);
        assertThat(log.readAll(-1, 10)).isEmpty();
        assertThat(log.readStream("a", -1, 10)).isEmpty();
        assertThat(log.holderOf("claim")).isEmpty();
    }

    @Test
    void hasAnIdOfItsOwnForGood() {
        String id = log.id();
        assertThat(id).isNotBlank();
        reopen();
        assertThat(log.id()).isEqualTo(id);
        try (CommitLog another = openAnother(clock)) {
            assertThat(another.id()).isNotBlank().isNotEqualTo(id);
        }
    }

    @Test
    void numbersEventsWithoutGaps() {
        assertThat(append(run("a", 0, 2)).first()).isEqualTo(0);
        assertThat(append(run("b", 0, 3)).first()).isEqualTo(2);
        assertThat(append(run("a", 2, 1)).first()).isEqualTo(5);
        assertThat(log.head()).isEqualTo(5);
        assertThat(log.readAll(-1, 10))
                .extracting(StoredEvent::position)
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
        assertThat(log.lastSequence("a")).isEqualTo(2);
        assertThat(log.lastSequence("b")).isEqualTo(2);
    }

    @Test
    void keepsAnEventAsItWas() {
        byte[] entry = new byte[256];
        for (int i = 0; i < entry.length; i++) {
            entry[i] = (byte) i;
        }
        PrivatePart part = new PrivatePart("ann", new byte[] {0, -1, 7}, "{ }".getBytes());
        append(Commits.of(new NewEvent("a", 0, entry, part), event("a", 1)));
        StoredEvent first = log.readAll(-1, 1).get(0);
        assertThat(first.stream()).isEqualTo("a");
        assertThat(first.sequence()).isZero();
        assertThat(first.entry()).isEqualTo(entry);
        PrivatePart kept = first.privatePart();
        assertThat(kept.subject()).isEqualTo("ann");
        assertThat(kept.salt()).isEqualTo(part.salt());
        assertThat(kept.text()).isEqualTo(part.text());
        assertThat(log.readStream("a", -1, 1).get(0).privatePart().text()).isEqualTo(part.text());
        assertThat(log.readAll(0, 1).get(0).privatePart()).isNull();
    }

    @Test
    void takesACommitOverSeveralStreams() {
        append(Commits.of(event("a", 0), event("b", 0), event("a", 1)));
        append(Commits.of(event("b", 1), event("a", 2)));
        assertThat(texts(log.readStream("a", -1, 10))).containsExactly("a/0", "a/1", "a/2");
        assertThat(texts(log.readStream("b", -1, 10))).containsExactly("b/0", "b/1");
        assertThat(log.readStream("a", -1, 10))
                .extracting(StoredEvent::position)
                .containsExactly(0L, 2L, 4L);
    }

    @Test
    void tellsStreamsApartWhateverTheirNames() {
        List<String> names =
                List.of("a", "a#", "a#0", "a#0000000000000000", "a/0", "ab", "ä", "A", " a");
        for (int sequence = 0; sequence < 3; sequence++) {
            for (String name : names) {
                append(Commits.of(event(name, sequence)));
            }
        }
        for (String name : names) {
            assertThat(log.lastSequence(name)).as(name).isEqualTo(2);
            assertThat(texts(log.readStream(name, 0, 10)))
                    .containsExactly(name + "/1", name + "/2");
        }
    }

    @Test
    void refusesASequenceThatIsTaken() {
        append(run("a", 0, 2));
        assertThat(refusal(run("a", 0, 1))).isInstanceOf(SequenceClashException.class);
        assertThat(refusal(run("a", 1, 1))).isInstanceOf(SequenceClashException.class);
        assertThat(appendAnew(run("a", 2, 1)).first()).isEqualTo(2);
    }

    @Test
    void refusesASequenceNotYetReached() {
        assertThat(refusal(run("a", 1, 1))).isInstanceOf(SequenceClashException.class);
        appendAnew(run("a", 0, 2));
        assertThat(refusal(run("a", 3, 1))).isInstanceOf(SequenceClashException.class);
        assertThat(refusal(Commits.of(event("a", 2), event("a", 4))))
                .isInstanceOf(SequenceClashException.class);
    }

    @Test
    void writesNothingOfACommitThatClashesInOneStream() {
        append(run("b", 0, 1));
        assertThat(refusal(Commits.of(event("a", 0), event("b", 0))))
                .isInstanceOf(SequenceClashException.class);
        assertThat(log.lastSequence("a")).isEqualTo(-1);
        assertThat(appendAnew(run("a", 0, 1)).first()).isEqualTo(1);
    }

    @Test
    void keepsTheOrderOfWhatWaits() {
        List<CompletableFuture<Committed>> answers =
                IntStream.range(0, 500)
                        .mapToObj(i -> log.append(Commits.of(event("a", i))))
                        .toList();
        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i).join().first()).isEqualTo(i);
        }
    }

    @Test
    void refusesOnlyWhatClashesOfWhatWaits() {
        CompletableFuture<Committed> first = log.append(run("a", 0, 1));
        CompletableFuture<Committed> again = log.append(run("a", 0, 1));
        CompletableFuture<Committed> other = log.append(run("b", 0, 1));
        CompletableFuture<Committed> ahead = log.append(run("c", 1, 1));
        assertThat(first.join().first()).isZero();
        assertThat(failure(again)).isInstanceOf(SequenceClashException.class);
        assertThat(other.join().first()).isEqualTo(1);
        assertThat(failure(ahead)).isInstanceOf(SequenceClashException.class);
        assertThat(appendAnew(run("a", 1, 1)).first()).isEqualTo(2);
    }

    @Test
    void refusesWhatWasDecidedOnACommitThatFails() {
        append(run("a", 0, 1));
        List<CompletableFuture<Committed>> answers = new ArrayList<>();
        answers.add(log.append(claiming(List.of(forGood), event("z", 0))));
        answers.add(log.append(claiming(List.of(forGood), event("a", 1))));
        for (int i = 0; i < 300; i++) {
            answers.add(log.append(Commits.of(event("a", 2 + i))));
        }
        answers.get(0).join();
        answers.stream()
                .skip(1)
                .forEach(
                        answer ->
                                assertThat(failure(answer))
                                        .isInstanceOfAny(
                                                ClaimTakenException.class,
                                                SequenceClashException.class));
        assertThat(log.head()).isEqualTo(1);
        assertThat(appendAnew(run("a", 1, 1)).first()).isEqualTo(2);
    }

    @Test
    void followsALongStream() {
        for (int first = 0; first < 3_000; first += 1_000) {
            append(run("long", first, 1_000));
            append(run("b" + first, 0, 1));
        }
        assertThat(log.lastSequence("long")).isEqualTo(2_999);
        reopen();
        assertThat(log.lastSequence("long")).isEqualTo(2_999);
        assertThat(append(run("long", 3_000, 1)).first()).isEqualTo(3_003);
        assertThat(log.readStream("long", 2_997, 10))
                .extracting(StoredEvent::sequence)
                .containsExactly(2_998L, 2_999L, 3_000L);
    }

    @Test
    void recordedIsTheClocks() {
        Committed committed = append(run("a", 0, 2));
        assertThat(committed.recorded()).isEqualTo(clock.instant());
        assertThat(log.readAll(-1, 10))
                .extracting(StoredEvent::recorded)
                .containsOnly(clock.instant());
    }

    @Test
    void recordedNeverFallsThoughTheClockIsSetBack() {
        Instant before = append(run("a", 0, 1)).recorded();
        clock.move(Duration.ofHours(-1));
        assertThat(append(run("a", 1, 1)).recorded()).isEqualTo(before);
        reopen();
        assertThat(append(run("a", 2, 1)).recorded()).isEqualTo(before);
        clock.move(Duration.ofHours(2));
        assertThat(append(run("a", 3, 1)).recorded()).isEqualTo(clock.instant());
    }

    @Test
    void claimsAreHeldByOneCommit() {
        append(run("a", 0, 1));
        append(claiming(List.of(forGood), event("b", 0), event("b", 1)));
        Throwable refusal = refusal(claiming(List.of(forGood), event("c", 0)));
        assertThat(refusal).isInstanceOf(ClaimTakenException.class);
        assertThat(((ClaimTakenException) refusal).claim()).isEqualTo(forGood.key());
        StoredEvent holder = log.holderOf(forGood.key()).orElseThrow();
        assertThat(holder.position()).isEqualTo(1);
        assertThat(holder.stream()).isEqualTo("b");
        reopen();
        assertThat(log.holderOf(forGood.key()).orElseThrow().position()).isEqualTo(1);
        assertThat(refusal(claiming(List.of(forGood), event("d", 0))))
                .isInstanceOf(ClaimTakenException.class);
    }

    @Test
    void claimsAreNotHeldByARefusedCommit() {
        append(run("a", 0, 1));
        refusal(claiming(List.of(forGood), event("a", 0)));
        assertThat(log.holderOf(forGood.key())).isEmpty();
        append(claiming(List.of(forGood), event("b", 0)));
        Claim another = new Claim("external:ann:2", null);
        Throwable refusal = refusal(claiming(List.of(another, forGood), event("c", 0)));
        assertThat(((ClaimTakenException) refusal).claim()).isEqualTo(forGood.key());
        assertThat(log.holderOf(another.key())).isEmpty();
    }

    @Test
    void claimsAreHeldUntilTheyExpire() {
        Claim forAnHour = new Claim("idem:1", clock.instant().plus(Duration.ofHours(1)));
        append(claiming(List.of(forAnHour), event("a", 0)));
        clock.move(Duration.ofHours(1).minusMillis(1));
        assertThat(log.holderOf("idem:1")).isPresent();
        Claim anew = new Claim("idem:1", clock.instant().plus(Duration.ofHours(9)));
        assertThat(refusal(claiming(List.of(anew), event("b", 0))))
                .isInstanceOf(ClaimTakenException.class);
        clock.move(Duration.ofMillis(1));
        assertThat(log.holderOf("idem:1")).isEmpty();
    }

    @Test
    void claimsAreTakenOverOnceExpired() {
        Claim forAnHour = new Claim("idem:1", clock.instant().plus(Duration.ofHours(1)));
        append(claiming(List.of(forAnHour, forGood), event("a", 0)));
        clock.move(Duration.ofHours(1));
        Claim anew = new Claim("idem:1", clock.instant().plus(Duration.ofHours(1)));
        append(claiming(List.of(anew), event("b", 0)));
        assertThat(log.holderOf("idem:1").orElseThrow().stream()).isEqualTo("b");
        assertThat(log.holderOf(forGood.key()).orElseThrow().stream()).isEqualTo("a");
        assertThat(refusal(claiming(List.of(anew), event("c", 0))))
                .isInstanceOf(ClaimTakenException.class);
        assertThat(texts(log.readAll(-1, 10))).containsExactly("a/0", "b/0");
    }

    @Test
    void claimsExpireByTheLogsTime() {
        Claim forAnHour = new Claim("idem:1", clock.instant().plus(Duration.ofHours(1)));
        append(claiming(List.of(forAnHour), event("a", 0)));
        clock.move(Duration.ofHours(1));
        append(run("b", 0, 1));
        clock.move(Duration.ofHours(-1));
        assertThat(log.holderOf("idem:1")).isEmpty();
        append(claiming(List.of(new Claim("idem:1", null)), event("c", 0)));
        assertThat(log.holderOf("idem:1").orElseThrow().stream()).isEqualTo("c");
    }

    @Test
    void claimsAreGivenToOneOfManyAtOnce() {
        List<CompletableFuture<Committed>> answers =
                IntStream.range(0, 50)
                        .mapToObj(i -> log.append(claiming(List.of(forGood), event("s" + i, 0))))
                        .toList();
        long won = answers.stream().filter(answer -> catchThrowable(answer::join) == null).count();
        assertThat(won).isEqualTo(1);
        assertThat(log.head()).isZero();
        answers.stream()
                .filter(CompletableFuture::isCompletedExceptionally)
                .forEach(
                        answer ->
                                assertThat(failure(answer))
                                        .isInstanceOf(ClaimTakenException.class));
    }

    @Test
    void claimsAreNotMistakenForSequences() {
        append(claiming(List.of(new Claim("a", null), new Claim("a#1", null)), event("a", 0)));
        append(run("a", 1, 1));
        append(claiming(List.of(new Claim("sa", null), new Claim("ca", null)), event("sa", 0)));
        assertThat(log.lastSequence("a")).isEqualTo(1);
        assertThat(log.holderOf("a").orElseThrow().position()).isZero();
        assertThat(log.holderOf("sa").orElseThrow().position()).isEqualTo(2);
    }

    @Test
    void claimsMayBeMany() {
        List<Claim> many =
                IntStream.range(0, 200).mapToObj(i -> new Claim("many:" + i, null)).toList();
        append(claiming(many, event("a", 0)));
        assertThat(log.holderOf("many:199")).isPresent();
        assertThat(refusal(claiming(List.of(many.get(77)), event("b", 0))))
                .isInstanceOf(ClaimTakenException.class);
    }

    @Test
    void pagesThroughEverythingWhereverPagesEnd() {
        int count = 0;
        for (int size = 1; size <= 7; size++) {
            append(run("s" + size, 0, size));
            count += size;
        }
        for (int limit = 1; limit <= count + 1; limit++) {
            List<Long> positions = new ArrayList<>();
            List<StoredEvent> page = log.readAll(-1, limit);
            while (!page.isEmpty()) {
                assertThat(page).hasSizeLessThanOrEqualTo(limit);
                page.forEach(event -> positions.add(event.position()));
                page = log.readAll(positions.get(positions.size() - 1), limit);
            }
            assertThat(positions)
                    .as("limit %d", limit)
                    .containsExactlyElementsOf(LongStream.range(0, count).boxed().toList());
        }
    }

    @Test
    void pagesThroughAStreamAmongOthers() {
        for (int i = 0; i < 40; i += 2) {
            append(Commits.of(event("a", i), event("b", i / 2), event("a", i + 1)));
        }
        for (int limit : new int[] {1, 3, 7, 40, 100}) {
            List<Long> sequences = new ArrayList<>();
            List<StoredEvent> page = log.readStream("a", -1, limit);
            while (!page.isEmpty()) {
                assertThat(page).hasSizeLessThanOrEqualTo(limit);
                page.forEach(event -> sequences.add(event.sequence()));
                page = log.readStream("a", sequences.get(sequences.size() - 1), limit);
            }
            assertThat(sequences)
                    .containsExactlyElementsOf(LongStream.range(0, 40).boxed().toList());
        }
    }

    @Test
    void findsNothingBeyondTheEnd() {
        append(run("a", 0, 3));
        assertThat(log.readAll(2, 10)).isEmpty();
        assertThat(log.readAll(1_000, 10)).isEmpty();
        assertThat(log.readStream("a", 2, 10)).isEmpty();
        assertThat(log.readStream("a", 1_000, 10)).isEmpty();
    }

    @Test
    void seesWhatWasAcknowledged() {
        for (int i = 0; i < 50; i++) {
            append(Commits.of(event("a", i)));
            assertThat(log.head()).isEqualTo(i);
            assertThat(log.lastSequence("a")).isEqualTo(i);
            assertThat(log.readAll(i - 1, 10)).hasSize(1);
            assertThat(log.readStream("a", i - 1, 10)).hasSize(1);
        }
    }

    @Test
    void takesAThousandEventsAndNotOneMore() {
        assertThat(append(run("a", 0, 1_000)).first()).isZero();
        assertThat(log.head()).isEqualTo(999);
        assertThatThrownBy(() -> run("a", 1_000, 1_001))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(Commits::of).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesTheLargestEntriesUpToFourMebibytes() {
        String large = "x".repeat(NewEvent.ENTRY_BYTES_MAX);
        NewEvent[] events =
                IntStream.range(0, 64).mapToObj(i -> event("a", i, large)).toArray(NewEvent[]::new);
        append(Commits.of(events));
        assertThat(log.readAll(-1, 100))
                .hasSize(64)
                .allSatisfy(stored -> assertThat(stored.entry()).hasSize(large.length()));
        NewEvent[] more = Arrays.copyOf(events, 65);
        more[64] = event("a", 64, large);
        assertThatThrownBy(() -> Commits.of(more)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void countsPrivatePartsAmongACommitsBytes() {
        PrivatePart large = new PrivatePart("ann", new byte[16], new byte[Commit.BYTES_MAX - 3]);
        append(Commits.of(new NewEvent("a", 0, "abc".getBytes(), large)));
        assertThat(log.readAll(-1, 1).get(0).privatePart().text()).hasSize(Commit.BYTES_MAX - 3);
        assertThatThrownBy(() -> Commits.of(new NewEvent("a", 0, "abcd".getBytes(), large)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesManyLargeCommitsThatWaitTogether() {
        String large = "x".repeat(NewEvent.ENTRY_BYTES_MAX);
        List<CompletableFuture<Committed>> answers =
                IntStream.range(0, 40)
                        .mapToObj(
                                i ->
                                        log.append(
                                                Commits.of(
                                                        IntStream.range(0, 20)
                                                                .mapToObj(
                                                                        n ->
                                                                                event(
                                                                                        "s" + i, n,
                                                                                        large))
                                                                .toArray(NewEvent[]::new))))
                        .toList();
        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i).join().first()).isEqualTo(i * 20L);
        }
    }

    @Test
    void refusesAnEmptyOrTooLargeEntry() {
        assertThatThrownBy(() -> event("a", 0, "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> event("a", 0, "x".repeat(NewEvent.ENTRY_BYTES_MAX + 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void growthIsToldOnceWhatGrewCanBeRead() {
        Queue<Long> heads = new ConcurrentLinkedQueue<>();
        Queue<Integer> readable = new ConcurrentLinkedQueue<>();
        log.onGrowth(
                () -> {
                    readable.add(log.readAll(log.head() - 1, 10).size());
                    heads.add(log.head());
                });
        refusal(run("z", 7, 1));
        assertThat(heads).isEmpty();
        IntStream.range(0, 100)
                .mapToObj(i -> log.append(Commits.of(event("a", i))))
                .toList()
                .forEach(CompletableFuture::join);
        await().atMost(PATIENCE).until(() -> heads.contains(99L));
        assertThat(heads).doesNotContain(-1L);
        assertThat(readable).doesNotContain(0);
    }

    @Test
    void manyWritersFindEachAcknowledgedCommitOnceAndInOrder() throws InterruptedException {
        Map<String, Long> acknowledged = new ConcurrentHashMap<>();
        List<Thread> writers =
                IntStream.range(0, WRITERS)
                        .mapToObj(
                                writer ->
                                        Thread.ofPlatform()
                                                .start(() -> write(writer, acknowledged)))
                        .toList();
        for (Thread writer : writers) {
            writer.join(Duration.ofMinutes(1));
        }
        assertThat(acknowledged).hasSize(WRITERS * COMMITS);
        List<StoredEvent> all = Commits.all(log);
        assertThat(all).hasSize(2 * WRITERS * COMMITS);
        long[] next = new long[STREAMS];
        for (int i = 0; i < all.size(); i++) {
            StoredEvent stored = all.get(i);
            assertThat(stored.position()).isEqualTo(i);
            assertThat(stored.sequence()).isEqualTo(next[Integer.parseInt(stored.stream())]++);
            if (i % 2 == 0) {
                assertThat(acknowledged).containsEntry(Commits.text(stored), (long) i);
            } else {
                assertThat(Commits.text(stored)).isEqualTo(Commits.text(all.get(i - 1)));
            }
        }
    }

    private void write(int writer, Map<String, Long> acknowledged) {
        for (int i = 0; i < COMMITS; i++) {
            String stream = Integer.toString((writer + i) % STREAMS);
            String text = writer + ":" + i;
            acknowledged.put(text, appended(stream, text).first());
        }
    }

    private Committed appended(String stream, String text) {
        while (true) {
            long next = log.lastSequence(stream) + 1;
            try {
                return append(Commits.of(event(stream, next, text), event(stream, next + 1, text)));
            } catch (CompletionException lost) {
                assertThat(lost.getCause()).isInstanceOf(SequenceClashException.class);
            }
        }
    }

    @Test
    void closingEndsWhatIsUnderWay() {
        List<CompletableFuture<Committed>> answers =
                IntStream.range(0, 300)
                        .mapToObj(i -> log.append(Commits.of(event("a", i))))
                        .toList();
        log.close();
        assertThat(answers).allSatisfy(answer -> assertThat(answer).isCompleted());
        log = open(clock);
        assertThat(log.head()).isEqualTo(299);
    }

    @Test
    void closingRefusesWhatComesAfter() {
        log.close();
        assertThat(failure(log.append(run("a", 0, 1)))).isInstanceOf(StoreFailedException.class);
    }

    @Test
    void closingAnswersWhoeverAppendsMeanwhile() throws InterruptedException {
        Queue<CompletableFuture<Committed>> answers = new ConcurrentLinkedQueue<>();
        List<Thread> writers =
                IntStream.range(0, 4)
                        .mapToObj(
                                writer ->
                                        Thread.ofPlatform()
                                                .start(
                                                        () ->
                                                                appendUntilClosed(
                                                                        "s" + writer, answers)))
                        .toList();
        await().atMost(PATIENCE).until(() -> answers.size() > 50);
        log.close();
        for (Thread writer : writers) {
            writer.join(PATIENCE);
        }
        await().atMost(PATIENCE).until(() -> answers.stream().allMatch(CompletableFuture::isDone));
        long acknowledged =
                answers.stream().filter(answer -> !answer.isCompletedExceptionally()).count();
        log = open(clock);
        assertThat(log.head() + 1).isEqualTo(acknowledged);
    }

    private void appendUntilClosed(String stream, Queue<CompletableFuture<Committed>> answers) {
        for (int i = 0; i < 100_000; i++) {
            CompletableFuture<Committed> answer = log.append(Commits.of(event(stream, i)));
            answers.add(answer);
            if (catchThrowable(answer::join) != null) {
                return;
            }
        }
    }

    @Test
    void closingLosesNothing() {
        PrivatePart part =
                new PrivatePart("ann", new byte[16], "{}".getBytes(StandardCharsets.UTF_8));
        append(run("a", 0, 3));
        append(
                new Commit(
                        UUID.randomUUID().toString(),
                        List.of(new NewEvent("b", 0, "b/0".getBytes(), part)),
                        List.of(new Claim("c", null))));
        List<StoredEvent> before = log.readAll(-1, 10);
        reopen();
        assertThat(log.head()).isEqualTo(3);
        assertThat(log.readAll(-1, 10))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactlyElementsOf(before);
        assertThat(log.holderOf("c")).isPresent();
        assertThat(append(run("a", 3, 1)).first()).isEqualTo(4);
    }
}
