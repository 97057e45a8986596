package io.minutebook.api.breakout;

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
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.command.BreakoutCommand.AssignToRoom;
import io.minutebook.kernel.command.BreakoutCommand.OpenRooms;
import io.minutebook.kernel.command.BreakoutCommand.RoomPlan;
import io.minutebook.kernel.event.BreakoutEvent.AssignmentType;
import io.minutebook.kernel.log.EventHistory;
import io.minutebook.kernel.query.MeetingQuery.GetBreakoutRooms;
import io.minutebook.kernel.query.OpenRoom;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Opening breakout rooms, and putting people into them. */
@RestController
@RequestMapping("/api/v1/meetings/{id}/breakout-rooms")
public class BreakoutController {

    private final Dispatch dispatch;
    private final OpenedRooms openedRooms;
    private final Clock clock;

    public BreakoutController(Dispatch dispatch, EventHistory history, Clock clock) {
        this.dispatch = dispatch;
        this.openedRooms = new OpenedRooms(history);
        this.clock = clock;
    }

    record AssignedAnswer(UserId participantUserId, RoomId breakoutRoomId) {}

    @Operation(operationId = "createBreakoutRooms", summary = "Open breakout rooms")
    @PostMapping
    @Limited(RateCategory.MANAGEMENT)
    Mono<ResponseEntity<Envelope<List<OpenRoom>>>> open(
            Caller caller, Once once, @PathVariable String id, @JsonBody BreakoutRequest request)
            throws Rejection {
        OpenRooms command = request.command(Paths.meeting(id), caller, clock.instant());
        return once.run(
                claims ->
                        dispatch.send(command, claims)
                                .map(
                                        opened ->
                                                answer(
                                                        command.at(),
                                                        rooms(
                                                                command.rooms(),
                                                                opened.currentParticipants()))),
                first -> answer(first.event().at(), openedRooms.asOpened(first)));
    }

    private static ResponseEntity<Envelope<List<OpenRoom>>> answer(
            Instant at, List<OpenRoom> rooms) {
        return ResponseEntity.ok(Envelope.at(at, "Breakout rooms created successfully", rooms));
    }

    private static List<OpenRoom> rooms(List<RoomPlan> plans, List<Integer> people) {
        return IntStream.range(0, plans.size())
                .mapToObj(
                        i ->
                                new OpenRoom(
                                        plans.get(i).roomId(),
                                        plans.get(i).name(),
                                        plans.get(i).description(),
                                        plans.get(i).capacity(),
                                        people.get(i),
                                        true))
                .toList();
    }

    @Operation(operationId = "getBreakoutRooms", summary = "List the open breakout rooms")
    @GetMapping
    @Limited(RateCategory.READ)
    Mono<Envelope<List<OpenRoom>>> list(Caller caller, @PathVariable String id) throws Rejection {
        return dispatch.ask(new GetBreakoutRooms(Paths.meeting(id), caller))
                .map(rooms -> Envelope.of("Breakout rooms retrieved", rooms, clock));
    }

    @Operation(operationId = "assignToBreakoutRoom", summary = "Put somebody into a breakout room")
    @PostMapping("/assign")
    @Limited(RateCategory.MANAGEMENT)
    Mono<Envelope<AssignedAnswer>> assign(
            Caller caller, @PathVariable String id, @JsonBody AssignRequest request)
            throws Rejection {
        MeetingId meeting = Paths.meeting(id);
        RoomId room = Paths.room(request.breakoutRoomId());
        AssignmentType type =
                Objects.requireNonNullElse(request.assignmentType(), AssignmentType.MANUAL);
        return dispatch.send(
                        new AssignToRoom(
                                meeting,
                                caller,
                                clock.instant(),
                                request.participantUserId(),
                                room,
                                type))
                .map(
                        done ->
                                Envelope.of(
                                        "Participant assigned to breakout room successfully",
                                        new AssignedAnswer(request.participantUserId(), room),
                                        clock));
    }
}
