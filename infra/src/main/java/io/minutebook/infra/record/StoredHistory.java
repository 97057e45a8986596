package io.minutebook.infra.record;

import io.minutebook.infra.eventlog.CommitLog;
import io.minutebook.infra.eventlog.PrivatePart;
import io.minutebook.infra.eventlog.StoreFailedException;
import io.minutebook.infra.eventlog.StoredEvent;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.WebhookId;
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

    private static final int RECENT_MAX = 4_096;
    private static final long RECENT_BYTES_MAX = 16L * 1024 * 1024;

    /** Beside what stands in the store: the event's own objects. */
    private static final int EVENT_BYTES = 512;

    /** A byte of an entry takes so many once it is decoded: short ids become objects. */
    private static final int DECODED = 4;

    private final CommitLog log;
    private final EntryCodec codec;
    private final RecentEvents recent = new RecentEvents(RECENT_MAX, RECENT_BYTES_MAX);

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
    public List<RecordedEvent> ofWebhook(WebhookId webhook, long after, int limit) {
        return decode(available(() -> log.readStream(webhook.toString(), after, limit)));
    }

    @Override
    public List<RecordedEvent> all(long after, int limit) {
        return recent.after(after, limit)
                .filter(kept -> kept.size() == limit) // fewer would say that the log ends there
                .orElseGet(
                        () -> {
                            List<RecentEvents.Sized> events =
                                    available(() -> log.readAll(after, limit)).stream()
                                            .map(this::sized)
                                            .toList();
                            recent.add(events);
                            return events.stream().map(RecentEvents.Sized::event).toList();
                        });
    }

    @Override
    public Optional<RecordedEvent> holderOf(String claim) {
        return available(() -> log.holderOf(claim)).map(codec::decode);
    }

    private List<RecordedEvent> decode(List<StoredEvent> stored) {
        return stored.stream().map(codec::decode).toList();
    }

    private RecentEvents.Sized sized(StoredEvent stored) {
        PrivatePart text = stored.privatePart();
        int bytes = stored.entry().length + (text == null ? 0 : text.text().length);
        return new RecentEvents.Sized(codec.decode(stored), EVENT_BYTES + (long) DECODED * bytes);
    }

    /** What is kept of the log's end takes so many bytes, roughly. */
    public long recentBytes() {
        return recent.bytes();
    }

    private static <T> T available(Supplier<T> read) {
        try {
            return read.get();
        } catch (StoreFailedException failure) {
            throw new LogUnavailableException("the log cannot be read", failure);
        }
    }
}
