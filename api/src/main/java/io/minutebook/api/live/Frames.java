package io.minutebook.api.live;

import io.minutebook.kernel.UserId;
import io.minutebook.kernel.event.BreakoutEvent;
import io.minutebook.kernel.event.ChatEvent;
import io.minutebook.kernel.event.LifecycleEvent;
import io.minutebook.kernel.event.LobbyEvent;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.ParticipantEvent;
import io.minutebook.kernel.event.PolicyEvent;
import io.minutebook.kernel.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events as frames: the one place where what happened gets its name on the live wire. A frame is
 * about a person ({@code user_id}) and says the rest in {@code data}; one about many, or about the
 * meeting, names who did it instead.
 */
final class Frames {

    /** What a frame says of an event. */
    record Content(String type, @Nullable UserId userId, ObjectNode data) {}

    private Frames() {}

    /** The frame of {@code event}, without its numbers; empty where nothing of it is shown. */
    static Optional<ObjectNode> of(MeetingEvent event) {
        Content content =
                switch (event) {
                    case LifecycleEvent lifecycle -> lifecycle(lifecycle);
                    case ParticipantEvent participant -> PeopleFrames.of(participant);
                    case LobbyEvent lobby -> PeopleFrames.of(lobby);
                    case PolicyEvent.PolicyChanged changed ->
                            new Content(
                                    "policy_changed",
                                    changed.by(),
                                    data("policy", FrameData.OpenPolicy.of(changed.policy())));
                    case ChatEvent chat -> chat(chat);
                    case BreakoutEvent breakout -> PeopleFrames.of(breakout);
                };
        return Optional.ofNullable(content)
                .map(
                        shown ->
                                frame(
                                        shown.type(),
                                        event.meetingId().value(),
                                        shown.userId(),
                                        shown.data(),
                                        event.at().toString()));
    }

    /** A frame of the wire's form. */
    static ObjectNode frame(
            String type,
            String meetingId,
            @Nullable UserId userId,
            ObjectNode data,
            String timestamp) {
        ObjectNode frame = Json.MAPPER.createObjectNode();
        frame.put("type", type);
        frame.put("meeting_id", meetingId);
        frame.put("user_id", userId == null ? null : userId.value());
        frame.set("data", data);
        frame.put("timestamp", timestamp);
        return frame;
    }

    private static @Nullable Content lifecycle(LifecycleEvent event) {
        return switch (event) {
            case LifecycleEvent.MeetingCreated created -> null; // nobody can have been watching
            case LifecycleEvent.MeetingUpdated updated -> {
                ObjectNode data = Json.COMPACT.valueToTree(updated);
                data.remove(List.of("meeting_id", "at", "by"));
                yield new Content("meeting_updated", updated.by(), data);
            }
            case LifecycleEvent.MeetingCancelled cancelled ->
                    new Content("meeting_updated", cancelled.by(), data("status", "cancelled"));
            case LifecycleEvent.MeetingStarted started ->
                    new Content(
                            "meeting_started",
                            started.by(),
                            data("started_by", started.by(), "started_at", started.at()));
            case LifecycleEvent.MeetingEnded ended ->
                    new Content(
                            "meeting_ended",
                            ended.by(),
                            data(
                                    "ended_by",
                                    ended.by(),
                                    "ended_at",
                                    ended.at(),
                                    "reason",
                                    ended.reason(),
                                    "duration_minutes",
                                    Duration.between(ended.startedAt(), ended.at()).toMinutes()));
        };
    }

    private static Content chat(ChatEvent event) {
        ObjectNode data =
                switch (event) {
                    case ChatEvent.MessageSent sent -> sent(sent);
                    case ChatEvent.MessageEdited edited ->
                            data("content", edited.content(), "is_edited", true);
                    case ChatEvent.MessageDeleted deleted -> data("is_deleted", true);
                };
        data.put("message_id", event.messageId().value());
        data.put("sender_id", event.senderId().value());
        data.put("is_private", event.recipientId() != null);
        if (event.recipientId() != null) {
            data.put("recipient_id", event.recipientId().value());
        }
        if (event.roomId() != null) {
            data.put("breakout_room_id", event.roomId().value());
        }
        return new Content("chat", event.senderId(), data);
    }

    private static ObjectNode sent(ChatEvent.MessageSent sent) {
        ObjectNode data =
                data(
                        "content",
                        sent.content(),
                        "sender_name",
                        sent.senderName(),
                        "message_type",
                        sent.messageType());
        if (sent.fileUrl() != null) {
            data.setAll(
                    data(
                            "file_url",
                            sent.fileUrl(),
                            "file_name",
                            sent.fileName(),
                            "file_type",
                            sent.fileType(),
                            "file_size",
                            sent.fileSize()));
        }
        return data;
    }

    static ObjectNode data(@Nullable Object... fields) {
        ObjectNode data = Json.MAPPER.createObjectNode();
        for (int i = 0; i < fields.length; i += 2) {
            data.set((String) fields[i], Json.MAPPER.valueToTree(fields[i + 1]));
        }
        return data;
    }
}
