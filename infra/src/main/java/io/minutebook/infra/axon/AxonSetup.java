package io.minutebook.infra.axon;

import io.minutebook.command.Meeting;
import io.minutebook.infra.eventlog.CommitLog;
import io.minutebook.infra.record.EntryCodec;
import io.minutebook.kernel.log.WantedClaims;
import java.util.concurrent.Executor;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.correlation.MessageOriginProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.modelling.command.Repository;

/**
 * Puts Axon's parts together by hand. No serializer of Axon's takes part: the storage engine speaks
 * the record's own format.
 */
public final class AxonSetup {

    private static final int AGGREGATES_CACHED_MAX = 10_000;

    private AxonSetup() {}

    /**
     * A command bus whose commands reach aggregates of {@code type}, kept in {@code log} and always
     * read from their first event.
     *
     * @param again where commands run that have to be decided anew
     */
    public static <T> CommandBus commandBus(
            CommitLog log, EntryCodec codec, Class<T> type, Executor again) {
        return commandBus(log, codec, Snapshots.NONE, type, again);
    }

    /** Likewise for meetings, which are read from their snapshots on. */
    public static CommandBus commandBus(
            CommitLog log, EntryCodec codec, MeetingSnapshots snapshots, Executor again) {
        return commandBus(log, codec, snapshots, Meeting.class, again);
    }

    private static <T> CommandBus commandBus(
            CommitLog log, EntryCodec codec, Snapshots snapshots, Class<T> type, Executor again) {
        EventStorageEngine engine = new CommitLogStorageEngine(log, codec, snapshots);
        Repository<T> repository =
                EventSourcingRepository.builder(type)
                        .eventStore(EmbeddedEventStore.builder().storageEngine(engine).build())
                        .cache(new AggregateCache(AGGREGATES_CACHED_MAX))
                        .build();
        CommandBus bus = new PipeliningCommandBus(log, again);
        bus.registerHandlerInterceptor(
                new CorrelationDataInterceptor<>(
                        new MessageOriginProvider(),
                        new SimpleCorrelationDataProvider(WantedClaims.METADATA)));
        AggregateAnnotationCommandHandler.<T>builder()
                .aggregateType(type)
                .repository(repository)
                .build()
                .subscribe(bus);
        return bus;
    }
}
