package io.minutebook.command.webhook;

import static io.minutebook.kernel.ErrorCode.CONFLICT;
import static io.minutebook.kernel.ErrorCode.NOT_FOUND;
import static io.minutebook.kernel.Rejection.require;

import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.command.WebhookCommand.DeleteEndpoint;
import io.minutebook.kernel.command.WebhookCommand.DisableEndpoint;
import io.minutebook.kernel.command.WebhookCommand.RegisterEndpoint;
import io.minutebook.kernel.command.WebhookCommand.RequestRedelivery;
import io.minutebook.kernel.command.WebhookCommand.RequestReplay;
import io.minutebook.kernel.command.WebhookCommand.RequestTest;
import io.minutebook.kernel.command.WebhookCommand.RotateSecret;
import io.minutebook.kernel.command.WebhookCommand.Sending;
import io.minutebook.kernel.command.WebhookCommand.UpdateEndpoint;
import io.minutebook.kernel.event.WebhookEvent;
import io.minutebook.kernel.event.WebhookEvent.Field;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Registering, changing and removing a webhook, and having it sent to. */
public final class Managing {

    /** How many secrets sign along with the current one at most. */
    public static final int SIGNING_ALONG_MAX = 5;

    private static final List<WebhookEvent> NOTHING = List.of();

    private Managing() {}

    public static List<WebhookEvent> decide(RegisterEndpoint command) {
        return List.of(
                new WebhookEvent.EndpointRegistered(
                        command.webhookId(),
                        command.at(),
                        command.by().id(),
                        command.meetingId(),
                        command.url(),
                        command.events(),
                        command.description(),
                        command.secretId()));
    }

    public static List<WebhookEvent> decide(EndpointState webhook, UpdateEndpoint command)
            throws Rejection {
        requireThere(webhook);
        Set<Field> changed = changed(webhook, command);
        if (changed.isEmpty()) {
            return NOTHING; // already as asked
        }
        return List.of(
                new WebhookEvent.EndpointUpdated(
                        command.webhookId(),
                        command.at(),
                        command.by().id(),
                        changed,
                        changed.contains(Field.URL) ? command.url() : null,
                        changed.contains(Field.EVENTS) ? command.events() : null,
                        changed.contains(Field.ENABLED) ? command.enabled() : null,
                        changed.contains(Field.DESCRIPTION) ? command.description() : null));
    }

    private static Set<Field> changed(EndpointState webhook, UpdateEndpoint command) {
        Set<Field> changed = EnumSet.noneOf(Field.class);
        changed.addAll(command.changed());
        changed.removeIf(field -> isSame(field, webhook, command));
        return changed;
    }

    private static boolean isSame(Field field, EndpointState webhook, UpdateEndpoint command) {
        return switch (field) {
            case URL -> webhook.url().equals(command.url());
            case EVENTS -> Objects.equals(webhook.events(), command.events());
            case ENABLED -> Objects.equals(webhook.enabled(), command.enabled());
            case DESCRIPTION -> Objects.equals(webhook.description(), command.description());
        };
    }

    public static List<WebhookEvent> decide(EndpointState webhook, DeleteEndpoint command)
            throws Rejection {
        requireThere(webhook);
        return List.of(
                new WebhookEvent.EndpointDeleted(
                        command.webhookId(), command.at(), command.by().id()));
    }

    public static List<WebhookEvent> decide(EndpointState webhook, RotateSecret command)
            throws Rejection {
        requireThere(webhook);
        require(
                webhook.signingAlong(command.at()) < SIGNING_ALONG_MAX,
                CONFLICT,
                "So many secrets sign along already that there is no room for one more");
        return List.of(
                new WebhookEvent.SecretRotated(
                        command.webhookId(),
                        command.at(),
                        command.by().id(),
                        command.secretId(),
                        command.previousUntil()));
    }

    public static List<WebhookEvent> decide(EndpointState webhook, Sending command)
            throws Rejection {
        requireThere(webhook);
        require(webhook.enabled(), CONFLICT, "The webhook is disabled");
        return List.of(
                switch (command) {
                    case RequestTest test ->
                            new WebhookEvent.TestRequested(
                                    test.webhookId(), test.at(), test.by().id(), test.deliveryId());
                    case RequestRedelivery again ->
                            new WebhookEvent.RedeliveryRequested(
                                    again.webhookId(),
                                    again.at(),
                                    again.by().id(),
                                    again.deliveryId());
                    case RequestReplay replay ->
                            new WebhookEvent.ReplayRequested(
                                    replay.webhookId(),
                                    replay.at(),
                                    replay.by().id(),
                                    replay.from(),
                                    replay.to());
                });
    }

    public static List<WebhookEvent> decide(EndpointState webhook, DisableEndpoint command) {
        if (!webhook.enabled()) {
            return NOTHING; // somebody was faster
        }
        return List.of(
                new WebhookEvent.EndpointDisabled(
                        command.webhookId(), command.at(), null, command.reason()));
    }

    private static void requireThere(EndpointState webhook) throws Rejection {
        require(!webhook.deleted(), NOT_FOUND, "There is no such webhook");
    }
}
