package io.minutebook.infra.record;

import io.minutebook.infra.eventlog.CommitLog;
import io.minutebook.infra.eventlog.StoreFailedException;
import io.minutebook.infra.eventlog.StoredEvent;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.log.ClaimLookup;
import io.minutebook.kernel.log.EventHistory;
import io.minutebook.kernel.log.LogUnavailableException;
import io.minutebook.kernel.log.RecordedEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The record as the log holds it, decoded. What was read last by position is kept: several follow
 * the end.
 */
public final class StoredHistory implements EventHistory, ClaimLookup {

    private final CommitLog log;
    private final EntryCodec codec;
    private final RecentEvents recent = new RecentEvents(4_096);

    public StoredHistory(CommitLog log, EntryCodec codec) {
        this.log = log;
        this.codec = codec;
    }

    @Override
    public String id() {
        return log.id();
    }

    @Override
    public long head() {
        LongSupplier read = log::head;
        return available(read::getAsLong);
    }

    @Override
    public long lastSequence(MeetingId meeting) {
        return available(() -> log.lastSequence(meeting.value()));
    }

    @Override
    public List<RecordedEvent> ofMeeting(MeetingId meeting, long after, int limit) {
        return decode(available(() -> log.readStream(meeting.value(), after, limit)));
    }

    @Override
    public List<RecordedEvent> all(long after, int limit) {
        return recent.after(after, limit)
                .orElseGet(
                        () -> {
                            List<RecordedEvent> events =
                                    decode(available(() -> log.readAll(after, limit)));
                            recent.add(events);
                            return events;
                        });
    }

    @Override
    public Optional<RecordedEvent> holderOf(String claim) {
        return available(() -> log.holderOf(claim)).map(codec::decode);
    }

    private List<RecordedEvent> decode(List<StoredEvent> stored) {
        return stored.stream().map(codec::decode).toList();
    }

    private static <T> T available(Supplier<T> read) {
        try {
            return read.get();
        } catch (StoreFailedException failure) {
            throw new LogUnavailableException("the log cannot be read", failure);
        }
    }
}
