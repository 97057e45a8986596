package io.minutebook.infra.axon;

import io.minutebook.command.Meeting;
import io.minutebook.infra.eventlog.Claim;
import io.minutebook.infra.eventlog.Commit;
import io.minutebook.infra.eventlog.CommitLog;
import io.minutebook.infra.eventlog.NewEvent;
import io.minutebook.infra.eventlog.StoreFailedException;
import io.minutebook.infra.eventlog.StoredEvent;
import io.minutebook.infra.record.EntryCodec;
import io.minutebook.kernel.event.LifecycleEvent.MeetingCreated;
import io.minutebook.kernel.event.RecordEvent;
import io.minutebook.kernel.log.LogUnavailableException;
import io.minutebook.kernel.log.RecordedEvent;
import io.minutebook.kernel.log.WantedClaims;
import java.util.List;
import java.util.Optional;
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
import org.jspecify.annotations.Nullable;

/**
 * Axon's view of the event log. A unit of work's events are one commit; appending returns once it
 * is durable.
 */
final class CommitLogStorageEngine implements EventStorageEngine {

    private static final int PAGE = 500;

    private final CommitLog log;
    private final EntryCodec codec;
    private final String aggregateType;
    private final Snapshots snapshots;
    private final Lineages lineages;

    /**
     * @param aggregateType what Axon calls the aggregates whose streams are read here
     */
    CommitLogStorageEngine(
            CommitLog log, EntryCodec codec, String aggregateType, Snapshots snapshots) {
        this.log = log;
        this.codec = codec;
        this.aggregateType = aggregateType;
        this.snapshots = snapshots;
        this.lineages = new Lineages(log, snapshots);
    }

    /**
     * Appends what one unit of work did, and returns before it is durable: {@link
     * PipeliningCommandBus} waits for that. The unit of work is about one aggregate.
     */
    @Override
    public void appendEvents(List<? extends EventMessage<?>> messages) {
        if (messages.isEmpty()) {
            return;
        }
        List<NewEvent> events = messages.stream().map(this::encode).toList();
        Commit commit =
                new Commit(
                        messages.get(0).getIdentifier(),
                        events,
                        Stream.concat(
                                        wantedClaims(messages.get(0)),
                                        messages.stream().flatMap(CommitLogStorageEngine::claims))
                                .toList());
        lineages.append(events.get(0).stream(), events.get(0).sequence(), commit);
    }

    private NewEvent encode(EventMessage<?> message) {
        MetaData meta = message.getMetaData();
        EntryCodec.Cause cause =
                new EntryCodec.Cause(
                        (String) meta.get("traceId"), (String) meta.get("correlationId"));
        return codec.encode(
                message.getIdentifier(),
                ((DomainEventMessage<?>) message).getSequenceNumber(),
                (RecordEvent) message.getPayload(),
                cause);
    }

    /** Those the command came with; each of its events carries them. */
    private static Stream<Claim> wantedClaims(EventMessage<?> first) {
        return first.getMetaData().get(WantedClaims.METADATA) instanceof WantedClaims wanted
                ? wanted.keys().stream().map(key -> new Claim(key, wanted.expires()))
                : Stream.empty();
    }

    private static Stream<Claim> claims(EventMessage<?> message) {
        if (message.getPayload() instanceof MeetingCreated created
                && created.externalId() != null) {
            return Stream.of(
                    new Claim("external:" + created.by() + "/" + created.externalId(), null));
        }
        return Stream.empty();
    }

    /** Reads what is durable, once nothing of the stream is under way any longer. */
    @Override
    public DomainEventStream readEvents(String stream, long first) {
        lineages.awaitSettled(stream);
        Lineage lineage = new Lineage(stream, first - 1);
        Lineages.carry(lineage);
        return DomainEventStream.of(
                pages(first - 1, after -> page(lineage, after))
                        .peek(event -> lineage.loaded(event.sequence()))
                        .map(codec::decode)
                        .map(this::domainMessage),
                lineage::lastSequence);
    }

    private List<StoredEvent> page(Lineage lineage, long after) {
        List<StoredEvent> page = available(lineage.stream(), after);
        if (page.size() < PAGE) {
            long last = page.isEmpty() ? after : page.get(page.size() - 1).sequence();
            if (lineage.isSnapshotDue(last)) {
                snapshots.ask(lineage.stream());
            }
        }
        return page;
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

    private DomainEventMessage<RecordEvent> domainMessage(RecordedEvent event) {
        return new GenericDomainEventMessage<>(
                aggregateType,
                event.event().stream(),
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

    /** A meeting as its snapshot has it, which Axon then goes on from. */
    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String stream) {
        return snapshots
                .find(stream)
                .map(
                        snapshot ->
                                new GenericDomainEventMessage<>(
                                        aggregateType,
                                        stream,
                                        snapshot.sequence(),
                                        Meeting.restored(snapshot.state())));
    }

    /** Keeps none: {@link Snapshots} takes them from what is durable, and Axon is not asked to. */
    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        throw new IllegalStateException("snapshots are not taken by commands");
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String stream) {
        long last = log.lastSequence(stream);
        return last < 0 ? Optional.empty() : Optional.of(last);
    }
}
