package io.minutebook.api.meeting;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.minutebook.api.Dispatch;
import io.minutebook.api.Envelope;
import io.minutebook.api.JsonBody;
import io.minutebook.api.Paths;
import io.minutebook.api.idempotency.Once;
import io.minutebook.api.limit.Limited;
import io.minutebook.api.limit.RateCategory;
import io.minutebook.api.policy.MeetingPasswords;
import io.minutebook.kernel.Caller;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.MeetingStatus;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.command.LifecycleCommand.CancelMeeting;
import io.minutebook.kernel.command.LifecycleCommand.CreateMeeting;
import io.minutebook.kernel.command.LifecycleCommand.EndMeeting;
import io.minutebook.kernel.command.LifecycleCommand.StartMeeting;
import io.minutebook.kernel.command.LifecycleCommand.UpdateMeeting;
import io.minutebook.kernel.event.LifecycleEvent.MeetingCreated;
import io.minutebook.kernel.event.LifecycleEvent.MeetingEnded;
import io.minutebook.kernel.event.LifecycleEvent.MeetingStarted;
import io.minutebook.kernel.log.ClaimTakenException;
import io.minutebook.kernel.query.MeetingDetails;
import io.minutebook.kernel.query.MeetingQuery.FindMeetings;
import io.minutebook.kernel.query.MeetingQuery.GetMeeting;
import io.minutebook.kernel.query.MeetingQuery.GetStatus;
import io.minutebook.kernel.query.StatusReport;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
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

/** Creating, planning, starting and ending meetings, and what they are. */
@RestController
@RequestMapping("/api/v1/meetings")
public class MeetingController {

    private final Dispatch dispatch;
    private final MeetingPasswords passwords;
    private final Clock clock;

    public MeetingController(Dispatch dispatch, MeetingPasswords passwords, Clock clock) {
        this.dispatch = dispatch;
        this.passwords = passwords;
        this.clock = clock;
    }

    record Started(MeetingId meetingId, @Nullable UserId startedBy, Instant startedAt) {
        static Started of(MeetingStarted event) {
            return new Started(event.meetingId(), event.by(), event.at());
        }
    }

    record Ended(
            MeetingId meetingId,
            @Nullable UserId endedBy,
            Instant endedAt,
            @JsonUnwrapped Durations durations) {
        static Ended of(MeetingEnded event) {
            return new Ended(
                    event.meetingId(),
                    event.by(),
                    event.at(),
                    Durations.between(event.startedAt(), event.at()));
        }
    }

    @Operation(operationId = "createMeeting", summary = "Plan a meeting")
    @ApiResponse(responseCode = "201", description = "Created", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "200",
            description = "Created before, under the same external_id",
            useReturnTypeSchema = true)
    @PostMapping
    @Limited(RateCategory.MANAGEMENT)
    Mono<ResponseEntity<Envelope<MeetingDetails>>> create(
            Caller caller, Once once, @JsonBody MeetingRequest request) {
        String password = request.policy() == null ? null : request.policy().password();
        return once.run(
                claims ->
                        passwords
                                .setting(
                                        password,
                                        passwordId ->
                                                dispatch.send(
                                                        command(caller, request, passwordId),
                                                        claims))
                                .flatMap(id -> meeting(caller, id))
                                .map(MeetingController::created)
                                .onErrorResume(
                                        MeetingController::isOfExternalId,
                                        taken -> first(caller, (ClaimTakenException) taken)),
                first -> created(CreatedMeeting.of((MeetingCreated) first.event())));
    }

    private static boolean isOfExternalId(Throwable fault) {
        return fault instanceof ClaimTakenException taken && taken.claim().startsWith("external:");
    }

    private CreateMeeting command(
            Caller caller, MeetingRequest request, @Nullable String passwordId) {
        return new CreateMeeting(
                MeetingId.next(),
                caller,
                clock.instant(),
                request.plan(),
                request.externalId(),
                request.policy() == null ? null : request.policy().policy(),
                passwordId);
    }

    private Mono<MeetingDetails> meeting(Caller caller, MeetingId id) {
        return dispatch.ask(new GetMeeting(id, caller));
    }

    private static ResponseEntity<Envelope<MeetingDetails>> created(MeetingDetails meeting) {
        return ResponseEntity.created(URI.create("/api/v1/meetings/" + meeting.meetingId()))
                .body(Envelope.at(meeting.createdAt(), "Meeting created", meeting));
    }

