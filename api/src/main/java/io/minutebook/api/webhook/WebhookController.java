package io.minutebook.api.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.minutebook.api.Dispatch;
import io.minutebook.api.Envelope;
import io.minutebook.api.JsonBody;
import io.minutebook.api.Paths;
import io.minutebook.api.idempotency.Once;
import io.minutebook.api.limit.Limited;
import io.minutebook.api.limit.RateCategory;
import io.minutebook.kernel.Caller;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.WebhookId;
import io.minutebook.kernel.command.WebhookCommand.DeleteEndpoint;
import io.minutebook.kernel.command.WebhookCommand.RegisterEndpoint;
import io.minutebook.kernel.command.WebhookCommand.RotateSecret;
import io.minutebook.kernel.event.WebhookEvent.EndpointRegistered;
import io.minutebook.kernel.log.WantedClaims;
import io.minutebook.kernel.query.WebhookDetails;
import io.minutebook.kernel.query.WebhookQuery.FindWebhooks;
import io.minutebook.kernel.query.WebhookQuery.GetWebhook;
import io.minutebook.kernel.query.WebhookQuery.MayRegister;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Registering, changing and removing webhooks. */
@RestController
@RequestMapping("/api/v1/webhooks")
public class WebhookController {

    /** How long a secret that was replaced signs along. */
    private static final Duration PREVIOUS_SECRET_KEPT = Duration.ofHours(24);

    private final Dispatch dispatch;
    private final WebhookSecrets secrets;
    private final Targets targets;
    private final Clock clock;

    public WebhookController(
            Dispatch dispatch, WebhookSecrets secrets, Targets targets, Clock clock) {
        this.dispatch = dispatch;
        this.secrets = secrets;
        this.targets = targets;
        this.clock = clock;
    }

    /**
     * @param secret shown this once; null and left out where the answer is told again
     */
    record Registered(
            @JsonUnwrapped WebhookDetails webhook,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String secret) {}

    /**
     * @param secret signs from now on; shown this once
     * @param previousSecretUntil until when the one before signs along
     */
    record Rotated(WebhookId webhookId, String secret, Instant previousSecretUntil) {}

    @Operation(operationId = "createWebhook", summary = "Have an address told of what happens")
    @ApiResponse(responseCode = "201", description = "Created", useReturnTypeSchema = true)
    @PostMapping
    @Limited(RateCategory.MANAGEMENT)
    Mono<ResponseEntity<Envelope<Registered>>> create(
            Caller caller, Once once, @JsonBody WebhookRequest request) throws Rejection {
        String meetingId = request.meetingId();
        MeetingId meeting = meetingId == null ? null : Paths.meeting(meetingId);
        return once.run(
                claims ->
                        dispatch.ask(new MayRegister(meeting, caller))
                                .then(Mono.defer(() -> requireTarget(request.url())))
                                .then(register(caller, request, meeting, claims)),
                first ->
                        created(
                                new Registered(
                                        WebhookDetails.of((EndpointRegistered) first.event()),
                                        null)));
    }

    private Mono<ResponseEntity<Envelope<Registered>>> register(
            Caller caller,
            WebhookRequest request,
            @Nullable MeetingId meeting,
            @Nullable WantedClaims claims) {
        return secrets.making(
                        made ->
                                dispatch.send(
                                                new RegisterEndpoint(
                                                        WebhookId.next(),
                                                        caller,
                                                        clock.instant(),
                                                        meeting,
                                                        request.url(),
                                                        WebhookRequest.distinct(request.events()),
                                                        request.description(),
                                                        made.id()),
                                                claims)
                                        .flatMap(id -> dispatch.ask(new GetWebhook(id, caller)))
                                        .map(webhook -> new Registered(webhook, made.secret())))
                .map(WebhookController::created);
    }

    private static ResponseEntity<Envelope<Registered>> created(Registered registered) {
        WebhookDetails webhook = registered.webhook();
        return ResponseEntity.created(URI.create("/api/v1/webhooks/" + webhook.webhookId().value()))
                .body(Envelope.at(webhook.createdAt(), "Webhook registered", registered));
    }

