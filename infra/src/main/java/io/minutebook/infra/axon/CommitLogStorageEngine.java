package io.minutebook.infra.axon;

import io.minutebook.infra.eventlog.Claim;
import io.minutebook.infra.eventlog.ClaimTakenException;
import io.minutebook.infra.eventlog.Commit;
import io.minutebook.infra.eventlog.CommitLog;
import io.minutebook.infra.eventlog.NewEvent;
import io.minutebook.infra.eventlog.SequenceClashException;
import io.minutebook.infra.eventlog.StoreFailedException;
import io.minutebook.infra.eventlog.StoredEvent;
import io.minutebook.infra.record.EntryCodec;
import io.minutebook.kernel.event.LifecycleEvent.MeetingCreated;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.log.LogUnavailableException;
import io.minutebook.kernel.log.RecordedEvent;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * Axon's view of the event log. A unit of work's events are one commit; appending returns once it
 * is durable.
 */
public final class CommitLogStorageEngine implements EventStorageEngine {

    private static final int PAGE = 500;
    private static final String AGGREGATE_TYPE = "Meeting";

    private final CommitLog log;
    private final EntryCodec codec;

    public CommitLogStorageEngine(CommitLog log, EntryCodec codec) {
        this.log = log;
        this.codec = codec;
    }

    /**
     * @throws ConcurrencyException where another commit reached the stream first
     * @throws io.minutebook.kernel.log.ClaimTakenException where another commit holds a claim
     * @throws LogUnavailableException where the store did not take the commit, or may or may not
     *     have
     */
    @Override
    public void appendEvents(List<? extends EventMessage<?>> messages) {
        if (messages.isEmpty()) {
            return;
        }
        Commit commit =
                new Commit(
                        messages.get(0).getIdentifier(),
                        messages.stream().map(this::encode).toList(),
                        messages.stream().flatMap(CommitLogStorageEngine::claims).toList());
        try {
            log.append(commit).join();
        } catch (CompletionException failure) {
            throw told(Objects.requireNonNullElse(failure.getCause(), failure));
        }
    }

    private NewEvent encode(EventMessage<?> message) {
        MetaData meta = message.getMetaData();
        EntryCodec.Cause cause =
                new EntryCodec.Cause(
                        (String) meta.get("traceId"), (String) meta.get("correlationId"));
        return codec.encode(
                message.getIdentifier(),
                ((DomainEventMessage<?>) message).getSequenceNumber(),
                (MeetingEvent) message.getPayload(),
                cause);
    }

    private static Stream<Claim> claims(EventMessage<?> message) {
        if (message.getPayload() instanceof MeetingCreated created
                && created.externalId() != null) {
            return Stream.of(
                    new Claim("external:" + created.by() + ":" + created.externalId(), null));
        }
        return Stream.empty();
    }

    private RuntimeException told(Throwable failure) {
        if (failure instanceof SequenceClashException clash) {
            return new ConcurrencyException("another commit was faster", clash);
        }
        if (failure instanceof ClaimTakenException taken) {
            String holder = log.holderOf(taken.claim()).map(StoredEvent::stream).orElse("");
            return new io.minutebook.kernel.log.ClaimTakenException(taken.claim(), holder);
        }
        if (failure instanceof StoreFailedException) {
            return new LogUnavailableException("the log did not take the commit", failure);
        }
        return failure instanceof RuntimeException fault
                ? fault
                : new IllegalStateException(failure);
    }

    @Override
    public DomainEventStream readEvents(String stream, long first) {
        return DomainEventStream.of(
                pages(first - 1, after -> available(stream, after))
                        .map(codec::decode)
                        .map(CommitLogStorageEngine::domainMessage),
                () -> log.lastSequence(stream));
    }

    private List<StoredEvent> available(String stream, long after) {
        try {
            return log.readStream(stream, after, PAGE);
        } catch (StoreFailedException failure) {
            throw new LogUnavailableException("the log cannot be read", failure);
        }
    }

    private static Stream<StoredEvent> pages(
            long after, java.util.function.LongFunction<List<StoredEvent>> read) {
        return Stream.iterate(
                        read.apply(after),
                        page -> !page.isEmpty(),
                        page ->
                                page.size() < PAGE
                                        ? List.of()
                                        : read.apply(page.get(page.size() - 1).sequence()))
                .flatMap(List::stream);
    }

    private static DomainEventMessage<MeetingEvent> domainMessage(RecordedEvent event) {
        return new GenericDomainEventMessage<>(
                AGGREGATE_TYPE,
                event.event().meetingId().value(),
                event.sequence(),
                event.event(),
                MetaData.emptyInstance(),
                event.eventId(),
                event.event().at());
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(
            @Nullable TrackingToken token, boolean mayBlock) {
        long after = token == null ? -1 : ((GlobalSequenceTrackingToken) token).getGlobalIndex();
        return log.readAll(after, PAGE).stream()
                .map(codec::decode)
                .map(
                        event ->
                                new GenericTrackedDomainEventMessage<>(
                                        new GlobalSequenceTrackingToken(event.position()),
                                        domainMessage(event)));
    }

    @Override
    public TrackingToken createHeadToken() {
        return new GlobalSequenceTrackingToken(log.head());
    }

    /** There are no snapshots: a stream is read whole. */
    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String stream) {
        return Optional.empty();
    }

    /** Keeps none: nobody asks for snapshots. */
    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        throw new IllegalStateException("this log keeps no snapshots");
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String stream) {
        long last = log.lastSequence(stream);
        return last < 0 ? Optional.empty() : Optional.of(last);
    }
}
