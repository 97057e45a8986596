package io.minutebook.infra.axon;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.minutebook.infra.axon.Snapshots.Snapshot;
import io.minutebook.infra.eventlog.CommitLog;
import io.minutebook.infra.eventlog.sqlite.SqliteCommitLog;
import io.minutebook.infra.record.EntryCodec;
import io.minutebook.infra.store.SqliteDocumentStore;
import io.minutebook.infra.store.SqliteDocumentStore.Durability;
import io.minutebook.kernel.Caller;
import io.minutebook.kernel.MessageId;
import io.minutebook.kernel.MessageType;
import io.minutebook.kernel.command.ChatCommand.MessageBody;
import io.minutebook.kernel.command.ChatCommand.SendMessage;
import io.minutebook.kernel.log.LogUnavailableException;
import io.minutebook.kernel.store.DocumentStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Snapshots of meetings whose commands run ahead of a store that fails. */
class SnapshotsUnderFaultsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T11:00:00Z");
    private static final Caller HOST = Caller.of(LongMeeting.HOST);
    private static final int CALLERS = 32;
    private static final int TIMES = 4_000;

    @TempDir Path folder;
    private final EntryCodec codec = new EntryCodec(new SecureRandom());
    private final ExecutorService threads = Executors.newFixedThreadPool(16);
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private FaultyWriter store;

    /**
     * Each snapshot seen while commands ran is what the log's events make up to its sequence: an
     * event that was under way, and failed, would be in it.
     */
    @ParameterizedTest
    @ValueSource(longs = {21, 22})
    void holdNothingThatWasNotDurable(long seed) throws Exception {
        CommitLog log =
                SqliteCommitLog.open(
                        folder,
                        Clock.tickMillis(ZoneOffset.UTC),
                        file -> store = new FaultyWriter(file, seed));
        DocumentStore views =
                SqliteDocumentStore.open(folder.resolve("views.db"), Durability.NORMAL);
        MeetingSnapshots snapshots = new MeetingSnapshots(log, codec, views, registry);
        LongMeeting meeting = begun(log);
        CommandBus bus = AxonSetup.commandBus(log, codec, snapshots, threads, registry);
        Map<Long, Snapshot> seen = new ConcurrentHashMap<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < TIMES; i++) {
                running.add(clients.submit(() -> say(bus, meeting)));
            }
            for (Future<?> one : running) {
                one.get(120, TimeUnit.SECONDS);
                snapshots
                        .find(meeting.stream())
                        .ifPresent(found -> seen.put(found.sequence(), found));
            }
        }
        assertThat(store.refused).isPositive();
        assertThat(store.lost).isPositive();
        store.heal();
        CommandBus fresh = AxonSetup.commandBus(log, codec, snapshots, threads, registry);
        say(fresh, meeting);
        assertThat(seen).isNotEmpty();
        seen.forEach(
                (sequence, snapshot) ->
                        assertThat(snapshot.state()).isEqualTo(meeting.state(sequence)));
        snapshots.close();
        views.close();
        threads.shutdownNow();
        log.close();
    }

    private LongMeeting begun(CommitLog log) {
        store.heal();
        LongMeeting meeting = new LongMeeting(log, codec);
        store.fail();
        return meeting;
    }

    private static void say(CommandBus bus, LongMeeting meeting) {
        FutureCallback<Object, Object> answer = new FutureCallback<>();
        bus.dispatch(
                GenericCommandMessage.asCommandMessage(
                        new SendMessage(
                                meeting.id,
                                HOST,
                                NOW,
                                MessageId.next(),
                                null,
                                new MessageBody(
                                        MessageType.TEXT, "hello", null, null, null, null))),
                answer);
        CommandResultMessage<?> result = answer.getResult(60, TimeUnit.SECONDS);
        if (result.isExceptional()) {
            assertThat(result.exceptionResult())
                    .isInstanceOfAny(LogUnavailableException.class, ConcurrencyException.class);
        }
    }
}