    private Mono<Void> requireTarget(@Nullable String url) {
        return url == null
                ? Mono.empty()
                : targets.faultOf(url).flatMap(fault -> Mono.error(Paths.invalid("url", fault)));
    }

    @Operation(operationId = "listWebhooks", summary = "List webhooks")
    @GetMapping
    @Limited(RateCategory.READ)
    Mono<Envelope<List<WebhookDetails>>> list(
            Caller caller,
            @RequestParam(name = "meeting_id", required = false) @Nullable String meetingId,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor)
            throws Rejection {
        return dispatch.ask(
                        new FindWebhooks(
                                caller,
                                meetingId == null ? null : Paths.meeting(meetingId),
                                Paths.number("limit", limit, 1, 200, 50),
                                cursor))
                .map(page -> Envelope.of("Webhooks retrieved", page, item -> item, clock));
    }

    @Operation(operationId = "getWebhook", summary = "Read a webhook")
    @GetMapping("/{webhook_id}")
    @Limited(RateCategory.READ)
    Mono<Envelope<WebhookDetails>> get(Caller caller, @PathVariable("webhook_id") String webhookId)
            throws Rejection {
        return dispatch.ask(new GetWebhook(Paths.webhook(webhookId), caller))
                .map(webhook -> Envelope.of("Webhook retrieved", webhook, clock));
    }

    @Operation(operationId = "updateWebhook", summary = "Change a webhook")
    @PatchMapping("/{webhook_id}")
    @Limited(RateCategory.MANAGEMENT)
    Mono<Envelope<WebhookDetails>> patch(
            Caller caller,
            @PathVariable("webhook_id") String webhookId,
            @JsonBody WebhookPatch patch)
            throws Rejection {
        WebhookId webhook = Paths.webhook(webhookId);
        String url = patch.url() == null ? null : patch.url().orElse(null);
        return dispatch.ask(new GetWebhook(webhook, caller))
                .then(Mono.defer(() -> requireTarget(url)))
                .then(dispatch.sendLater(() -> patch.command(webhook, caller, clock.instant())))
                .then(dispatch.ask(new GetWebhook(webhook, caller)))
                .map(changed -> Envelope.of("Webhook updated", changed, clock));
    }

    @Operation(operationId = "deleteWebhook", summary = "Remove a webhook")
    @DeleteMapping("/{webhook_id}")
    @Limited(RateCategory.MANAGEMENT)
    Mono<Envelope<Void>> delete(Caller caller, @PathVariable("webhook_id") String webhookId)
            throws Rejection {
        WebhookId webhook = Paths.webhook(webhookId);
        return dispatch.ask(new GetWebhook(webhook, caller))
                .then(
                        dispatch.sendLater(
                                () -> new DeleteEndpoint(webhook, caller, clock.instant())))
                .map(done -> Envelope.of("Webhook removed", null, clock));
    }

    @Operation(operationId = "rotateWebhookSecret", summary = "Have another secret sign")
    @PostMapping("/{webhook_id}/rotate-secret")
    @Limited(RateCategory.MANAGEMENT)
    Mono<Envelope<Rotated>> rotate(Caller caller, @PathVariable("webhook_id") String webhookId)
            throws Rejection {
        WebhookId webhook = Paths.webhook(webhookId);
        return dispatch.ask(new GetWebhook(webhook, caller))
                .then(secrets.making(made -> rotate(caller, webhook, made)))
                .map(rotated -> Envelope.of("Secret rotated", rotated, clock));
    }

    private Mono<Rotated> rotate(Caller caller, WebhookId webhook, WebhookSecrets.Made made) {
        Instant now = clock.instant();
        Instant until = now.plus(PREVIOUS_SECRET_KEPT);
        return dispatch.send(new RotateSecret(webhook, caller, now, made.id(), until))
                .thenReturn(new Rotated(webhook, made.secret(), until));
    }
}
