package io.minutebook.infra.axon;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.minutebook.command.Meeting;
import io.minutebook.command.WebhookEndpoint;
import io.minutebook.infra.eventlog.CommitLog;
import io.minutebook.infra.record.EntryCodec;
import io.minutebook.kernel.command.Command;
import io.minutebook.kernel.command.MeetingCommand;
import io.minutebook.kernel.command.WebhookCommand;
import io.minutebook.kernel.log.WantedClaims;
import java.util.concurrent.Executor;
import java.util.function.ToLongFunction;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.eventsourcing.AggregateCacheEntry;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.NoSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.correlation.MessageOriginProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.modelling.command.Repository;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.axonframework.modelling.command.inspection.AggregateModel;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;

/**
 * Puts Axon's parts together by hand. No serializer of Axon's takes part: the storage engine speaks
 * the record's own format.
 */
public final class AxonSetup {

    /** Meetings in memory take this part of the heap at most. */
    private static final long CACHE_PART = 8;

    private AxonSetup() {}

    /**
     * A command bus whose commands reach meetings and webhooks kept in {@code log}, always read
     * from their first event.
     *
     * @param again where commands run that have to be decided anew
     */
    public static CommandBus commandBus(CommitLog log, EntryCodec codec, Executor again) {
        return commandBus(log, codec, Snapshots.NONE, again, new SimpleMeterRegistry());
    }

    /** Likewise, with meetings read from their snapshots on. */
    public static CommandBus commandBus(
            CommitLog log,
            EntryCodec codec,
            MeetingSnapshots snapshots,
            Executor again,
            MeterRegistry registry) {
        return commandBus(log, codec, (Snapshots) snapshots, again, registry);
    }

    private static CommandBus commandBus(
            CommitLog log,
            EntryCodec codec,
            Snapshots snapshots,
            Executor again,
            MeterRegistry registry) {
        CommandBus bus = new PipeliningCommandBus(log, again);
        bus.registerHandlerInterceptor(
                new CorrelationDataInterceptor<>(
                        new MessageOriginProvider(),
                        new SimpleCorrelationDataProvider(WantedClaims.METADATA)));
        subscribe(bus, Meeting.class, meetings(log, codec, snapshots, registry));
        subscribe(bus, WebhookEndpoint.class, webhooks(log, codec));
        return bus;
    }

    private static <T> void subscribe(CommandBus bus, Class<T> type, Repository<T> repository) {
        AggregateAnnotationCommandHandler.<T>builder()
                .aggregateType(type)
                .repository(repository)
                .commandTargetResolver(AxonSetup::target)
                .build()
                .subscribe(bus);
    }

    /** As the annotations say, which Axon's own resolver looks for anew in each command. */
    private static VersionedAggregateIdentifier target(CommandMessage<?> message) {
        Object id =
                switch ((Command<?>) message.getPayload()) {
                    case MeetingCommand<?> command -> command.meetingId();
                    case WebhookCommand<?> command -> command.webhookId();
                };
        return new VersionedAggregateIdentifier(id, null);
    }

    private static EventStore store(
            CommitLog log, EntryCodec codec, Class<?> type, Snapshots snapshots) {
        return EmbeddedEventStore.builder()
                .storageEngine(
                        new CommitLogStorageEngine(log, codec, type.getSimpleName(), snapshots))
                .build();
    }

    /** Few commands reach a webhook, and it has few events: it is read each time. */
    private static Repository<WebhookEndpoint> webhooks(CommitLog log, EntryCodec codec) {
        return EventSourcingRepository.builder(WebhookEndpoint.class)
                .eventStore(store(log, codec, WebhookEndpoint.class, Snapshots.NONE))
                .build();
    }

    private static Repository<Meeting> meetings(
            CommitLog log, EntryCodec codec, Snapshots snapshots, MeterRegistry registry) {
        EventStore store = store(log, codec, Meeting.class, snapshots);
        AggregateModel<Meeting> model =
                AnnotatedAggregateMetaModelFactory.inspectAggregate(Meeting.class);
        long bytesMax = Runtime.getRuntime().maxMemory() / CACHE_PART;
        return EventSourcingRepository.builder(Meeting.class)
                .aggregateModel(model)
                .eventStore(store)
                .cache(new AggregateCache(bytesMax, bytes(model, store), registry))
                .build();
    }

    /** What a cached meeting takes; Axon's entry hands out the instance that it holds. */
    @SuppressWarnings("unchecked") // this cache is the repository's own
    private static ToLongFunction<Object> bytes(AggregateModel<Meeting> model, EventStore store) {
        return entry ->
                ((AggregateCacheEntry<Meeting>) entry)
                        .recreateAggregate(model, store, NoSnapshotTriggerDefinition.INSTANCE)
                        .getAggregateRoot()
                        .estimatedBytes();
    }
}
