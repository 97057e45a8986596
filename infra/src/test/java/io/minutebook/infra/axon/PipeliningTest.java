package io.minutebook.infra.axon;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.infra.eventlog.CommitLog;
import io.minutebook.infra.eventlog.StoredEvent;
import io.minutebook.infra.eventlog.sqlite.SqliteCommitLog;
import io.minutebook.infra.record.EntryCodec;
import io.minutebook.kernel.Caller;
import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.ErrorCode;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.MessageId;
import io.minutebook.kernel.MessageType;
import io.minutebook.kernel.ParticipantId;
import io.minutebook.kernel.Policy;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.command.ChatCommand.MessageBody;
import io.minutebook.kernel.command.ChatCommand.SendMessage;
import io.minutebook.kernel.command.LifecycleCommand.CreateMeeting;
import io.minutebook.kernel.command.LifecycleCommand.MeetingPlan;
import io.minutebook.kernel.command.LifecycleCommand.StartMeeting;
import io.minutebook.kernel.command.MeetingCommand;
import io.minutebook.kernel.command.ParticipantCommand.JoinMeeting;
import io.minutebook.kernel.event.ChatEvent.MessageSent;
import io.minutebook.kernel.event.ParticipantEvent.ParticipantJoined;
import io.minutebook.kernel.event.RecordEvent;
import io.minutebook.kernel.log.LogUnavailableException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Commands that run ahead of a store that fails: nothing acknowledged is lost, nothing wrong is
 * answered.
 */
class PipeliningTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Caller HOST = Caller.of(new UserId("host"));

    @TempDir Path folder;
    private final EntryCodec codec = new EntryCodec(new SecureRandom());
    private final ExecutorService threads = Executors.newFixedThreadPool(16);
    private FaultyWriter store;
    private CommitLog log;
    private CommandBus bus;

    @BeforeEach
    void open() {
        log =
                SqliteCommitLog.open(
                        folder,
                        Clock.tickMillis(ZoneOffset.UTC),
                        file -> {
                            store = new FaultyWriter(file, 0);
                            store.heal();
                            return store;
                        });
    }

    private void faultsOf(long seed) {
        log.close();
        log =
                SqliteCommitLog.open(
                        folder,
                        Clock.tickMillis(ZoneOffset.UTC),
                        file -> {
                            store = new FaultyWriter(file, seed);
                            return store;
                        });
        bus = AxonSetup.commandBus(log, codec, threads);
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        log.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyAcknowledgedMessageIsInTheLogOnceAndSequencesAreDense(long seed) throws Exception {
        List<MeetingId> meetings = Stream.generate(MeetingId::next).limit(3).toList();
        bus = AxonSetup.commandBus(log, codec, threads);
        for (MeetingId meeting : meetings) {
            running(meeting, Policy.DEFAULT);
            succeeds(join(meeting, HOST));
        }
        faultsOf(seed);
        Set<MessageId> acknowledged = ConcurrentHashMap.newKeySet();
        atOnce(
                1_200,
                i -> {
                    MessageId message = MessageId.next();
                    CommandResultMessage<?> answer =
                            answer(say(meetings.get(i % meetings.size()), message));
                    if (!answer.isExceptional()) {
                        acknowledged.add(message);
                    } else {
                        assertThat(answer.exceptionResult())
                                .isInstanceOfAny(
                                        LogUnavailableException.class,
                                        org.axonframework.modelling.command.ConcurrencyException
                                                .class);
                    }
                });
        store.heal();
        assertThat(store.refused).as("injected failures").isPositive();
        assertThat(store.lost).as("injected lost answers").isPositive();

        List<MessageId> kept =
                events().stream()
                        .filter(MessageSent.class::isInstance)
                        .map(event -> ((MessageSent) event).messageId())
                        .toList();
        assertThat(kept).doesNotHaveDuplicates().containsAll(acknowledged);
        assertThat(acknowledged).hasSizeGreaterThan(300);
        assertDense();
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15})
    void placesAreNeitherGivenTwiceNorRefusedForWhatNeverHappened(long seed) throws Exception {
        int places = 40;
        MeetingId meeting = MeetingId.next();
        bus = AxonSetup.commandBus(log, codec, threads);
        running(meeting, capacity(places));
        faultsOf(seed);
        Set<UserId> joined = ConcurrentHashMap.newKeySet();
        Set<UserId> refused = ConcurrentHashMap.newKeySet();
        atOnce(
                120,
                i -> {
                    Caller caller = Caller.of(new UserId("user-" + i));
                    CommandResultMessage<?> answer = answer(join(meeting, caller));
                    while (answer.isExceptional()
                            && !(answer.exceptionResult() instanceof Rejection)) {
                        answer = answer(join(meeting, caller));
                    }
                    (answer.isExceptional() ? refused : joined).add(caller.id());
                });
        store.heal();

        List<UserId> present =
                events().stream()
                        .filter(ParticipantJoined.class::isInstance)
                        .map(event -> ((ParticipantJoined) event).userId())
                        .toList();
        assertThat(present).doesNotHaveDuplicates().hasSize(places);
        assertThat(joined).containsExactlyInAnyOrderElementsOf(present);
        assertThat(refused).hasSize(120 - places);
        CommandResultMessage<?> oneMore = answer(join(meeting, Caller.of(new UserId("late"))));
        assertThat(((Rejection) oneMore.exceptionResult()).code())
                .isEqualTo(ErrorCode.MAX_PARTICIPANTS_REACHED);
        assertDense();
    }

    private void atOnce(int times, java.util.function.IntConsumer work) throws Exception {
        try (ExecutorService clients = Executors.newFixedThreadPool(64)) {
            List<Future<?>> running = new ArrayList<>();
            IntStream.range(0, times)
                    .forEach(i -> running.add(clients.submit(() -> work.accept(i))));
            for (Future<?> one : running) {
                one.get(120, TimeUnit.SECONDS);
            }
        }
    }

    private void running(MeetingId meeting, Policy policy) {
        MeetingPlan plan = new MeetingPlan("Faults", null, null, null, List.of(), List.of(), null);
        succeeds(new CreateMeeting(meeting, HOST, NOW, plan, null, policy, null));
        succeeds(new StartMeeting(meeting, HOST, NOW));
    }

    private static JoinMeeting join(MeetingId meeting, Caller caller) {
        return new JoinMeeting(
                meeting,
                caller,
                NOW,
                ParticipantId.next(),
                new ConnectionId("of-" + caller.id()),
                false,
                false,
                null,
                null,
                null);
    }

    private static SendMessage say(MeetingId meeting, MessageId message) {
        return new SendMessage(
                meeting,
                HOST,
                NOW,
                message,
                null,
                new MessageBody(MessageType.TEXT, "hello", null, null, null, null));
    }

    private static Policy capacity(int places) {
        Policy all = Policy.DEFAULT;
        return new Policy(
                false,
                false,
                false,
                places,
                List.of(),
                List.of(),
                all.recordingPermissions(),
                all.screenSharePermissions(),
                all.chatPermissions(),
                false,
                false,
                false);
    }

    private void succeeds(MeetingCommand<?> command) {
        CommandResultMessage<?> answer = answer(command);
        assertThat(answer.isExceptional()).as("%s", answer).isFalse();
    }

    private CommandResultMessage<?> answer(MeetingCommand<?> command) {
        FutureCallback<Object, Object> answer = new FutureCallback<>();
        bus.dispatch(GenericCommandMessage.asCommandMessage(command), answer);
        CommandResultMessage<?> result = answer.getResult(60, TimeUnit.SECONDS);
        assertThat(result).as("an answer within a minute").isNotNull();
        return result;
    }

    private List<StoredEvent> stored() {
        List<StoredEvent> all = new ArrayList<>();
        List<StoredEvent> page;
        do {
            page = log.readAll(all.size() - 1L, 500);
            all.addAll(page);
        } while (!page.isEmpty());
        return all;
    }

    private List<RecordEvent> events() {
        return stored().stream().map(event -> codec.decode(event).event()).toList();
    }

    private void assertDense() {
        Map<String, Long> next = new HashMap<>();
        long position = 0;
        for (StoredEvent event : stored()) {
            assertThat(event.position()).isEqualTo(position++);
            assertThat(event.sequence()).isEqualTo(next.getOrDefault(event.stream(), 0L));
            next.put(event.stream(), event.sequence() + 1);
        }
    }
}
