package io.minutebook.api.webhook;

import io.minutebook.api.Chars;
import io.minutebook.kernel.WebhookTopic;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A webhook to be registered.
 *
 * @param events what it is told of; everything where absent
 * @param meetingId the one meeting it is told of; all where absent
 */
record WebhookRequest(
        @NotBlank @Chars(max = Targets.URL_CHARS_MAX) String url,
        @Nullable @Size(min = 1, max = EVENTS_MAX) List<@NotNull WebhookTopic> events,
        @Nullable String meetingId,
        @Nullable @Chars(max = DESCRIPTION_CHARS_MAX) String description) {

    static final int EVENTS_MAX = 50;
    static final int DESCRIPTION_CHARS_MAX = 500;

    /** In the order of the enumeration, each once: the same choice is stored the same. */
    static @Nullable List<WebhookTopic> distinct(@Nullable List<WebhookTopic> events) {
        return events == null ? null : events.stream().distinct().sorted().toList();
    }

    /** Without the URL, which may hold what only the receiver should know. */
    @Override
    public String toString() {
        return "WebhookRequest[" + events + ", " + meetingId + "]";
    }
}
