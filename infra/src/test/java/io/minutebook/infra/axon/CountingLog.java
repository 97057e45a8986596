package io.minutebook.infra.axon;

import io.minutebook.infra.eventlog.CommitLog;
import io.minutebook.infra.eventlog.ForwardingCommitLog;
import io.minutebook.infra.eventlog.StoredEvent;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A log that counts what is read of streams. */
final class CountingLog extends ForwardingCommitLog {

    private final AtomicLong read;

    CountingLog(CommitLog log, AtomicLong read) {
        super(log);
        this.read = read;
    }

    @Override
    public List<StoredEvent> readStream(String stream, long after, int limit) {
        List<StoredEvent> events = super.readStream(stream, after, limit);
        read.addAndGet(events.size());
        return events;
    }
}
