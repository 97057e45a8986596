package io.minutebook.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.minutebook.command.webhook.EndpointState;
import io.minutebook.command.webhook.Managing;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.WebhookId;
import io.minutebook.kernel.command.Done;
import io.minutebook.kernel.command.WebhookCommand.DeleteEndpoint;
import io.minutebook.kernel.command.WebhookCommand.DisableEndpoint;
import io.minutebook.kernel.command.WebhookCommand.RegisterEndpoint;
import io.minutebook.kernel.command.WebhookCommand.RequestRedelivery;
import io.minutebook.kernel.command.WebhookCommand.RequestReplay;
import io.minutebook.kernel.command.WebhookCommand.RequestTest;
import io.minutebook.kernel.command.WebhookCommand.RotateSecret;
import io.minutebook.kernel.command.WebhookCommand.UpdateEndpoint;
import io.minutebook.kernel.event.WebhookEvent;
import io.minutebook.kernel.event.WebhookEvent.EndpointRegistered;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** The aggregate of a webhook. It decides nothing itself, as {@link Meeting} does not. */
public final class WebhookEndpoint {

    @AggregateIdentifier private @Nullable WebhookId id;
    private @Nullable EndpointState state;

    /** For Axon, which fills it from events. */
    @SuppressWarnings("unused")
    private WebhookEndpoint() {}

    @CommandHandler
    public WebhookEndpoint(RegisterEndpoint command) {
        record(Managing.decide(command));
    }

    @CommandHandler
    Done handle(UpdateEndpoint command) throws Rejection {
        return record(Managing.decide(state(), command));
    }

    @CommandHandler
    Done handle(DeleteEndpoint command) throws Rejection {
        return record(Managing.decide(state(), command));
    }

    @CommandHandler
    Done handle(RotateSecret command) throws Rejection {
        return record(Managing.decide(state(), command));
    }

    @CommandHandler
    Done handle(RequestTest command) throws Rejection {
        return record(Managing.decide(state(), command));
    }

    @CommandHandler
    Done handle(RequestRedelivery command) throws Rejection {
        return record(Managing.decide(state(), command));
    }

    @CommandHandler
    Done handle(RequestReplay command) throws Rejection {
        return record(Managing.decide(state(), command));
    }

    @CommandHandler
    Done handle(DisableEndpoint command) {
        return record(Managing.decide(state(), command));
    }

    @EventSourcingHandler
    void on(WebhookEvent event) {
        id = event.webhookId();
        state =
                event instanceof EndpointRegistered registered
                        ? EndpointState.of(registered)
                        : state().after(event);
    }

    private EndpointState state() {
        if (state == null) {
            throw new IllegalStateException("a webhook's first event is its registration");
        }
        return state;
    }

    private static Done record(List<WebhookEvent> events) {
        events.forEach(event -> apply(event));
        return Done.DONE;
    }
}
