package io.minutebook.infra.axon;

import io.minutebook.infra.eventlog.Commit;
import io.minutebook.infra.eventlog.CommitOutcome;
import io.minutebook.infra.eventlog.CommitWriter;
import io.minutebook.infra.eventlog.StoreFailedException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * A store that at times writes nothing and says so, at times writes and says it did not, at times
 * lags.
 */
final class FaultyWriter implements CommitWriter {

    private static final long LAG_NANOS = 3_000_000;

    private final CommitWriter file;
    private final Random random;
    private volatile boolean faulty = true;

    /** As seen by tests, which may read them once all is quiet. */
    int refused;

    int lost;

    FaultyWriter(CommitWriter file, long seed) {
        this.file = file;
        this.random = new Random(seed);
    }

    void heal() {
        faulty = false;
    }

    void fail() {
        faulty = true;
    }

    @Override
    public List<CommitOutcome> write(List<Commit> commits) {
        int chance = faulty ? random.nextInt(100) : 100;
        if (chance < 12) {
            refused++;
            throw new StoreFailedException("injected: nothing written", null);
        }
        if (chance < 25) {
            LockSupport.parkNanos(LAG_NANOS);
        }
        List<CommitOutcome> outcomes = file.write(commits);
        if (chance >= 25 && chance < 37) {
            lost++;
            throw new StoreFailedException("injected: written, and the answer lost", null);
        }
        return outcomes;
    }

    @Override
    public long head() {
        return file.head();
    }

    @Override
    public void close() {
        file.close();
    }
}
