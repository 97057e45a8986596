package io.minutebook.api.chat;

import io.minutebook.api.Dispatch;
import io.minutebook.api.Envelope;
import io.minutebook.api.JsonBody;
import io.minutebook.api.Paths;
import io.minutebook.api.idempotency.Once;
import io.minutebook.api.limit.Limited;
import io.minutebook.api.limit.RateCategory;
import io.minutebook.kernel.Caller;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.MessageId;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.command.ChatCommand.DeleteMessage;
import io.minutebook.kernel.command.ChatCommand.EditMessage;
import io.minutebook.kernel.command.ChatCommand.SendMessage;
import io.minutebook.kernel.event.ChatEvent.MessageSent;
import io.minutebook.kernel.query.ChatLine;
import io.minutebook.kernel.query.MeetingQuery.GetChat;
import io.minutebook.kernel.query.MeetingQuery.GetMessage;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
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

/** Saying something, taking it back, and reading what was said. */
@RestController
@RequestMapping("/api/v1/meetings/{id}/chat")
public class ChatController {

    private final Dispatch dispatch;
    private final Clock clock;

    public ChatController(Dispatch dispatch, Clock clock) {
        this.dispatch = dispatch;
        this.clock = clock;
    }

    @Operation(operationId = "sendChatMessage", summary = "Say something")
    @PostMapping
    @Limited(RateCategory.CHAT)
    Mono<ResponseEntity<Envelope<ChatLine>>> send(
            Caller caller, Once once, @PathVariable String id, @JsonBody ChatRequest request)
            throws Rejection {
        SendMessage command = request.command(Paths.meeting(id), caller, clock.instant());
        return once.run(
                claims -> dispatch.send(command, claims).map(ChatController::answer),
                first -> answer((MessageSent) first.event()));
    }

    private static ResponseEntity<Envelope<ChatLine>> answer(MessageSent sent) {
        return ResponseEntity.ok(
                Envelope.at(sent.at(), "Chat message sent successfully", line(sent)));
    }

    @Operation(operationId = "getChatHistory", summary = "Read what was said")
    @GetMapping
    @Limited(RateCategory.READ)
    Mono<Envelope<List<ChatLine>>> history(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String offset,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String before)
            throws Rejection {
        return dispatch.ask(
                        new GetChat(
                                Paths.meeting(id),
                                caller,
                                Paths.number("limit", limit, 1, 200, 50),
                                Paths.number("offset", offset, 0, Integer.MAX_VALUE, 0),
                                message("after", after),
                                message("before", before)))
                .map(lines -> Envelope.of("Chat history retrieved successfully", lines, clock));
    }

    @Operation(
            operationId = "editChatMessage",
            summary = "Put a message of the caller in other words")
    @PatchMapping("/{messageId}")
    @Limited(RateCategory.CHAT)
    Mono<Envelope<ChatLine>> edit(
            Caller caller,
            @PathVariable String id,
            @PathVariable String messageId,
            @JsonBody EditRequest request)
            throws Rejection {
        MeetingId meeting = Paths.meeting(id);
        MessageId message = Paths.message(messageId);
        return dispatch.send(
                        new EditMessage(
                                meeting, caller, clock.instant(), message, request.content()))
                .then(dispatch.ask(new GetMessage(meeting, caller, message)))
                .map(line -> Envelope.of("Chat message edited", line, clock));
    }

    record DeletedAnswer(MessageId messageId, boolean isDeleted) {}

    @Operation(operationId = "deleteChatMessage", summary = "Take a message back")
    @DeleteMapping("/{messageId}")
    @Limited(RateCategory.CHAT)
    Mono<Envelope<DeletedAnswer>> delete(
            Caller caller, @PathVariable String id, @PathVariable String messageId)
            throws Rejection {
        MessageId message = Paths.message(messageId);
        return dispatch.send(new DeleteMessage(Paths.meeting(id), caller, clock.instant(), message))
                .map(
                        done ->
                                Envelope.of(
                                        "Chat message deleted",
                                        new DeletedAnswer(message, true),
                                        clock));
    }

    private static @Nullable MessageId message(String field, @Nullable String text)
            throws Rejection {
        return text == null
                ? null
                : MessageId.parse(text)
                        .orElseThrow(() -> Paths.invalid(field, "is no message of this meeting"));
    }

    private static ChatLine line(MessageSent sent) {
        return new ChatLine(
                sent.messageId(),
                sent.senderId(),
                sent.senderName(),
                sent.content(),
                sent.messageType(),
                sent.recipientId() != null,
                sent.at(),
                sent.recipientId(),
                sent.fileUrl(),
                sent.fileName(),
                sent.fileType(),
                sent.fileSize(),
                null,
                null);
    }
}
