package io.minutebook.bench;

import java.util.concurrent.atomic.AtomicIntegerArray;

/** How long things took, to a tenth of a millisecond, up to ten seconds. */
final class Tally {

    private static final int NANOS_PER_BUCKET = 100_000;
    private static final int BUCKETS = 100_000;

    private final AtomicIntegerArray counts = new AtomicIntegerArray(BUCKETS);

    void add(long nanos) {
        counts.incrementAndGet((int) Math.min(nanos / NANOS_PER_BUCKET, BUCKETS - 1));
    }

    /** In milliseconds; of what was added so far, of which there must be some. */
    double percentile(double percent) {
        long total = 0;
        for (int i = 0; i < BUCKETS; i++) {
            total += counts.get(i);
        }
        long below = (long) Math.ceil(total * percent / 100);
        int bucket = 0;
        for (long seen = counts.get(0); seen < below; seen += counts.get(bucket)) {
            bucket++;
        }
        return (bucket + 1) * NANOS_PER_BUCKET / 1e6;
    }
}
