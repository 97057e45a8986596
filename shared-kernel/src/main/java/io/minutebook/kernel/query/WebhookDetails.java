package io.minutebook.kernel.query;

import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.WebhookId;
import io.minutebook.kernel.WebhookTopic;
import io.minutebook.kernel.event.WebhookEvent.DisableReason;
import io.minutebook.kernel.event.WebhookEvent.EndpointRegistered;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as it is.
 *
 * @param meetingId the one meeting it is told of, null for all
 * @param events what it is told of, null for everything
 * @param disabledReason why it was disabled, null where it is enabled, or somebody did it
 * @param previousSecretUntil until when the secret before signs along, null where none ever did
 */
public record WebhookDetails(
        WebhookId webhookId,
        String url,
        @Nullable List<WebhookTopic> events,
        @Nullable MeetingId meetingId,
        @Nullable String description,
        boolean enabled,
        @Nullable DisableReason disabledReason,
        UserId createdBy,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant previousSecretUntil) {

    /** The webhook as it was registered. */
    public static WebhookDetails of(EndpointRegistered event) {
        return new WebhookDetails(
                event.webhookId(),
                event.url(),
                event.events(),
                event.meetingId(),
                event.description(),
                true,
                null,
                event.by(),
                event.at(),
                event.at(),
                null);
    }
}
