package io.minutebook.api.webhook;

import io.minutebook.api.Chars;
import io.minutebook.kernel.Caller;
import io.minutebook.kernel.WebhookId;
import io.minutebook.kernel.WebhookTopic;
import io.minutebook.kernel.command.WebhookCommand.UpdateEndpoint;
import io.minutebook.kernel.event.WebhookEvent.Field;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of a webhook is to change. A component that is null was absent and stays; an empty one was
 * null in JSON and is cleared.
 */
record WebhookPatch(
        @Nullable Optional<@Chars(max = Targets.URL_CHARS_MAX) String> url,
        @Nullable
                Optional<
                        @Size(min = 1, max = WebhookRequest.EVENTS_MAX) List<@NotNull WebhookTopic>>
                events,
        @Nullable Optional<Boolean> enabled,
        @Nullable Optional<@Chars(max = WebhookRequest.DESCRIPTION_CHARS_MAX) String> description) {

    @AssertTrue(message = "cannot be cleared")
    public boolean isUrl() {
        return url == null || url.filter(text -> !text.isBlank()).isPresent();
    }

    @AssertTrue(message = "cannot be cleared")
    public boolean isEnabled() {
        return enabled == null || enabled.isPresent();
    }

    UpdateEndpoint command(WebhookId webhook, Caller by, Instant at) {
        return new UpdateEndpoint(
                webhook,
                by,
                at,
                changed(),
                value(url),
                WebhookRequest.distinct(value(events)),
                value(enabled),
                value(description));
    }

    private Set<Field> changed() {
        Set<Field> changed = EnumSet.noneOf(Field.class);
        add(changed, Field.URL, url);
        add(changed, Field.EVENTS, events);
        add(changed, Field.ENABLED, enabled);
        add(changed, Field.DESCRIPTION, description);
        return changed;
    }

    private static void add(Set<Field> changed, Field field, @Nullable Optional<?> value) {
        if (value != null) {
            changed.add(field);
        }
    }

    private static <T> @Nullable T value(@Nullable Optional<T> value) {
        return value == null ? null : value.orElse(null);
    }
}
