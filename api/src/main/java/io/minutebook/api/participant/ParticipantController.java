package io.minutebook.api.participant;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.minutebook.api.Dispatch;
import io.minutebook.api.Envelope;
import io.minutebook.api.JsonBody;
import io.minutebook.api.Paths;
import io.minutebook.api.error.MustWaitException;
import io.minutebook.api.error.OrWaiting;
import io.minutebook.api.limit.Limited;
import io.minutebook.api.limit.RateCategory;
import io.minutebook.api.meeting.Durations;
import io.minutebook.kernel.Caller;
import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.LiveStatus;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.ParticipantId;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.command.ParticipantCommand.JoinAnswer;
import io.minutebook.kernel.command.ParticipantCommand.LeaveMeeting;
import io.minutebook.kernel.command.ParticipantCommand.Left;
import io.minutebook.kernel.query.MeetingQuery.GetParticipants;
import io.minutebook.kernel.query.PresentPerson;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Coming, going and being seen. */
@RestController
@RequestMapping("/api/v1/meetings/{id}")
public class ParticipantController {

    private static final int PAGE_MAX = 1_000;

    private final Dispatch dispatch;
    private final Joins joins;
    private final Clock clock;

    public ParticipantController(Dispatch dispatch, Joins joins, Clock clock) {
        this.dispatch = dispatch;
        this.joins = joins;
        this.clock = clock;
    }

    record JoinedAnswer(
            ParticipantId participantId,
            MeetingId meetingId,
            UserId userId,
            Role role,
            String status,
            boolean isMuted,
            boolean isVideoEnabled,
            Instant joinedAt,
            ConnectionId connectionId) {
        static JoinedAnswer of(MeetingId meeting, JoinAnswer.Joined joined) {
            return new JoinedAnswer(
                    joined.participantId(),
                    meeting,
                    joined.userId(),
                    joined.role(),
                    "joined",
                    joined.status().isMuted(),
                    joined.status().isVideoEnabled(),
                    joined.joinedAt(),
                    joined.connectionId());
        }
    }

    record LeaveRequest(@Nullable ConnectionId connectionId) {}

    record LeftAnswer(MeetingId meetingId, Instant leftAt, @JsonUnwrapped Durations durations) {
        static LeftAnswer of(MeetingId meeting, Left left) {
            return new LeftAnswer(
                    meeting, left.leftAt(), Durations.between(left.joinedAt(), left.leftAt()));
        }
    }

    record StatusAnswer(@JsonUnwrapped LiveStatus status, boolean isInWaitingRoom) {}

    @Operation(operationId = "joinMeeting", summary = "Come in")
    @PostMapping("/join")
    @OrWaiting
    @Limited(RateCategory.PARTICIPANT)
    Mono<Envelope<JoinedAnswer>> join(
            Caller caller, @PathVariable String id, @JsonBody JoinRequest request)
            throws Rejection {
        MeetingId meeting = Paths.meeting(id);
        ConnectionId session =
                Objects.requireNonNullElseGet(request.connectionId(), ConnectionId::next);
        return joins.join(meeting, caller, session, request)
                .flatMap(answer -> joined(meeting, answer))
                .map(joined -> Envelope.of("Joined meeting successfully", joined, clock));
    }

    private static Mono<JoinedAnswer> joined(MeetingId meeting, JoinAnswer answer) {
        return switch (answer) {
            case JoinAnswer.Joined joined -> Mono.just(JoinedAnswer.of(meeting, joined));
            case JoinAnswer.Waiting waiting ->
                    Mono.error(
                            new MustWaitException(
                                    WaitingAnswer.of(
                                            meeting,
                                            waiting.participantId(),
                                            waiting.userId(),
                                            waiting.role())));
        };
    }

    @Operation(operationId = "leaveMeeting", summary = "Go, with all sessions or with one")
    @PostMapping("/leave")
    @Limited(RateCategory.PARTICIPANT)
    Mono<Envelope<LeftAnswer>> leave(
            Caller caller, @PathVariable String id, @JsonBody LeaveRequest request)
            throws Rejection {
        MeetingId meeting = Paths.meeting(id);
        return dispatch.send(
                        new LeaveMeeting(meeting, caller, clock.instant(), request.connectionId()))
                .map(
                        left ->
                                Envelope.of(
                                        "Left meeting successfully",
                                        LeftAnswer.of(meeting, left),
                                        clock));
    }

    @Operation(operationId = "getParticipants", summary = "List who is present")
    @GetMapping("/participants")
    @Limited(RateCategory.READ)
    Mono<Envelope<List<PresentPerson>>> participants(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor)
            throws Rejection {
        int size = Paths.number("limit", limit, 1, PAGE_MAX, PAGE_MAX);
        boolean paged = limit != null || cursor != null;
        return dispatch.ask(new GetParticipants(Paths.meeting(id), caller, size, cursor))
                .map(
                        page ->
                                paged || page.nextCursor() != null
                                        ? Envelope.of(RETRIEVED, page, person -> person, clock)
                                        : Envelope.of(RETRIEVED, page.items(), clock));
    }

    private static final String RETRIEVED = "Participants retrieved successfully";

    @Operation(operationId = "updateParticipantStatus", summary = "Change how the caller is seen")
    @PutMapping("/participants/status")
    @Limited(RateCategory.STATUS)
    Mono<Envelope<StatusAnswer>> status(
            Caller caller, @PathVariable String id, @JsonBody StatusRequest request)
            throws Rejection {
        return dispatch.send(request.command(Paths.meeting(id), caller, clock.instant()))
                .map(
                        status ->
                                Envelope.of(
                                        "Participant status updated successfully",
                                        new StatusAnswer(status, false),
                                        clock));
    }
}
