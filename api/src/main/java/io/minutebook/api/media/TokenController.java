package io.minutebook.api.media;

import io.minutebook.api.Chars;
import io.minutebook.api.Dispatch;
import io.minutebook.api.Envelope;
import io.minutebook.api.JsonBody;
import io.minutebook.api.Paths;
import io.minutebook.api.error.MustWaitException;
import io.minutebook.api.error.OrWaiting;
import io.minutebook.api.limit.Limited;
import io.minutebook.api.limit.RateCategory;
import io.minutebook.api.participant.WaitingAnswer;
import io.minutebook.kernel.Caller;
import io.minutebook.kernel.ErrorCode;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.query.MediaRights;
import io.minutebook.kernel.query.MeetingQuery.GetMediaRights;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Admission to the media room of a meeting, for those who are in it. */
@RestController
public class TokenController {

    private final Dispatch dispatch;
    private final LiveKitTokens tokens;
    private final Clock clock;

    public TokenController(Dispatch dispatch, LiveKitTokens tokens, Clock clock) {
        this.dispatch = dispatch;
        this.tokens = tokens;
        this.clock = clock;
    }

    record TokenRequest(@Nullable UserId userId, @Nullable @Chars(max = 256) String userName) {}

    record TokenAnswer(
            String token,
            MeetingId meetingId,
            UserId userId,
            String userName,
            boolean isHost,
            String livekitUrl) {}

    @Operation(operationId = "generateLiveKitToken", summary = "Get a token for the media room")
    @PostMapping("/api/v1/meetings/{id}/token")
    @OrWaiting
    @Limited(RateCategory.PARTICIPANT)
    Mono<Envelope<TokenAnswer>> token(
            Caller caller, @PathVariable String id, @JsonBody TokenRequest request)
            throws Rejection {
        MeetingId meeting = Paths.meeting(id);
        return dispatch.ask(new GetMediaRights(meeting, caller))
                .flatMap(rights -> answer(meeting, caller, request, rights));
    }

    private Mono<Envelope<TokenAnswer>> answer(
            MeetingId meeting, Caller caller, TokenRequest request, MediaRights rights) {
        if (request.userId() != null && !request.userId().equals(caller.id())) {
            return Mono.error(
                    new Rejection(
                            ErrorCode.INSUFFICIENT_PERMISSION, "Tokens are for oneself only"));
        }
        if (rights.waiting() && rights.participantId() != null) {
            return Mono.error(
                    new MustWaitException(
                            WaitingAnswer.of(
                                    meeting, rights.participantId(), caller.id(), rights.role())));
        }
        return rights.present()
                ? signed(meeting, caller, request, rights)
                : Mono.error(absent(rights));
    }

    private static Rejection absent(MediaRights rights) {
        return switch (rights.status()) {
            case ENDED -> new Rejection(ErrorCode.MEETING_ENDED, "The meeting has ended");
            case SCHEDULED, CANCELLED ->
                    new Rejection(ErrorCode.MEETING_NOT_ACTIVE, "The meeting is not in progress");
            case IN_PROGRESS ->
                    new Rejection(ErrorCode.PARTICIPANT_NOT_FOUND, "You are not in this meeting");
        };
    }

    private Mono<Envelope<TokenAnswer>> signed(
            MeetingId meeting, Caller caller, TokenRequest request, MediaRights rights) {
        String name =
                caller.name() == null && request.userName() != null
                        ? request.userName()
                        : caller.displayName();
        String room = rights.roomId() == null ? meeting.value() : rights.roomId().value();
        return Mono.fromCallable(() -> tokens.sign(caller, name, room, rights))
                .map(
                        token ->
                                Envelope.of(
                                        "LiveKit token generated successfully",
                                        new TokenAnswer(
                                                token,
                                                meeting,
                                                caller.id(),
                                                name,
                                                rights.role() == Role.HOST,
                                                tokens.url()),
                                        clock));
    }
}
