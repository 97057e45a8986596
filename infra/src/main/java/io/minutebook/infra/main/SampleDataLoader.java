package io.minutebook.infra.main;

import io.minutebook.kernel.command.MeetingCommand;
import io.minutebook.kernel.log.EventHistory;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.springframework.beans.factory.InitializingBean;

/** Fills an empty log with the sample, before anybody can ask. */
final class SampleDataLoader implements InitializingBean {

    private static final long PATIENCE_SECONDS = 60;

    private final CommandBus commands;
    private final EventHistory history;
    private final Clock clock;

    SampleDataLoader(CommandBus commands, EventHistory history, Clock clock) {
        this.commands = commands;
        this.history = history;
        this.clock = clock;
    }

    @Override
    public void afterPropertiesSet() {
        if (history.head() < 0) {
            new SampleData(this::send, clock.instant()).fill();
        }
    }

    private void send(MeetingCommand<?> command) {
        FutureCallback<Object, Object> answer = new FutureCallback<>();
        commands.dispatch(GenericCommandMessage.asCommandMessage(command), answer);
        CommandResultMessage<?> result = answer.getResult(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (result == null || result.isExceptional()) {
            throw new IllegalStateException(
                    "the sample was refused", result == null ? null : result.exceptionResult());
        }
    }
}