    /** The caller used this external id before: what they made then is the answer. */
    private Mono<ResponseEntity<Envelope<MeetingDetails>>> first(
            Caller caller, ClaimTakenException taken) {
        return meeting(caller, new MeetingId(taken.stream()))
                .map(
                        found ->
                                ResponseEntity.ok(
                                        Envelope.of("Meeting created before", found, clock)));
    }

    @Operation(operationId = "listMeetings", summary = "List the meetings of the caller")
    @GetMapping
    @Limited(RateCategory.READ)
    Mono<Envelope<List<MeetingDetails>>> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor)
            throws Rejection {
        return dispatch.ask(
                        new FindMeetings(
                                caller,
                                status(status),
                                time("from", from),
                                time("to", to),
                                Paths.number("limit", limit, 1, 200, 50),
                                cursor))
                .map(page -> Envelope.of("Meetings retrieved", page, item -> item, clock));
    }

    @Operation(operationId = "getMeeting", summary = "Read a meeting")
    @GetMapping("/{id}")
    @Limited(RateCategory.READ)
    Mono<Envelope<MeetingDetails>> get(Caller caller, @PathVariable String id) throws Rejection {
        return meeting(caller, Paths.meeting(id))
                .map(meeting -> Envelope.of("Meeting retrieved", meeting, clock));
    }

    @Operation(operationId = "updateMeeting", summary = "Change what is planned")
    @PatchMapping("/{id}")
    @Limited(RateCategory.MANAGEMENT)
    Mono<Envelope<MeetingDetails>> patch(
            Caller caller, @PathVariable String id, @JsonBody MeetingPatch patch) throws Rejection {
        MeetingId meeting = Paths.meeting(id);
        return dispatch.send(
                        new UpdateMeeting(
                                meeting, caller, clock.instant(), patch.changed(), patch.change()))
                .then(meeting(caller, meeting))
                .map(changed -> Envelope.of("Meeting updated", changed, clock));
    }

    @Operation(operationId = "cancelMeeting", summary = "Call a meeting off")
    @DeleteMapping("/{id}")
    @Limited(RateCategory.MANAGEMENT)
    Mono<Envelope<MeetingDetails>> cancel(Caller caller, @PathVariable String id) throws Rejection {
        MeetingId meeting = Paths.meeting(id);
        return dispatch.send(new CancelMeeting(meeting, caller, clock.instant()))
                .then(meeting(caller, meeting))
                .map(cancelled -> Envelope.of("Meeting cancelled", cancelled, clock));
    }

    @Operation(operationId = "startMeeting", summary = "Start a meeting")
    @PostMapping("/{id}/start")
    @Limited(RateCategory.MANAGEMENT)
    Mono<Envelope<Started>> start(Caller caller, @PathVariable String id) throws Rejection {
        return dispatch.send(new StartMeeting(Paths.meeting(id), caller, clock.instant()))
                .map(
                        started ->
                                Envelope.of(
                                        "Meeting started successfully",
                                        Started.of(started),
                                        clock));
    }

    @Operation(operationId = "endMeeting", summary = "End a meeting")
    @PostMapping("/{id}/end")
    @Limited(RateCategory.MANAGEMENT)
    Mono<Envelope<Ended>> end(Caller caller, @PathVariable String id) throws Rejection {
        return dispatch.send(new EndMeeting(Paths.meeting(id), caller, clock.instant()))
                .map(ended -> Envelope.of("Meeting ended successfully", Ended.of(ended), clock));
    }

    @Operation(operationId = "getMeetingStatus", summary = "See how a meeting stands")
    @GetMapping("/{id}/status")
    @Limited(RateCategory.READ)
    Mono<Envelope<StatusReport>> status(Caller caller, @PathVariable String id) throws Rejection {
        return dispatch.ask(new GetStatus(Paths.meeting(id), caller))
                .map(report -> Envelope.of("Meeting status retrieved successfully", report, clock));
    }

    private static @Nullable MeetingStatus status(@Nullable String text) throws Rejection {
        if (text == null) {
            return null;
        }
        for (MeetingStatus status : MeetingStatus.values()) {
            if (status.name().toLowerCase(Locale.ROOT).equals(text)) {
                return status;
            }
        }
        throw Paths.invalid("status", "must be scheduled, in_progress, ended or cancelled");
    }

    private static @Nullable Instant time(String field, @Nullable String text) throws Rejection {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException malformed) {
            throw Paths.invalid(field, "must be a time, as 2024-01-15T10:00:00Z");
        }
    }
}
