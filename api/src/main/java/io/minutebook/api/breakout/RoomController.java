package io.minutebook.api.breakout;

import io.minutebook.api.Dispatch;
import io.minutebook.api.Envelope;
import io.minutebook.api.JsonBody;
import io.minutebook.api.Paths;
import io.minutebook.api.limit.Limited;
import io.minutebook.api.limit.RateCategory;
import io.minutebook.kernel.Caller;
import io.minutebook.kernel.ErrorCode;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.command.BreakoutCommand.Broadcast;
import io.minutebook.kernel.command.BreakoutCommand.CloseRooms;
import io.minutebook.kernel.command.BreakoutCommand.EnterRoom;
import io.minutebook.kernel.command.BreakoutCommand.ExtendRooms;
import io.minutebook.kernel.command.BreakoutCommand.LeaveRoom;
import io.minutebook.kernel.query.MeetingQuery.GetBreakoutRooms;
import io.minutebook.kernel.query.OpenRoom;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What people do with breakout rooms that are open. */
@RestController
@RequestMapping("/api/v1/meetings/{id}/breakout-rooms")
public class RoomController {

    private final Dispatch dispatch;
    private final Clock clock;

    public RoomController(Dispatch dispatch, Clock clock) {
        this.dispatch = dispatch;
        this.clock = clock;
    }

    /**
     * @param breakoutRoomId where they are from here on, null for the hall
     */
    record PlaceAnswer(UserId participantUserId, @Nullable RoomId breakoutRoomId) {}

    @Operation(operationId = "enterBreakoutRoom", summary = "Go into a breakout room")
    @PostMapping("/{roomId}/join")
    @Limited(RateCategory.PARTICIPANT)
    Mono<Envelope<PlaceAnswer>> enter(
            Caller caller, @PathVariable String id, @PathVariable String roomId) throws Rejection {
        MeetingId meeting = Paths.meeting(id);
        RoomId room = Paths.room(roomId);
        return dispatch.send(new EnterRoom(meeting, caller, clock.instant(), room))
                .map(
                        done ->
                                Envelope.of(
                                        "Breakout room joined",
                                        new PlaceAnswer(caller.id(), room),
                                        clock));
    }

    @Operation(operationId = "leaveBreakoutRoom", summary = "Go back to the hall")
    @PostMapping("/leave")
    @Limited(RateCategory.PARTICIPANT)
    Mono<Envelope<PlaceAnswer>> leave(Caller caller, @PathVariable String id) throws Rejection {
        return dispatch.send(new LeaveRoom(Paths.meeting(id), caller, clock.instant()))
                .map(
                        done ->
                                Envelope.of(
                                        "Breakout room left",
                                        new PlaceAnswer(caller.id(), null),
                                        clock));
    }

    @Operation(
            operationId = "updateBreakoutRoom",
            summary = "Change the name or capacity of a breakout room")
    @PatchMapping("/{roomId}")
    @Limited(RateCategory.MANAGEMENT)
    Mono<Envelope<OpenRoom>> update(
            Caller caller,
            @PathVariable String id,
            @PathVariable String roomId,
            @JsonBody RoomPatch patch)
            throws Rejection {
        MeetingId meeting = Paths.meeting(id);
        RoomId room = Paths.room(roomId);
        return dispatch.send(patch.command(meeting, caller, clock.instant(), room))
                .then(dispatch.ask(new GetBreakoutRooms(meeting, caller)))
                .flatMapIterable(rooms -> rooms)
                .filter(open -> open.roomId().equals(room))
                .next()
                .switchIfEmpty(
                        Mono.error(
                                () ->
                                        new Rejection(
                                                ErrorCode.NOT_FOUND,
                                                "The breakout rooms were closed meanwhile")))
                .map(open -> Envelope.of("Breakout room updated", open, clock));
    }

    record BroadcastRequest(@NotNull String content) {
        @AssertTrue(message = "must have 1 to 4,000 characters")
        public boolean isContent() {
            return content == null
                    || !content.isEmpty()
                            && content.codePointCount(0, content.length()) <= CONTENT_MAX;
        }
    }

    private static final int CONTENT_MAX = 4_000;

    @Operation(
            operationId = "broadcastToBreakoutRooms",
            summary = "Say something in every breakout room")
    @PostMapping("/broadcast")
    @Limited(RateCategory.MANAGEMENT)
    Mono<Envelope<Void>> broadcast(
            Caller caller, @PathVariable String id, @JsonBody BroadcastRequest request)
            throws Rejection {
        return dispatch.send(
                        new Broadcast(
                                Paths.meeting(id), caller, clock.instant(), request.content()))
                .map(done -> Envelope.of("Broadcast sent to all breakout rooms", null, clock));
    }

    record ExtendRequest(@NotNull @Min(1) @Max(BreakoutRequest.MINUTES_MAX) Integer minutes) {}

    record ExtendedAnswer(Instant closesAt) {}

    @Operation(operationId = "extendBreakoutRooms", summary = "Give the breakout rooms more time")
    @PostMapping("/extend")
    @Limited(RateCategory.MANAGEMENT)
    Mono<Envelope<ExtendedAnswer>> extend(
            Caller caller, @PathVariable String id, @JsonBody ExtendRequest request)
            throws Rejection {
        return dispatch.send(
                        new ExtendRooms(
                                Paths.meeting(id), caller, clock.instant(), request.minutes()))
                .map(
                        closesAt ->
                                Envelope.of(
                                        "Breakout rooms extended",
                                        new ExtendedAnswer(closesAt),
                                        clock));
    }

    @Operation(operationId = "closeBreakoutRooms", summary = "Close the breakout rooms")
    @PostMapping("/close")
    @Limited(RateCategory.MANAGEMENT)
    Mono<Envelope<Void>> close(Caller caller, @PathVariable String id) throws Rejection {
        return dispatch.send(new CloseRooms(Paths.meeting(id), caller, clock.instant()))
                .map(done -> Envelope.of("Breakout rooms closed", null, clock));
    }
}
