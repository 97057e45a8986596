package io.minutebook.infra.presence;

import io.minutebook.api.Dispatch;
import io.minutebook.infra.schedule.Rounds;
import io.minutebook.kernel.log.EventHistory;
import io.minutebook.kernel.node.Nodes;
import io.minutebook.kernel.node.Work;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ends sessions whose sockets were all lost and did not come back in time. One node does so at a
 * time, which spares work and is not needed for more: a session asked to end twice ends once.
 */
public final class LostSessions implements Work {

    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final int PAGE = 500;

    /** For so long a node that stood still may come back and learn that it was judged. */
    private static final Duration JUDGED_KEPT = Duration.ofDays(1);

    private final SocketNotes notes;
    private final Endings endings;
    private final Witness witness;
    private final Duration grace;
    private final Clock clock;
    private final Instant startedAt;
    private @Nullable Rounds rounds;

    /** Notes in pages: those passed over so far stand before {@code offset}. */
    private interface Pages {
        List<SocketNote> from(int offset);
    }

    /**
     * @param grace how long a session may be without a socket, once it had one
     */
    public LostSessions(
            SocketNotes notes,
            Nodes nodes,
            EventHistory history,
            Dispatch dispatch,
            Duration grace,
            Clock clock) {
        this.notes = notes;
        this.endings = new Endings(history, dispatch);
        this.witness = new Witness(nodes);
        this.grace = grace;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    @Override
    public void begin() {
        Rounds begun = new Rounds("lost-sessions");
        begun.every(EVERY, this::sweep);
        rounds = begun;
    }

    @Override
    public void end() {
        if (rounds != null) {
            rounds.close();
            rounds = null;
        }
    }

    /**
     * Looks for sessions to end. None is ended in the first {@code grace} of this process: while it
     * did not run, people may have had nowhere to come back to.
     */
    public synchronized void sweep() {
        Instant now = clock.instant();
        if (now.isBefore(startedAt.plus(grace))) {
            return;
        }
        List<String> holders = notes.holders();
        witness.look(holders, now);
        for (String node : holders) {
            if (witness.isGoneFor(node, grace)) {
                settle(offset -> notes.heldBy(node, offset, PAGE), List.of(node), now);
            }
        }
        Instant overdue = now.minus(grace).plusMillis(1);
        settle(offset -> notes.lostBefore(overdue, offset, PAGE), List.of(), now);
        notes.forgetJudgedBefore(now.minus(JUDGED_KEPT));
    }

    private void settle(Pages pages, List<String> goneNodes, Instant now) {
        int passedOver = 0;
        boolean goesOn = true;
        while (goesOn) {
            List<SocketNote> page = pages.from(passedOver);
            Judgement judgement = Judgement.of(page, notes, witness, grace, now);
            List<OverSession> ended = endings.end(judgement.over());
            Set<String> settled = new HashSet<>(judgement.outlived());
            ended.forEach(session -> settled.addAll(session.sockets()));
            notes.settle(settled, goneNodes, now);
            passedOver +=
                    (int) page.stream().filter(note -> !settled.contains(note.socket())).count();
            goesOn = page.size() == PAGE && ended.size() == judgement.over().size();
        }
    }
}
