package io.minutebook.api.participant;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.minutebook.api.Dispatch;
import io.minutebook.api.Envelope;
import io.minutebook.api.JsonBody;
import io.minutebook.api.Paths;
import io.minutebook.api.limit.Limited;
import io.minutebook.api.limit.RateCategory;
import io.minutebook.kernel.Caller;
import io.minutebook.kernel.LiveStatus;
import io.minutebook.kernel.ParticipantId;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.command.ModerationCommand.ChangeRole;
import io.minutebook.kernel.command.ModerationCommand.LowerHand;
import io.minutebook.kernel.command.ModerationCommand.MuteAll;
import io.minutebook.kernel.command.ModerationCommand.MuteParticipant;
import io.minutebook.kernel.command.ModerationCommand.MutedAnswer;
import io.minutebook.kernel.command.ModerationCommand.RemoveParticipant;
import io.minutebook.kernel.command.ModerationCommand.Restraint;
import io.minutebook.kernel.command.ModerationCommand.StopVideo;
import io.minutebook.kernel.command.ModerationCommand.Unban;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A host's hand on other people. */
@RestController
@RequestMapping("/api/v1/meetings/{id}")
public class ModerationController {

    private final Dispatch dispatch;
    private final Clock clock;

    public ModerationController(Dispatch dispatch, Clock clock) {
        this.dispatch = dispatch;
        this.clock = clock;
    }

    record RestrainedAnswer(
            ParticipantId participantId, UserId userId, @JsonUnwrapped LiveStatus status) {}

    record RoleRequest(@NotNull Role role) {}

    record RoleAnswer(ParticipantId participantId, UserId userId, Role role) {}

    record RemoveRequest(@Nullable Boolean ban) {}

    record RemovedAnswer(ParticipantId participantId, UserId userId, boolean banned) {}

    record UnbannedAnswer(String userId, boolean banned) {}

    @Operation(operationId = "muteParticipant", summary = "Mute somebody")
    @PostMapping("/participants/{participantId}/mute")
    @Limited(RateCategory.PARTICIPANT)
    Mono<Envelope<RestrainedAnswer>> mute(
            Caller caller, @PathVariable String id, @PathVariable String participantId)
            throws Rejection {
        return restrain(
                "Participant muted",
                new MuteParticipant(
                        Paths.meeting(id),
                        caller,
                        clock.instant(),
                        Paths.participant(participantId)));
    }

    @Operation(operationId = "stopParticipantVideo", summary = "Switch somebody's camera off")
    @PostMapping("/participants/{participantId}/stop-video")
    @Limited(RateCategory.PARTICIPANT)
    Mono<Envelope<RestrainedAnswer>> stopVideo(
            Caller caller, @PathVariable String id, @PathVariable String participantId)
            throws Rejection {
        return restrain(
                "Participant's video stopped",
                new StopVideo(
                        Paths.meeting(id),
                        caller,
                        clock.instant(),
                        Paths.participant(participantId)));
    }

    @Operation(operationId = "lowerParticipantHand", summary = "Lower somebody's hand")
    @PostMapping("/participants/{participantId}/lower-hand")
    @Limited(RateCategory.PARTICIPANT)
    Mono<Envelope<RestrainedAnswer>> lowerHand(
            Caller caller, @PathVariable String id, @PathVariable String participantId)
            throws Rejection {
        return restrain(
                "Participant's hand lowered",
                new LowerHand(
                        Paths.meeting(id),
                        caller,
                        clock.instant(),
                        Paths.participant(participantId)));
    }

    private Mono<Envelope<RestrainedAnswer>> restrain(String message, Restraint command) {
        return dispatch.send(command)
                .map(
                        restrained ->
                                Envelope.of(
                                        message,
                                        new RestrainedAnswer(
                                                command.participantId(),
                                                restrained.userId(),
                                                restrained.status()),
                                        clock));
    }

    @Operation(operationId = "muteAllParticipants", summary = "Mute everybody but hosts")
    @PostMapping("/participants/mute-all")
    @Limited(RateCategory.PARTICIPANT)
    Mono<Envelope<MutedAnswer>> muteAll(Caller caller, @PathVariable String id) throws Rejection {
        return dispatch.send(new MuteAll(Paths.meeting(id), caller, clock.instant()))
                .map(muted -> Envelope.of("Participants muted", muted, clock));
    }

    @Operation(operationId = "changeParticipantRole", summary = "Give somebody another role")
    @PostMapping("/participants/{participantId}/role")
    @Limited(RateCategory.PARTICIPANT)
    Mono<Envelope<RoleAnswer>> role(
            Caller caller,
            @PathVariable String id,
            @PathVariable String participantId,
            @JsonBody RoleRequest request)
            throws Rejection {
        ParticipantId participant = Paths.participant(participantId);
        return dispatch.send(
                        new ChangeRole(
                                Paths.meeting(id),
                                caller,
                                clock.instant(),
                                participant,
                                request.role()))
                .map(
                        user ->
                                Envelope.of(
                                        "Participant's role changed",
                                        new RoleAnswer(participant, user, request.role()),
                                        clock));
    }

    @Operation(operationId = "removeParticipant", summary = "Put somebody out, for now or for good")
    @PostMapping("/participants/{participantId}/remove")
    @Limited(RateCategory.PARTICIPANT)
    Mono<Envelope<RemovedAnswer>> remove(
            Caller caller,
            @PathVariable String id,
            @PathVariable String participantId,
            @JsonBody RemoveRequest request)
            throws Rejection {
        ParticipantId participant = Paths.participant(participantId);
        boolean ban = Boolean.TRUE.equals(request.ban());
        return dispatch.send(
                        new RemoveParticipant(
                                Paths.meeting(id), caller, clock.instant(), participant, ban))
                .map(
                        user ->
                                Envelope.of(
                                        "Participant removed",
                                        new RemovedAnswer(participant, user, ban),
                                        clock));
    }

    @Operation(operationId = "unbanUser", summary = "Let somebody banned come back")
    @DeleteMapping("/bans/{userId}")
    @Limited(RateCategory.PARTICIPANT)
    Mono<Envelope<UnbannedAnswer>> unban(
            Caller caller, @PathVariable String id, @PathVariable String userId) throws Rejection {
        return dispatch.send(
                        new Unban(Paths.meeting(id), caller, clock.instant(), Paths.user(userId)))
                .map(done -> Envelope.of("Ban lifted", new UnbannedAnswer(userId, false), clock));
    }
}
