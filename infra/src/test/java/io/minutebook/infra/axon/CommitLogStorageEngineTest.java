package io.minutebook.infra.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.minutebook.infra.eventlog.CommitLog;
import io.minutebook.infra.eventlog.Committed;
import io.minutebook.infra.eventlog.MovedClock;
import io.minutebook.infra.eventlog.sqlite.SqliteCommitLog;
import io.minutebook.infra.record.EntryCodec;
import io.minutebook.infra.record.Events;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.event.LifecycleEvent.MeetingCreated;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.log.ClaimTakenException;
import io.minutebook.kernel.log.LogUnavailableException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class CommitLogStorageEngineTest {

    private static final String ONE = "01HXYZ0000000000000000000A";
    private static final String OTHER = "01HXYZ0000000000000000000B";
    private static final String UNKNOWN = "01HXYZ0000000000000000000C";

    @TempDir Path folder;
    private CommitLog log;
    private CommitLogStorageEngine engine;

    @BeforeEach
    void open() {
        log = SqliteCommitLog.open(folder, new MovedClock());
        engine =
                new CommitLogStorageEngine(
                        log, new EntryCodec(new SecureRandom()), "Meeting", Snapshots.NONE);
    }

    @AfterEach
    void close() {
        log.close();
    }

    private static DomainEventMessage<MeetingEvent> message(long sequence, MeetingEvent event) {
        return new GenericDomainEventMessage<>(
                "Meeting",
                event.meetingId().value(),
                sequence,
                event,
                Map.of("traceId", "trace", "correlationId", "cause"));
    }

    private static DomainEventMessage<MeetingEvent> said(long sequence, String text) {
        return message(sequence, Events.message(ONE, text));
    }

    private static MeetingCreated created(String meeting, String externalId) {
        return new MeetingCreated(
                new MeetingId(meeting),
                Instant.parse("2026-01-01T00:00:00Z"),
                new UserId("ann"),
                "Weekly",
                null,
                null,
                null,
                externalId,
                List.of(),
                List.of(),
                null);
    }

    private static <T> T inUnitOfWork(Supplier<T> work) {
        UnitOfWork<?> unit = DefaultUnitOfWork.startAndGet(new GenericMessage<>("command"));
        try {
            return work.get();
        } finally {
            unit.rollback();
        }
    }

    /** Appends and waits until it is durable. */
    private void append(List<DomainEventMessage<MeetingEvent>> messages) {
        CompletableFuture<Committed> appended =
                inUnitOfWork(
                        () -> {
                            engine.appendEvents(messages);
                            return Lineages.appended(CurrentUnitOfWork.get());
                        });
        appended.join();
    }

    /** What a command is told whose append fails. */
    private RuntimeException refusal(List<DomainEventMessage<MeetingEvent>> messages) {
        Throwable thrown = catchThrowable(() -> append(messages));
        assertThat(thrown).isInstanceOf(CompletionException.class);
        return LogFailures.told(LogFailures.cause(thrown), log);
    }

    @Test
    void writesTheEventsOfAUnitOfWorkAsOneCommit() {
        append(List.of(said(0, "a"), said(1, "b")));
        assertThat(refusal(List.of(said(2, "c"), said(4, "d"))))
                .isInstanceOf(ConcurrencyException.class);
        assertThat(log.head()).isEqualTo(1);
    }

    @Test
    void writesNothingForAUnitOfWorkWithoutEvents() {
        assertThat(
                        inUnitOfWork(
                                () -> {
                                    engine.appendEvents(List.of());
                                    return Optional.ofNullable(
                                            Lineages.appended(CurrentUnitOfWork.get()));
                                }))
                .isEmpty();
    }

    @Test
    void keepsWhatAnEventWasCausedBy() {
        DomainEventMessage<MeetingEvent> said = said(0, "a");
        append(List.of(said));
        JsonNode entry = Json.COMPACT.readTree(log.readAll(-1, 1).get(0).entry());
        assertThat(entry.path("id").asString()).isEqualTo(said.getIdentifier());
        assertThat(entry.path("correlationid").asString()).isEqualTo("trace");
        assertThat(entry.path("causationid").asString()).isEqualTo("cause");
    }

    @Test
    void readsAStreamBackAcrossPages() {
        for (int first = 0; first < 1_200; first += 400) {
            append(
                    IntStream.range(first, first + 400)
                            .mapToObj(i -> said(i, "line " + i))
                            .toList());
        }
        append(List.of(message(0, Events.started(OTHER))));
        List<? extends DomainEventMessage<?>> read =
                inUnitOfWork(() -> engine.readEvents(ONE, 0).asStream().toList());
        assertThat(read).hasSize(1_200);
        for (int i = 0; i < read.size(); i++) {
            assertThat(read.get(i).getSequenceNumber()).isEqualTo(i);
            assertThat(read.get(i).getPayload()).isEqualTo(Events.message(ONE, "line " + i));
        }
        assertThat(inUnitOfWork(() -> engine.readEvents(ONE, 1_190).asStream().toList()))
                .hasSize(10);
        assertThat(inUnitOfWork(() -> engine.readEvents(UNKNOWN, 0).hasNext())).isFalse();
    }

    @Test
    void tellsTheLastSequence() {
        assertThat(engine.lastSequenceNumberFor(ONE)).isEmpty();
        append(List.of(said(0, "a"), said(1, "b")));
        assertThat(engine.lastSequenceNumberFor(ONE)).contains(1L);
        assertThat(
                        inUnitOfWork(
                                () -> {
                                    DomainEventStream stream = engine.readEvents(ONE, 0);
                                    stream.forEachRemaining(event -> {});
                                    return stream.getLastSequenceNumber();
                                }))
                .isEqualTo(1);
    }

    @Test
    void tellsThatAnotherWasFaster() {
        append(List.of(said(0, "a")));
        assertThat(refusal(List.of(said(0, "b")))).isInstanceOf(ConcurrencyException.class);
    }

    @Test
    void tellsWhichMeetingHoldsAnExternalId() {
        append(List.of(message(0, created(ONE, "call-1"))));
        assertThat(refusal(List.of(message(0, created(OTHER, "call-1")))))
                .isInstanceOfSatisfying(
                        ClaimTakenException.class,
                        taken -> assertThat(taken.stream()).isEqualTo(ONE));
        // right after a failure the stream may still be bound to it, as commands know, who try
        // again
        await().atMost(Duration.ofSeconds(20))
                .ignoreException(CompletionException.class)
                .untilAsserted(() -> append(List.of(message(0, created(OTHER, "call-2")))));
    }

    @Test
    void tellsThatTheStoreDidNotTakeIt() {
        log.close();
        assertThat(refusal(List.of(said(0, "a")))).isInstanceOf(LogUnavailableException.class);
        assertThatThrownBy(() -> inUnitOfWork(() -> engine.readEvents(ONE, 0)))
                .isInstanceOf(LogUnavailableException.class);
    }

    @Test
    void numbersTokensByPosition() {
        append(List.of(said(0, "a"), said(1, "b")));
        assertThat(engine.readEvents(null, false).map(TrackedEventMessage::trackingToken))
                .map(token -> ((GlobalSequenceTrackingToken) token).getGlobalIndex())
                .containsExactly(0L, 1L);
        assertThat(engine.readEvents(new GlobalSequenceTrackingToken(0), false).count())
                .isEqualTo(1);
        assertThat(engine.createHeadToken()).isEqualTo(new GlobalSequenceTrackingToken(1));
    }
}
