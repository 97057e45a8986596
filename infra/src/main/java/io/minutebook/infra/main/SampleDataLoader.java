package io.minutebook.infra.main;

import io.minutebook.kernel.command.MeetingCommand;
import io.minutebook.kernel.log.EventHistory;
import java.time.Clock;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.springframework.beans.factory.InitializingBean;

/** Fills an empty log with the sample, before anybody can ask. */
final class SampleDataLoader implements InitializingBean {

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
        CommandCallback<Object, Object> succeeded =
                (sent, result) -> {
                    if (result.isExceptional()) {
                        throw new IllegalStateException(
                                "the sample was refused", result.exceptionResult());
                    }
                };
        commands.dispatch(GenericCommandMessage.asCommandMessage(command), succeeded);
    }
}
