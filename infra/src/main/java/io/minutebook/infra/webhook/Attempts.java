package io.minutebook.infra.webhook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.minutebook.api.webhook.ForbiddenTargetException;
import io.minutebook.api.webhook.WebhookBodies;
import io.minutebook.api.webhook.WebhookClient;
import io.minutebook.api.webhook.WebhookClient.Answer;
import io.minutebook.api.webhook.WebhookSecrets;
import io.minutebook.kernel.DeliveryId;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.RecordEvent;
import io.minutebook.kernel.event.WebhookEvent.TestRequested;
import io.minutebook.kernel.log.EventHistory;
import io.minutebook.kernel.webhook.Delivery.Attempt;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Sends one delivery once, and tells how it went. */
final class Attempts {

    private static final int BODIES_KEPT = 500;
    private static final int SECRETS_KEPT = 10_000;
    private static final Duration BODIES_LAST = Duration.ofSeconds(5); // text may be erased
    private static final int GONE = 410;

    private final EventHistory history;
    private final WebhookClient client;
    private final WebhookSecrets secrets;
    private final Clock clock;

    /** Of meetings' events, by position: many webhooks get the same. */
    private final Cache<Long, byte[]> bodies =
            Caffeine.newBuilder().maximumSize(BODIES_KEPT).expireAfterWrite(BODIES_LAST).build();

    /** By the names that the record has for them; what one names never changes. */
    private final Cache<String, String> signing =
            Caffeine.newBuilder().maximumSize(SECRETS_KEPT).build();

    Attempts(EventHistory history, WebhookClient client, WebhookSecrets secrets, Clock clock) {
        this.history = history;
        this.client = client;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * How an attempt went.
     *
     * @param gone whether the receiver wants no more
     * @param retryAfter what it asked for, null for nothing
     */
    record Result(Attempt attempt, boolean succeeded, boolean gone, @Nullable String retryAfter) {

        Duration took() {
            return Duration.ofMillis(attempt.milliseconds());
        }
    }

    private record Heard(@Nullable Answer answer, @Nullable String fault) {}

    /** Waits for the answer, or that there is none. */
    Result send(StoredDelivery delivery, Endpoint endpoint) {
        Instant begun = clock.instant();
        long nanos = System.nanoTime();
        List<String> keys =
                endpoint.secretsAt(begun).stream().flatMap(name -> secret(name).stream()).toList();
        Heard heard =
                keys.isEmpty()
                        ? new Heard(null, "has no secret")
                        : client.post(
                                        endpoint.url(),
                                        new DeliveryId(delivery.id()),
                                        begun,
                                        body(delivery, endpoint),
                                        keys)
                                .map(answer -> new Heard(answer, fault(answer.status())))
                                .onErrorResume(fault -> Mono.just(new Heard(null, text(fault))))
                                .blockOptional()
                                .orElse(new Heard(null, "no answer"));
        long millis = Duration.ofNanos(System.nanoTime() - nanos).toMillis();
        return result(heard, begun, millis);
    }

    private Optional<String> secret(String name) {
        String kept = signing.getIfPresent(name);
        if (kept != null) {
            return Optional.of(kept);
        }
        Optional<String> found = secrets.find(name);
        found.ifPresent(secret -> signing.put(name, secret));
        return found;
    }

    private static Result result(Heard heard, Instant begun, long millis) {
        Answer answer = heard.answer();
        if (answer == null) {
            return new Result(
                    new Attempt(begun, null, millis, heard.fault(), null), false, false, null);
        }
        return new Result(
                new Attempt(begun, answer.status(), millis, heard.fault(), answer.text()),
                heard.fault() == null,
                answer.status() == GONE,
                answer.retryAfter());
    }

    private static @Nullable String fault(int status) {
        if (status >= 200 && status < 300) {
            return null;
        }
        return status >= 300 && status < 400
                ? "redirects are not followed"
                : "the status is no success";
    }

    /** In words of ours: what went wrong on the way may tell of the network around us. */
    private static String text(Throwable fault) {
        return switch (fault) {
            case TimeoutException late -> "timed out";
            case ForbiddenTargetException forbidden -> "leads to a private or special address";
            case UnknownHostException unknown -> "the host is not known";
            case ConnectException refused -> "cannot be connected to";
            case SSLException tls -> "no secure connection";
            default -> "the connection broke";
        };
    }

    private byte[] body(StoredDelivery delivery, Endpoint endpoint) {
        byte[] kept = bodies.getIfPresent(delivery.position());
        if (kept != null) {
            return kept;
        }
        RecordEvent event = history.all(delivery.position() - 1, 1).get(0).event();
        if (event instanceof MeetingEvent ofMeeting) {
            byte[] body = WebhookBodies.of(ofMeeting);
            bodies.put(delivery.position(), body);
            return body;
        }
        return WebhookBodies.of((TestRequested) event, endpoint.meetingId());
    }
}
