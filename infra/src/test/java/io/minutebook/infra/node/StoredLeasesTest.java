package io.minutebook.infra.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.minutebook.infra.eventlog.MovedClock;
import io.minutebook.infra.store.SqliteDocumentStore;
import io.minutebook.infra.store.SqliteDocumentStore.Durability;
import io.minutebook.kernel.log.LogUnavailableException;
import io.minutebook.kernel.node.Lease;
import io.minutebook.kernel.node.Work;
import io.minutebook.kernel.store.DocumentStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that take turns on one store, by a time that the test moves. */
class StoredLeasesTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z"); // of the clock
    private static final Duration ROUND = Duration.ofMillis(2_500);

    @TempDir Path folder;

    private final MovedClock clock = new MovedClock();
    private final AtomicLong nanos = new AtomicLong();
    private final List<StoredLeases> nodes = new ArrayList<>();
    private DocumentStore state;

    @BeforeEach
    void open() {
        state = SqliteDocumentStore.open(folder.resolve("state.db"), Durability.NORMAL);
    }

    @AfterEach
    void close() {
        nodes.forEach(StoredLeases::close);
        state.close();
    }

    private static final class Counted implements Work {

        final AtomicInteger begun = new AtomicInteger();
        final AtomicInteger ended = new AtomicInteger();

        @Override
        public void begin() {
            begun.incrementAndGet();
        }

        @Override
        public void end() {
            ended.incrementAndGet();
        }

        boolean isGoingOn() {
            return begun.get() == ended.get() + 1;
        }
    }

    private StoredLeases node(String name) {
        return node(name, false);
    }

    private StoredLeases node(String name, boolean isAlone) {
        StoredLeases node = new StoredLeases(state, name, clock, nanos::get, isAlone, () -> {});
        nodes.add(node);
        return node;
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        clock.move(time);
    }

    /** Some rounds of these nodes; the others stand still. */
    private void rounds(int count, StoredLeases... turning) {
        for (int i = 0; i < count; i++) {
            pass(ROUND);
            for (StoredLeases node : turning) {
                node.round();
            }
        }
    }

    /** Works begin and end on threads of their own. */
    private void turnUntil(BooleanSupplier condition, StoredLeases... turning) {
        await().until(
                        () -> {
                            rounds(1, turning);
                            return condition.getAsBoolean();
                        });
    }

    @Test
    void workGoesOnAtOneNodeOfSeveral() {
        StoredLeases a = node("a");
        StoredLeases b = node("b");
        Counted onA = new Counted();
        Counted onB = new Counted();
        Lease leaseOfA = a.compete("fold", onA);
        Lease leaseOfB = b.compete("fold", onB);

        rounds(3, a, b); // may go to the first and then to the one it is meant for
        turnUntil(() -> leaseOfA.isHeld() != leaseOfB.isHeld(), a, b);

        await().until(() -> onA.isGoingOn() != onB.isGoingOn());
        assertThat(leaseOfA.isHeld()).isNotEqualTo(leaseOfB.isHeld());
        assertThat(a.alive()).hasSize(2);
    }

    @Test
    void manyPiecesAreSpreadOverTheNodes() {
        List<StoredLeases> three = List.of(node("a"), node("b"), node("c"));
        List<List<Lease>> leases =
                three.stream()
                        .map(
                                node ->
                                        IntStream.range(0, 64)
                                                .mapToObj(i -> node.compete("p" + i, new Counted()))
                                                .toList())
                        .toList();

        StoredLeases[] all = three.toArray(StoredLeases[]::new);
        rounds(3, all);
        turnUntil(() -> three.stream().mapToLong(StoredLeases::held).sum() == 64, all);

        for (StoredLeases node : three) {
            assertThat(node.held()).isBetween(8L, 40L);
        }
        for (int i = 0; i < 64; i++) {
            int piece = i;
            assertThat(leases).filteredOn(own -> own.get(piece).isHeld()).hasSize(1);
        }
    }

    @Test
    void workOfANodeThatIsGoneGoesOnElsewhere() {
        StoredLeases a = node("a");
        Counted onA = new Counted();
        Lease leaseOfA = a.compete("fold", onA);
        rounds(1, a);
        await().until(onA::isGoingOn);
        StoredLeases b = node("b");
        Counted onB = new Counted();
        Lease leaseOfB = b.compete("fold", onB);

        rounds(6, b);

        await().until(onB::isGoingOn);
        assertThat(leaseOfB.isHeld()).isTrue();
        assertThat(leaseOfA.isHeld()).as("stopped, and knows it without a look").isFalse();
        assertThat(b.gone()).containsOnlyKeys("a");
        assertThat(b.gone().get("a")).isEqualTo(START.plus(ROUND));
    }

    @Test
    void aNodeThatStoodStillEndsWhatIsNoLongerItsOwn() {
        StoredLeases a = node("a");
        Counted onA = new Counted();
        a.compete("fold", onA);
        rounds(1, a);
        await().until(onA::isGoingOn);
        StoredLeases b = node("b");
        Counted onB = new Counted();
        Lease leaseOfB = b.compete("fold", onB);
        rounds(6, b);
        await().until(leaseOfB::isHeld);

        a.round();

        await().until(() -> onA.ended.get() == 1);
        turnUntil(() -> onA.isGoingOn() != onB.isGoingOn(), a, b);
        assertThat(b.gone()).isEmpty();
    }

    @Test
    void aNodeThatStoodStillKeepsWhatNobodyTook() {
        StoredLeases a = node("a");
        Counted onA = new Counted();
        Lease lease = a.compete("fold", onA);
        rounds(1, a);
        await().until(onA::isGoingOn);
        pass(Duration.ofMinutes(1));
        assertThat(lease.isHeld()).isFalse();

        a.round();

        assertThat(lease.isHeld()).isTrue();
        assertThat(onA.ended).hasValue(0);
    }

    @Test
    void clocksThatAreSetBackDoNoHarm() {
        StoredLeases a = node("a");
        StoredLeases b = node("b");
        Lease onA = a.compete("fold", new Counted());
        Lease onB = b.compete("fold", new Counted());
        rounds(3, a, b);
        turnUntil(() -> onA.isHeld() != onB.isHeld(), a, b);
        boolean isOnA = onA.isHeld();

        for (int i = 0; i < 10; i++) {
            clock.move(Duration.ofHours(i % 2 == 0 ? -5 : 3));
            rounds(1, a, b);
        }

        assertThat(onA.isHeld()).isEqualTo(isOnA);
        assertThat(onB.isHeld()).isEqualTo(!isOnA);
    }

    @Test
    void whatIsGivenBackGoesOnAtTheNextLook() {
        StoredLeases a = node("a");
        Counted onA = new Counted();
        a.compete("fold", onA);
        rounds(1, a);
        await().until(onA::isGoingOn);
        StoredLeases b = node("b");
        Lease onB = b.compete("fold", new Counted());
        rounds(1, b);

        a.close();
        rounds(1, b);

        assertThat(onA.ended).hasValue(1);
        assertThat(onB.isHeld()).isTrue();
        assertThat(b.gone()).isEmpty();
        assertThat(b.alive()).hasSize(1);
    }

    @Test
    void whoGivesUpOnePieceLeavesItToOthers() {
        StoredLeases a = node("a");
        StoredLeases b = node("b");
        Lease onA = a.compete("fold", new Counted());
        rounds(1, a);
        await().until(onA::isHeld);

        onA.close();
        Lease onB = b.compete("fold", new Counted());
        rounds(3, a, b);

        assertThat(onA.isHeld()).isFalse();
        assertThat(onB.isHeld()).isTrue();
    }

    @Test
    void aLoneNodeWaitsForNobodyWhoWasThereBefore() {
        StoredLeases before = node("before");
        before.compete("fold", new Counted());
        rounds(1, before);
        StoredLeases now = node("now", true);
        Lease lease = now.compete("fold", new Counted());

        now.round();

        assertThat(lease.isHeld()).isTrue();
        assertThat(now.gone()).containsOnlyKeys("before");
    }

    @Test
    void whatCouldNotBeginIsBegunAgain() {
        StoredLeases a = node("a");
        AtomicInteger tries = new AtomicInteger();
        Counted counted = new Counted();
        a.compete(
                "fold",
                new Work() {
                    @Override
                    public void begin() {
                        if (tries.incrementAndGet() == 1) {
                            throw new LogUnavailableException("not now", null);
                        }
                        counted.begin();
                    }

                    @Override
                    public void end() {
                        // nothing had begun
                    }
                });

        rounds(1, a);
        await().until(() -> tries.get() == 1);
        turnUntil(counted::isGoingOn, a);
    }

    @Test
    void isGivenBackOnlyOnceItEnded() throws Exception {
        StoredLeases a = node("a");
        CountDownLatch ending = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        Lease onA =
                a.compete(
                        "fold",
                        new Work() {
                            @Override
                            public void begin() {
                                // it goes on by itself
                            }

                            @Override
                            public void end() {
                                ending.countDown();
                                await().until(() -> mayEnd.getCount() == 0);
                            }
                        });
        rounds(1, a);
        await().until(onA::isHeld);
        StoredLeases b = node("b");
        Lease onB = b.compete("fold", new Counted());
        Thread closing = Thread.ofPlatform().start(onA::close);
        ending.await();

        rounds(2, a, b);
        assertThat(onB.isHeld()).isFalse();

        mayEnd.countDown();
        closing.join();
        rounds(2, a, b);
        assertThat(onB.isHeld()).isTrue();
    }

    @Test
    void isClosedOnlyOnceAnEndThatWasUnderWayIsOver() throws Exception {
        StoredLeases a = node("a");
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();
        Lease onA =
                a.compete(
                        "fold",
                        new Work() {
                            @Override
                            public void begin() {
                                // it goes on by itself
                            }

                            @Override
                            public void end() {
                                await().until(() -> mayEnd.getCount() == 0);
                                ended.incrementAndGet();
                            }
                        });
        rounds(1, a);
        await().until(onA::isHeld);
        StoredLeases b = node("b");
        b.compete("fold", new Counted());
        rounds(6, b); // which takes it
        a.round(); // which ends it, on another thread

        Thread closing = Thread.ofPlatform().start(onA::close);
        await().until(() -> closing.getState() == Thread.State.WAITING);
        mayEnd.countDown();
        closing.join();

        assertThat(ended).hasValue(1);
    }

    @Test
    void theDeadAreForgottenAfterAnHour() {
        StoredLeases a = node("a");
        StoredLeases b = node("b");
        rounds(1, a, b);
        rounds(5, b);
        assertThat(b.gone()).containsOnlyKeys("a");

        pass(Duration.ofMinutes(61));
        rounds(2, b);

        assertThat(b.gone()).isEmpty();
        assertThat(state.get("nodes", "a")).isEmpty();
    }

    @Test
    void namesAreCheckedAndTakenOnce() {
        StoredLeases a = node("a");
        a.compete("fold", new Counted());

        assertThatIllegalStateException().isThrownBy(() -> a.compete("fold", new Counted()));
        assertThatIllegalArgumentException().isThrownBy(() -> a.compete("a/b", new Counted()));
        assertThat(Map.of()).isEqualTo(a.gone());
    }
}
