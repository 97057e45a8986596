package io.minutebook.api.webhook;

import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What sending to webhooks goes by.
 *
 * @param allowPrivateTargets whether loopback, private and shared addresses may be sent to
 * @param allowHttp whether addresses without TLS may be sent to
 * @param retrySchedule how long after each failure the next attempt follows; as many as it has
 * @param timeout of one attempt, from looking up the name to the status
 */
@ConfigurationProperties("minutebook.webhooks")
public record WebhookProperties(
        boolean allowPrivateTargets,
        boolean allowHttp,
        @NotEmpty List<Duration> retrySchedule,
        Duration timeout) {

    public WebhookProperties {
        retrySchedule = List.copyOf(retrySchedule);
    }
}
