package io.minutebook.api;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.minutebook.kernel.ErrorCode;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.command.Command;
import io.minutebook.kernel.command.WebhookCommand;
import io.minutebook.kernel.log.LogUnavailableException;
import io.minutebook.kernel.log.WantedClaims;
import io.minutebook.kernel.query.Query;
import io.minutebook.kernel.query.QueryService;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Takes commands and queries off the event loop: each kind to its own bounded pool of platform
 * threads. What a rule refuses arrives as {@link Rejection}. A command under way is finished though
 * nobody waits for it any longer.
 */
public final class Dispatch {

    /** Commands are answered by the thread that writes the log, which has better things to do. */
    private static final Scheduler ANSWERING = Schedulers.parallel();

    /** A store that is gone may hold up for longer what runs into it. */
    private static final Duration ANSWER_MAX = Duration.ofSeconds(9);

    private final CommandBus commandBus;
    private final QueryService queryService;
    private final Executor commands;
    private final Executor queries;
    private final MeterRegistry registry;

    public Dispatch(
            CommandBus commandBus,
            QueryService queryService,
            Executor commands,
            Executor queries,
            MeterRegistry registry) {
        this.commandBus = commandBus;
        this.queryService = queryService;
        this.commands = commands;
        this.queries = queries;
        this.registry = registry;
    }

    public <R> Mono<R> send(Command<R> command) {
        return send(command, null);
    }

    /**
     * Sends what {@code command} makes once it is this one's turn: commands tell when they came.
     */
    public <R> Mono<R> sendLater(Supplier<? extends Command<R>> command) {
        return Mono.defer(() -> send(command.get()));
    }

    /**
     * Sends a command whose commit is to hold {@code claims}; fails with {@link
     * io.minutebook.kernel.log.ClaimTakenException} where another holds one of them.
     *
     * @param claims null for none
     */
    public <R> Mono<R> send(Command<R> command, @Nullable WantedClaims claims) {
        return Mono.defer(
                () -> {
                    CompletableFuture<R> answer = new CompletableFuture<>();
                    run(commands, answer, () -> handle(command, claims, answer));
                    return inTime(measured(command, answer)).publishOn(ANSWERING);
                });
    }

    private <R> CompletableFuture<R> measured(Command<R> command, CompletableFuture<R> answer) {
        Timer.Sample sample = Timer.start(registry);
        return answer.whenComplete(
                (done, failure) ->
                        sample.stop(
                                Timer.builder("minutebook.commands")
                                        .description("From the arrival of a command to its answer")
                                        .tag("command", command.getClass().getSimpleName())
                                        .tag("outcome", outcome(failure))
                                        .publishPercentileHistogram()
                                        .register(registry)));
    }

    private static String outcome(@Nullable Throwable failure) {
        if (failure == null) {
            return "done";
        }
        return failure instanceof Rejection refusal ? refusal.code().name() : "fault";
    }

    public <R> Mono<R> ask(Query<R> query) {
        return Mono.defer(
                () -> {
                    CompletableFuture<R> answer = new CompletableFuture<>();
                    run(queries, answer, () -> find(() -> queryService.answer(query), answer));
                    return inTime(answer);
                });
    }

    /** What {@code reading} finds in the record, as a query does. */
    public <R> Mono<R> read(Reading<R> reading) {
        return Mono.defer(
                () -> {
                    CompletableFuture<R> answer = new CompletableFuture<>();
                    run(queries, answer, () -> find(reading, answer));
                    return inTime(answer);
                });
    }

    /** The answer, or that there is none yet: what is under way goes on. */
    private static <R> Mono<R> inTime(CompletableFuture<R> answer) {
        return Mono.fromFuture(answer, true)
                .timeout(
                        ANSWER_MAX,
                        Mono.error(
                                () ->
                                        new Rejection(
                                                ErrorCode.SERVICE_UNAVAILABLE,
                                                "The record does not answer")));
    }

    /** Something read from the record; blocks. */
    @FunctionalInterface
    public interface Reading<R> {
        R read() throws Rejection;
    }

    private static void run(Executor pool, CompletableFuture<?> answer, Runnable work) {
        try {
            pool.execute(work);
        } catch (RejectedExecutionException full) {
            answer.completeExceptionally(
                    new Rejection(ErrorCode.SERVICE_UNAVAILABLE, "Too much is under way"));
        }
    }

    @SuppressWarnings("unchecked") // each command is answered with the type it declares
    private <R> void handle(
            Command<R> command, @Nullable WantedClaims claims, CompletableFuture<R> answer) {
        try {
            commandBus.dispatch(
                    message(command, claims),
                    (sent, result) -> {
                        if (result.isExceptional()) {
                            answer.completeExceptionally(told(command, result));
                        } else {
                            answer.complete((R) result.getPayload());
                        }
                    });
        } catch (RuntimeException fault) {
            answer.completeExceptionally(fault);
        }
    }

    private static CommandMessage<Object> message(
            Command<?> command, @Nullable WantedClaims claims) {
        CommandMessage<Object> message = GenericCommandMessage.asCommandMessage(command);
        return claims == null
                ? message
                : message.andMetaData(Map.of(WantedClaims.METADATA, claims));
    }

    private static Throwable told(Command<?> command, CommandResultMessage<?> result) {
        Throwable fault = result.exceptionResult();
        return fault instanceof AggregateNotFoundException && command instanceof WebhookCommand
                ? new Rejection(ErrorCode.NOT_FOUND, "There is no such webhook")
                : told(fault);
    }

    private static <R> void find(Reading<R> reading, CompletableFuture<R> answer) {
        try {
            answer.complete(reading.read());
        } catch (Rejection refusal) {
            answer.completeExceptionally(refusal);
        } catch (RuntimeException fault) {
            answer.completeExceptionally(told(fault));
        }
    }

    private static Throwable told(Throwable fault) {
        return switch (fault) {
            case AggregateNotFoundException missing ->
                    new Rejection(ErrorCode.MEETING_NOT_FOUND, "There is no such meeting");
            case ConcurrencyException lost ->
                    new Rejection(ErrorCode.CONFLICT, "Others changed the same at the same time");
            case LogUnavailableException outage ->
                    new Rejection(ErrorCode.SERVICE_UNAVAILABLE, "The record cannot be reached");
            default -> fault;
        };
    }
}
