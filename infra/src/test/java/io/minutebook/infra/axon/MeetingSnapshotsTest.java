package io.minutebook.infra.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.minutebook.infra.axon.Snapshots.Snapshot;
import io.minutebook.infra.eventlog.CommitLog;
import io.minutebook.infra.eventlog.MovedClock;
import io.minutebook.infra.eventlog.sqlite.SqliteCommitLog;
import io.minutebook.infra.record.EntryCodec;
import io.minutebook.infra.store.ForwardingDocumentStore;
import io.minutebook.infra.store.SqliteDocumentStore;
import io.minutebook.infra.store.SqliteDocumentStore.Durability;
import io.minutebook.kernel.Caller;
import io.minutebook.kernel.Flags;
import io.minutebook.kernel.LiveStatus;
import io.minutebook.kernel.MessageId;
import io.minutebook.kernel.MessageType;
import io.minutebook.kernel.command.ChatCommand.EditMessage;
import io.minutebook.kernel.command.ChatCommand.MessageBody;
import io.minutebook.kernel.command.ChatCommand.SendMessage;
import io.minutebook.kernel.command.MeetingCommand;
import io.minutebook.kernel.command.ParticipantCommand.UpdateStatus;
import io.minutebook.kernel.log.LogUnavailableException;
import io.minutebook.kernel.store.Document;
import io.minutebook.kernel.store.DocumentStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a meeting of many events costs those who load it. */
class MeetingSnapshotsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Instant NOW = Instant.parse("2026-03-01T11:00:00Z");
    private static final Caller HOST = Caller.of(LongMeeting.HOST);

    /** The event looked at to see that a snapshot fits, and what came while it was taken. */
    private static final int BESIDE = 10;

    @TempDir Path folder;
    private final EntryCodec codec = new EntryCodec(new SecureRandom());
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicLong read = new AtomicLong();
    private CommitLog log;
    private DocumentStore views;
    private MeetingSnapshots snapshots;

    @BeforeEach
    void open() {
        log = SqliteCommitLog.open(folder, new MovedClock());
        views = SqliteDocumentStore.open(folder.resolve("views.db"), Durability.NORMAL);
        snapshots = new MeetingSnapshots(log, codec, views, registry);
    }

    @AfterEach
    void close() {
        snapshots.close();
        views.close();
        log.close();
    }

    /** A node that has just started, and so has nothing in memory. */
    private CommandBus node() {
        return AxonSetup.commandBus(
                new CountingLog(log, read),
                codec,
                snapshots,
                Runnable::run,
                new SimpleMeterRegistry());
    }

    private static Object answer(CommandBus bus, MeetingCommand<?> command) {
        FutureCallback<Object, Object> answer = new FutureCallback<>();
        bus.dispatch(GenericCommandMessage.asCommandMessage(command), answer);
        CommandResultMessage<?> result = answer.getResult(60, TimeUnit.SECONDS);
        assertThat(result.isExceptional()).as("%s", result).isFalse();
        return result.getPayload();
    }

    private static SendMessage line(LongMeeting meeting, MessageId id) {
        return new SendMessage(
                meeting.id,
                HOST,
                NOW,
                id,
                null,
                new MessageBody(MessageType.TEXT, "hello", null, null, null, null));
    }

    private long sequenceKept(LongMeeting meeting) {
        return snapshots.find(meeting.stream()).map(Snapshot::sequence).orElse(-1L);
    }

    private double count(String name, String outcome) {
        Counter counter = registry.find(name).tag("outcome", outcome).counter();
        return counter == null ? 0 : counter.count();
    }

    @Test
    void aMeetingOfAHundredThousandEventsIsReadWholeOnce() {
        LongMeeting meeting = new LongMeeting(log, codec).upTo(100_000);
        answer(node(), line(meeting, MessageId.next()));
        assertThat(read.get()).isEqualTo(100_000);
        await().atMost(PATIENCE).until(() -> sequenceKept(meeting) >= meeting.last());

        read.set(0);
        answer(node(), line(meeting, MessageId.next()));
        assertThat(read.get()).isLessThanOrEqualTo(BESIDE);
        assertThat(count("minutebook.snapshot.loads", "used")).isPositive();
        assertThat(snapshots.find(meeting.stream()).orElseThrow().state())
                .isEqualTo(meeting.state(sequenceKept(meeting)));
    }

    @Test
    void aMeetingThatGrowsIsNeverReadFurtherThanTheInterval() {
        LongMeeting meeting = new LongMeeting(log, codec);
        for (int events = 2_000; events <= 50_000; events += 2_000) {
            meeting.upTo(events);
            read.set(0);
            answer(node(), new UpdateStatus(meeting.id, HOST, NOW, flags(false), null));
            assertThat(read.get()).isLessThanOrEqualTo(SnapshotInterval.MAX + BESIDE);
            long last = meeting.last();
            if (SnapshotInterval.isOver(sequenceKept(meeting), last)) {
                await().atMost(PATIENCE)
                        .until(() -> !SnapshotInterval.isOver(sequenceKept(meeting), last));
            }
        }
        assertThat(count("minutebook.snapshots", "taken")).isBetween(5.0, 20.0);
    }

    private static Flags flags(boolean muted) {
        return new Flags(muted, null, null, null);
    }

    @Test
    void whatIsDurableBringsASnapshotAboutThoughNobodyLoads() {
        LongMeeting meeting = new LongMeeting(log, codec);
        CommandBus node = node();
        MessageId first = MessageId.next();
        answer(node, line(meeting, first));
        for (int i = 0; i < SnapshotInterval.MIN; i++) {
            answer(node, line(meeting, MessageId.next()));
        }
        await().atMost(PATIENCE).until(() -> sequenceKept(meeting) >= SnapshotInterval.MIN - 1);
        assertThat(sequenceKept(meeting)).isLessThanOrEqualTo(SnapshotInterval.MIN + 3);

        read.set(0);
        CommandBus later = node();
        answer(later, new EditMessage(meeting.id, HOST, NOW, first, "better"));
        assertThat(answer(later, new UpdateStatus(meeting.id, HOST, NOW, flags(true), null)))
                .isEqualTo(new LiveStatus(true, false, false, false));
        assertThat(read.get()).isLessThanOrEqualTo(BESIDE);
    }

    @Test
    void withTheViewsDeletedAMeetingIsReadWholeAndKeptAnew() {
        LongMeeting meeting = new LongMeeting(log, codec).upTo(2_000);
        answer(node(), line(meeting, MessageId.next()));
        await().atMost(PATIENCE).until(() -> sequenceKept(meeting) >= meeting.last());
        views.clear(StoredSnapshots.COLLECTION);
        read.set(0);
        answer(node(), line(meeting, MessageId.next()));
        assertThat(read.get()).isEqualTo(2_001);
        await().atMost(PATIENCE).until(() -> sequenceKept(meeting) > meeting.last());
    }

    @Test
    void whatDoesNotFitADocumentIsReadWholeAndNotTriedAgain() {
        snapshots.close();
        snapshots =
                new MeetingSnapshots(
                        log, codec, new StoredSnapshots(log, codec, views, 10_000), registry);
        LongMeeting meeting = new LongMeeting(log, codec).upTo(2_000);
        answer(node(), line(meeting, MessageId.next()));
        await().atMost(PATIENCE).until(() -> count("minutebook.snapshots", "too_large") == 1);
        read.set(0);
        answer(node(), line(meeting, MessageId.next()));
        LongMeeting other = new LongMeeting(log, codec);
        snapshots.ask(other.stream());
        assertThat(read.get()).isEqualTo(2_001);
        assertThat(count("minutebook.snapshots", "too_large")).isEqualTo(1);
        assertThat(sequenceKept(meeting)).isEqualTo(-1);
    }

    @Test
    void withTheDocumentsOutOfReachAMeetingIsReadWhole() {
        snapshots.close();
        snapshots =
                new MeetingSnapshots(
                        log,
                        codec,
                        new Interposed(
                                views,
                                () -> {
                                    throw new LogUnavailableException("injected", null);
                                }),
                        registry);
        LongMeeting meeting = new LongMeeting(log, codec).upTo(2_000);
        answer(node(), line(meeting, MessageId.next()));
        assertThat(read.get()).isEqualTo(2_000);
        await().atMost(PATIENCE).until(() -> count("minutebook.snapshots", "failed") == 1);
    }

    @Test
    void leavesOutWhatIsAskedForFasterThanItCanBeTaken() {
        CountDownLatch gate = new CountDownLatch(1);
        snapshots.close();
        snapshots =
                new MeetingSnapshots(log, codec, new Interposed(views, () -> pass(gate)), registry);
        snapshots.ask("first");
        await().atMost(PATIENCE).until(() -> waits("snapshots"));
        for (int i = 0; i < 300; i++) {
            snapshots.ask("stream-" + i);
            snapshots.ask("stream-" + i); // waits already
        }
        assertThat(count("minutebook.snapshots", "dropped")).isEqualTo(2 * (300 - 256));
        gate.countDown();
    }

    private static boolean waits(String name) {
        return Thread.getAllStackTraces().entrySet().stream()
                .anyMatch(
                        one ->
                                one.getKey().getName().equals(name)
                                        && List.of(one.getValue()).toString().contains("pass"));
    }

    private static void pass(CountDownLatch gate) {
        try {
            assertThat(gate.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Documents that are read after something else. */
    private static final class Interposed extends ForwardingDocumentStore {

        private final Runnable before;

        Interposed(DocumentStore views, Runnable before) {
            super(views);
            this.before = before;
        }

        @Override
        public Optional<Document> get(String collection, String id) {
            before.run();
            return super.get(collection, id);
        }
    }
}
