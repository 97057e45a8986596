package io.minutebook.infra.axon;

import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * Runs a command again, on fresh state, where another commit reached its stream first. Bounded: the
 * last {@link ConcurrencyException} is the answer. Commands run on the caller's thread.
 */
final class RetryingCommandBus extends SimpleCommandBus {

    private static final int ATTEMPTS_MAX = 8;

    RetryingCommandBus() {
        super(SimpleCommandBus.builder());
    }

    @Override
    protected <C, R> void handle(
            CommandMessage<C> command,
            MessageHandler<? super CommandMessage<?>> handler,
            CommandCallback<? super C, ? super R> callback) {
        CommandResultMessage<R> result = attempt(command, handler);
        for (int attempt = 1; attempt < ATTEMPTS_MAX && lostRace(result); attempt++) {
            result = attempt(command, handler);
        }
        callback.onResult(command, result);
    }

    private <C, R> CommandResultMessage<R> attempt(
            CommandMessage<C> command, MessageHandler<? super CommandMessage<?>> handler) {
        AtomicReference<@Nullable CommandResultMessage<R>> answer = new AtomicReference<>();
        CommandCallback<C, R> keep = (ignored, result) -> answer.set(cast(result));
        super.handle(command, handler, keep);
        CommandResultMessage<R> result = answer.get();
        if (result == null) {
            throw new IllegalStateException(
                    "a command bus on the caller's thread has answered by now");
        }
        return result;
    }

    @SuppressWarnings("unchecked") // the callback is handed what it asked for
    private static <R> CommandResultMessage<R> cast(CommandResultMessage<? extends R> result) {
        return (CommandResultMessage<R>) result;
    }

    private static boolean lostRace(CommandResultMessage<?> result) {
        return result.isExceptional() && result.exceptionResult() instanceof ConcurrencyException;
    }
}
