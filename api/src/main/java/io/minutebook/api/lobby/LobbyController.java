package io.minutebook.api.lobby;

import io.minutebook.api.Dispatch;
import io.minutebook.api.Envelope;
import io.minutebook.api.Paths;
import io.minutebook.api.limit.Limited;
import io.minutebook.api.limit.RateCategory;
import io.minutebook.kernel.Caller;
import io.minutebook.kernel.ParticipantId;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.command.LobbyCommand.Admit;
import io.minutebook.kernel.command.LobbyCommand.AdmitAll;
import io.minutebook.kernel.command.LobbyCommand.AdmittedAnswer;
import io.minutebook.kernel.command.LobbyCommand.Deny;
import io.minutebook.kernel.query.MeetingQuery.GetWaitingRoom;
import io.minutebook.kernel.query.WaitingPerson;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Who waits, and a host's word on it. */
@RestController
@RequestMapping("/api/v1/meetings/{id}/waiting-room")
public class LobbyController {

    private final Dispatch dispatch;
    private final Clock clock;

    public LobbyController(Dispatch dispatch, Clock clock) {
        this.dispatch = dispatch;
        this.clock = clock;
    }

    record DecisionAnswer(ParticipantId participantId, String state) {}

    @Operation(operationId = "getWaitingRoom", summary = "List who waits")
    @GetMapping
    @Limited(RateCategory.READ)
    Mono<Envelope<List<WaitingPerson>>> list(Caller caller, @PathVariable String id)
            throws Rejection {
        return dispatch.ask(new GetWaitingRoom(Paths.meeting(id), caller))
                .map(waiting -> Envelope.of("Waiting room retrieved", waiting, clock));
    }

    @Operation(operationId = "admitParticipant", summary = "Let somebody in")
    @PostMapping("/{participantId}/admit")
    @Limited(RateCategory.PARTICIPANT)
    Mono<Envelope<DecisionAnswer>> admit(
            Caller caller, @PathVariable String id, @PathVariable String participantId)
            throws Rejection {
        ParticipantId participant = Paths.participant(participantId);
        return dispatch.send(new Admit(Paths.meeting(id), caller, clock.instant(), participant))
                .map(
                        done ->
                                Envelope.of(
                                        "Admitted",
                                        new DecisionAnswer(participant, "admitted"),
                                        clock));
    }

    @Operation(
            operationId = "admitAllParticipants",
            summary = "Let everybody in, as far as there are places")
    @PostMapping("/admit-all")
    @Limited(RateCategory.PARTICIPANT)
    Mono<Envelope<AdmittedAnswer>> admitAll(Caller caller, @PathVariable String id)
            throws Rejection {
        return dispatch.send(new AdmitAll(Paths.meeting(id), caller, clock.instant()))
                .map(admitted -> Envelope.of("Admitted", admitted, clock));
    }

    @Operation(operationId = "denyParticipant", summary = "Turn somebody away")
    @PostMapping("/{participantId}/deny")
    @Limited(RateCategory.PARTICIPANT)
    Mono<Envelope<DecisionAnswer>> deny(
            Caller caller, @PathVariable String id, @PathVariable String participantId)
            throws Rejection {
        ParticipantId participant = Paths.participant(participantId);
        return dispatch.send(new Deny(Paths.meeting(id), caller, clock.instant(), participant))
                .map(
                        done ->
                                Envelope.of(
                                        "Turned away",
                                        new DecisionAnswer(participant, "denied"),
                                        clock));
    }
}
