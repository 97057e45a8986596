package io.minutebook.infra.axon;

import io.minutebook.command.state.MeetingState;
import io.minutebook.infra.eventlog.Commit;
import io.minutebook.infra.eventlog.CommitLog;
import io.minutebook.infra.eventlog.NewEvent;
import io.minutebook.infra.eventlog.StoredEvent;
import io.minutebook.infra.record.EntryCodec;
import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.MessageId;
import io.minutebook.kernel.MessageType;
import io.minutebook.kernel.ParticipantId;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.event.ChatEvent.MessageSent;
import io.minutebook.kernel.event.LifecycleEvent.MeetingCreated;
import io.minutebook.kernel.event.LifecycleEvent.MeetingStarted;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.ParticipantEvent.ParticipantJoined;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A meeting of many events, put into a log past all rules. */
final class LongMeeting {

    static final UserId HOST = new UserId("host");

    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");
    private static final int COMMIT_MAX = 1_000;

    final MeetingId id = MeetingId.next();
    private final CommitLog log;
    private final EntryCodec codec;
    private long next;

    /** Appends its creation, its start and its host's joining. */
    LongMeeting(CommitLog log, EntryCodec codec) {
        this.log = log;
        this.codec = codec;
        append(
                List.of(
                        new MeetingCreated(
                                id, AT, HOST, "Long", null, null, null, null, List.of(), List.of(),
                                null),
                        new MeetingStarted(id, AT, HOST),
                        new ParticipantJoined(
                                id,
                                AT,
                                HOST,
                                ParticipantId.next(),
                                HOST,
                                Role.HOST,
                                new ConnectionId("of-host"),
                                false,
                                false,
                                false,
                                null,
                                null,
                                null,
                                null)));
    }

    String stream() {
        return id.value();
    }

    /** The sequence of its last event. */
    long last() {
        return next - 1;
    }

    /** Appends lines of chat until it has so many events. */
    LongMeeting upTo(long events) {
        while (next < events) {
            List<MeetingEvent> lines = new ArrayList<>();
            while (lines.size() < COMMIT_MAX && next + lines.size() < events) {
                lines.add(line());
            }
            append(lines);
        }
        return this;
    }

    private MessageSent line() {
        return new MessageSent(
                id,
                AT,
                HOST,
                MessageId.next(),
                HOST,
                null,
                null,
                MessageType.TEXT,
                null,
                "A line of ordinary length.",
                null,
                null,
                null,
                null);
    }

    private void append(List<MeetingEvent> events) {
        List<NewEvent> encoded = new ArrayList<>();
        for (MeetingEvent event : events) {
            encoded.add(
                    codec.encode(
                            UUID.randomUUID().toString(), next++, event, EntryCodec.Cause.UNKNOWN));
        }
        log.append(new Commit(UUID.randomUUID().toString(), encoded, List.of())).join();
    }

    StoredEvent event(long sequence) {
        return log.readStream(stream(), sequence - 1, 1).get(0);
    }

    /** What its events up to {@code sequence} make of it. */
    MeetingState state(long sequence) {
        return folded(log, codec, stream(), sequence);
    }

    /** What the events of a stream up to {@code sequence} make of a meeting. */
    static MeetingState folded(CommitLog log, EntryCodec codec, String stream, long sequence) {
        MeetingState state =
                MeetingState.of(
                        (MeetingCreated)
                                codec.decode(log.readStream(stream, -1, 1).get(0)).meetingEvent());
        long done = 0;
        while (done < sequence) {
            int page = (int) Math.min(500, sequence - done);
            for (StoredEvent event : log.readStream(stream, done, page)) {
                state = state.after(codec.decode(event).meetingEvent());
                done = event.sequence();
            }
        }
        return state;
    }
}
