package io.minutebook.api.webhook;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.minutebook.api.Dispatch;
import io.minutebook.api.Envelope;
import io.minutebook.api.JsonBody;
import io.minutebook.api.Paths;
import io.minutebook.api.limit.Limited;
import io.minutebook.api.limit.RateCategory;
import io.minutebook.kernel.Caller;
import io.minutebook.kernel.DeliveryId;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.WebhookId;
import io.minutebook.kernel.command.WebhookCommand.RequestRedelivery;
import io.minutebook.kernel.command.WebhookCommand.RequestReplay;
import io.minutebook.kernel.command.WebhookCommand.RequestTest;
import io.minutebook.kernel.query.WebhookQuery.FindDeliveries;
import io.minutebook.kernel.query.WebhookQuery.GetDelivery;
import io.minutebook.kernel.query.WebhookQuery.GetWebhook;
import io.minutebook.kernel.webhook.Delivery;
import io.minutebook.kernel.webhook.DeliveryStatus;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What was sent to a webhook, and having it sent again. */
@RestController
@RequestMapping("/api/v1/webhooks/{webhook_id}")
public class DeliveryController {

    private final Dispatch dispatch;
    private final Clock clock;

    public DeliveryController(Dispatch dispatch, Clock clock) {
        this.dispatch = dispatch;
        this.clock = clock;
    }

    /**
     * A delivery in a list.
     *
     * @param nextAttemptAt not before then; null where none is planned
     */
    record Line(
            DeliveryId deliveryId,
            String event,
            @Nullable MeetingId meetingId,
            DeliveryStatus status,
            int attemptCount,
            Instant createdAt,
            @Nullable Instant nextAttemptAt) {
        static Line of(Delivery delivery) {
            return new Line(
                    delivery.deliveryId(),
                    delivery.event(),
                    delivery.meetingId(),
                    delivery.status(),
                    delivery.attempts().size(),
                    delivery.createdAt(),
                    delivery.nextAttemptAt());
        }
    }

    /**
     * A delivery by itself.
     *
     * @param attempts the last 20, oldest first
     */
    record Whole(@JsonUnwrapped Line delivery, List<Delivery.Attempt> attempts) {
        static Whole of(Delivery delivery) {
            return new Whole(Line.of(delivery), delivery.attempts());
        }
    }

    /** What will be sent again, in the order of the record. */
    record Replaying(WebhookId webhookId, Instant from, Instant to) {}

    /** What is about to be sent. */
    record Sending(DeliveryId deliveryId, DeliveryStatus status) {}

    @Operation(operationId = "testWebhook", summary = "Send a test")
    @PostMapping("/test")
    @Limited(RateCategory.MANAGEMENT)
    Mono<Envelope<Sending>> test(Caller caller, @PathVariable("webhook_id") String webhookId)
            throws Rejection {
        WebhookId webhook = Paths.webhook(webhookId);
        DeliveryId delivery = DeliveryId.next();
        return dispatch.ask(new GetWebhook(webhook, caller))
                .then(
                        dispatch.sendLater(
                                () -> new RequestTest(webhook, caller, clock.instant(), delivery)))
                .map(done -> sending("Test is being sent", delivery));
    }

    private Envelope<Sending> sending(String message, DeliveryId delivery) {
        return Envelope.of(message, new Sending(delivery, DeliveryStatus.PENDING), clock);
    }

    @Operation(operationId = "listWebhookDeliveries", summary = "List what was sent lately")
    @GetMapping("/deliveries")
    @Limited(RateCategory.READ)
    Mono<Envelope<List<Line>>> list(
            Caller caller,
            @PathVariable("webhook_id") String webhookId,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor)
            throws Rejection {
        return dispatch.ask(
                        new FindDeliveries(
                                Paths.webhook(webhookId),
                                caller,
                                status(status),
                                Paths.number("limit", limit, 1, 200, 50),
                                cursor))
                .map(page -> Envelope.of("Deliveries retrieved", page, Line::of, clock));
    }

    private static @Nullable DeliveryStatus status(@Nullable String text) throws Rejection {
        if (text == null) {
            return null;
        }
        for (DeliveryStatus status : DeliveryStatus.values()) {
            if (status.name().toLowerCase(Locale.ROOT).equals(text)) {
                return status;
            }
        }
        throw Paths.invalid("status", "must be pending, succeeded or failed");
    }

    @Operation(operationId = "getWebhookDelivery", summary = "Read how sending something went")
    @GetMapping("/deliveries/{delivery_id}")
    @Limited(RateCategory.READ)
    Mono<Envelope<Whole>> get(
            Caller caller,
            @PathVariable("webhook_id") String webhookId,
            @PathVariable("delivery_id") String deliveryId)
            throws Rejection {
        return dispatch.ask(
                        new GetDelivery(
                                Paths.webhook(webhookId), caller, Paths.delivery(deliveryId)))
                .map(found -> Envelope.of("Delivery retrieved", Whole.of(found), clock));
    }

    @Operation(operationId = "redeliverWebhook", summary = "Send something once more")
    @PostMapping("/deliveries/{delivery_id}/redeliver")
    @Limited(RateCategory.MANAGEMENT)
    Mono<Envelope<Sending>> redeliver(
            Caller caller,
            @PathVariable("webhook_id") String webhookId,
            @PathVariable("delivery_id") String deliveryId)
            throws Rejection {
        WebhookId webhook = Paths.webhook(webhookId);
        DeliveryId delivery = Paths.delivery(deliveryId);
        return dispatch.ask(new GetDelivery(webhook, caller, delivery))
                .then(
                        dispatch.sendLater(
                                () ->
                                        new RequestRedelivery(
                                                webhook, caller, clock.instant(), delivery)))
                .map(done -> sending("Delivery is being sent again", delivery));
    }

    @Operation(operationId = "replayWebhook", summary = "Send a stretch of time once more")
    @PostMapping("/replay")
    @Limited(RateCategory.MANAGEMENT)
    Mono<Envelope<Replaying>> replay(
            Caller caller,
            @PathVariable("webhook_id") String webhookId,
            @JsonBody ReplayRequest request)
            throws Rejection {
        WebhookId webhook = Paths.webhook(webhookId);
        Instant from = request.from().truncatedTo(ChronoUnit.MILLIS);
        Instant to = request.to().truncatedTo(ChronoUnit.MILLIS);
        return dispatch.ask(new GetWebhook(webhook, caller))
                .then(
                        dispatch.sendLater(
                                () ->
                                        new RequestReplay(
                                                webhook, caller, clock.instant(), from, to)))
                .map(
                        done ->
                                Envelope.of(
                                        "Replay is being sent",
                                        new Replaying(webhook, from, to),
                                        clock));
    }
}
