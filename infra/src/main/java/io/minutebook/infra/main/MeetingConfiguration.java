package io.minutebook.infra.main;

import io.micrometer.core.instrument.MeterRegistry;
import io.minutebook.api.Dispatch;
import io.minutebook.infra.axon.AxonSetup;
import io.minutebook.infra.axon.MeetingSnapshots;
import io.minutebook.infra.clock.Timekeeper;
import io.minutebook.infra.eventlog.CommitLog;
import io.minutebook.infra.presence.SocketNotes;
import io.minutebook.infra.record.EntryCodec;
import io.minutebook.infra.record.LogTail;
import io.minutebook.infra.record.StoredHistory;
import io.minutebook.kernel.log.EventHistory;
import io.minutebook.kernel.query.QueryService;
import io.minutebook.kernel.store.DocumentStore;
import io.minutebook.kernel.webhook.Deliveries;
import io.minutebook.query.Queries;
import io.minutebook.query.chat.ChatReader;
import io.minutebook.query.clock.DueMeetings;
import io.minutebook.query.meeting.HistoryReader;
import io.minutebook.query.meeting.MeetingList;
import io.minutebook.query.meeting.Rooms;
import io.minutebook.query.view.KeptView;
import io.minutebook.query.webhook.DeliveryReader;
import io.minutebook.query.webhook.WebhookAnswers;
import io.minutebook.query.webhook.WebhookList;
import io.minutebook.query.webhook.Webhooks;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import org.axonframework.commandhandling.CommandBus;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The write side, the record and the read side put together. */
@Configuration(proxyBeanMethods = false)
class MeetingConfiguration {

    /**
     * Commands do not wait for the log, but for each other's aggregates, and for those to be read.
     */
    private static final int COMMANDS_AT_ONCE = 32;

    private static final int QUERIES_AT_ONCE = 16;
    private static final int WAITING_MAX = 10_000;

    @Bean
    EntryCodec entryCodec() {
        return new EntryCodec(new SecureRandom());
    }

    @Bean
    StoredHistory eventHistory(CommitLog log, EntryCodec codec) {
        return new StoredHistory(log, codec);
    }

    @Bean
    LogTail eventTail(EventHistory history, CommitLog log) {
        LogTail tail = new LogTail(history);
        log.onGrowth(tail::wake);
        return tail;
    }

    @Bean
    MeetingSnapshots meetingSnapshots(
            CommitLog log,
            EntryCodec codec,
            @Qualifier("views") DocumentStore views,
            MeterRegistry registry) {
        return new MeetingSnapshots(log, codec, views, registry);
    }

    @Bean
    CommandBus commandBus(
            CommitLog log,
            EntryCodec codec,
            MeetingSnapshots snapshots,
            @Qualifier("commandThreads") ExecutorService threads,
            MeterRegistry registry) {
        return AxonSetup.commandBus(log, codec, snapshots, threads, registry);
    }

    @Bean
    QueryService queryService(
            EventHistory history,
            @Qualifier("meetingsView") KeptView meetings,
            @Qualifier("chatView") KeptView chat,
            @Qualifier("webhooksView") KeptView registered,
            Deliveries deliveries) {
        Rooms rooms = new Rooms(history, meetings);
        Webhooks webhooks = new Webhooks(history, registered, rooms);
        return new Queries(
                rooms,
                new MeetingList(history, meetings),
                new ChatReader(history, chat),
                new HistoryReader(history),
                new WebhookAnswers(
                        webhooks,
                        new WebhookList(history, registered, webhooks),
                        new DeliveryReader(webhooks, deliveries)));
    }

    @Bean(destroyMethod = "close") // waits for what is under way
    ExecutorService commandThreads(MeterRegistry registry) {
        return BoundedThreads.named("command", COMMANDS_AT_ONCE, WAITING_MAX, registry);
    }

    @Bean(destroyMethod = "close")
    ExecutorService queryThreads(MeterRegistry registry) {
        return BoundedThreads.named("query", QUERIES_AT_ONCE, WAITING_MAX, registry);
    }

    @Bean
    Dispatch dispatch(
            CommandBus commandBus,
            QueryService queryService,
            @Qualifier("commandThreads") ExecutorService commands,
            @Qualifier("queryThreads") ExecutorService queries,
            MeterRegistry registry) {
        return new Dispatch(commandBus, queryService, commands, queries, registry);
    }

    @Bean(initMethod = "start")
    Timekeeper timekeeper(
            @Qualifier("dueView") KeptView view,
            SocketNotes sockets,
            Dispatch dispatch,
            @Value("${minutebook.unattended-max}") Duration unattendedMax,
            Clock clock) {
        return new Timekeeper(new DueMeetings(view), sockets, dispatch, unattendedMax, clock);
    }
}
