package io.minutebook.infra.axon;

import io.minutebook.infra.eventlog.CommitLog;
import io.minutebook.infra.eventlog.Committed;
import io.minutebook.infra.eventlog.StoreFailedException;
import io.minutebook.kernel.log.LogUnavailableException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * Decides the next command while the events of earlier ones are being written, and answers each
 * once all that its decision rested on is durable: its own commit, or, for one that appended
 * nothing, the newest commit that its aggregate held. Where that fails, or another commit reached
 * the stream first, the command runs again on fresh state; bounded, so that the last {@link
 * ConcurrencyException} is the answer.
 *
 * <p>Commands run on the caller's thread, further attempts on {@code again}. Answers may be given
 * by the thread that writes, which must not be held up.
 */
final class PipeliningCommandBus extends SimpleCommandBus {

    private static final int ATTEMPTS_MAX = 16;

    private final CommitLog log;
    private final Executor again;

    PipeliningCommandBus(CommitLog log, Executor again) {
        super(SimpleCommandBus.builder());
        this.log = log;
        this.again = again;
    }

    @Override
    protected <C, R> void handle(
            CommandMessage<C> command,
            MessageHandler<? super CommandMessage<?>> handler,
            CommandCallback<? super C, ? super R> callback) {
        new Attempt<C, R>(command, handler, callback, 1).run();
    }

    /** One run of a command. */
    private final class Attempt<C, R> {

        private final CommandMessage<C> command;
        private final MessageHandler<? super CommandMessage<?>> handler;
        private final CommandCallback<? super C, ? super R> callback;
        private final int number;
        private @Nullable CompletableFuture<Committed> appended;
        private @Nullable Decision decision;

        /** What a command saw of its stream. */
        private record Decision(Lineage on, CompletableFuture<?> newest, long lastSequence) {}

        Attempt(
                CommandMessage<C> command,
                MessageHandler<? super CommandMessage<?>> handler,
                CommandCallback<? super C, ? super R> callback,
                int number) {
            this.command = command;
            this.handler = handler;
            this.callback = callback;
            this.number = number;
        }

        void run() {
            CommandCallback<C, R> settle = (ignored, result) -> settle(cast(result));
            PipeliningCommandBus.super.handle(command, this::watched, settle);
        }

        /**
         * Runs within the unit of work, and from the loading of the aggregate on under its lock.
         */
        private @Nullable Object watched(CommandMessage<?> message) throws Exception {
            CurrentUnitOfWork.get().onCleanup(unit -> appended = Lineages.appended(unit));
            try {
                return handler.handle(message);
            } finally {
                Lineage lineage = Lineages.carried();
                if (lineage != null) {
                    decision = new Decision(lineage, lineage.newest(), lineage.lastSequence());
                }
            }
        }

        private void settle(CommandResultMessage<R> result) {
            Decision seen = decision;
            if (appended != null) {
                appended.whenComplete(
                        (committed, failure) -> {
                            if (failure == null) {
                                callback.onResult(command, result);
                            } else {
                                elsewhere(() -> appendFailed(LogFailures.cause(failure)));
                            }
                        });
            } else if (seen != null) {
                seen.newest()
                        .whenComplete(
                                (committed, failure) -> appendedNothing(result, seen, failure));
            } else {
                callback.onResult(command, result);
            }
        }

        private void appendFailed(Throwable failure) {
            RuntimeException told = LogFailures.told(failure, log);
            if (told instanceof ConcurrencyException) {
                runAgain(told);
            } else {
                fail(told);
            }
        }

        /** A refusal, or an act that was done already: true only of the state it was decided on. */
        private void appendedNothing(
                CommandResultMessage<R> result, Decision seen, @Nullable Throwable failure) {
            if (failure != null) {
                elsewhere(() -> runAgain(new ConcurrencyException("an earlier commit failed")));
            } else if (log.isShared()) {
                elsewhere(() -> answerUnlessOvertaken(result, seen));
            } else {
                callback.onResult(command, result);
            }
        }

        private void answerUnlessOvertaken(CommandResultMessage<R> result, Decision seen) {
            try {
                if (log.lastSequence(seen.on().stream()) == seen.lastSequence()) {
                    callback.onResult(command, result);
                } else {
                    seen.on().breakOff();
                    runAgain(new ConcurrencyException("another node was faster"));
                }
            } catch (StoreFailedException outage) {
                fail(LogFailures.told(outage, log));
            }
        }

        private void runAgain(RuntimeException reason) {
            if (number == ATTEMPTS_MAX) {
                fail(reason);
            } else {
                new Attempt<>(command, handler, callback, number + 1).run();
            }
        }

        private void fail(RuntimeException reason) {
            callback.onResult(command, GenericCommandResultMessage.asCommandResultMessage(reason));
        }

        /** What may read the store, or take long, away from the thread that writes. */
        private void elsewhere(Runnable work) {
            try {
                again.execute(work);
            } catch (RejectedExecutionException full) {
                fail(new LogUnavailableException("too many commands are under way", full));
            }
        }
    }

    @SuppressWarnings("unchecked") // the callback is handed what it asked for
    private static <R> CommandResultMessage<R> cast(CommandResultMessage<? extends R> result) {
        return (CommandResultMessage<R>) result;
    }
}
