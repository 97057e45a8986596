package io.minutebook.api.live;

import io.minutebook.kernel.Flags;
import io.minutebook.kernel.LiveStatus;
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
    private record Content(String type, @Nullable UserId userId, ObjectNode data) {}

    private Frames() {}

    /** The frame of {@code event}, without its numbers; empty where nothing of it is shown. */
    static Optional<ObjectNode> of(MeetingEvent event) {
        Content content =
                switch (event) {
                    case LifecycleEvent lifecycle -> lifecycle(lifecycle);
                    case ParticipantEvent participant -> participant(participant);
                    case LobbyEvent lobby -> lobby(lobby);
                    case PolicyEvent.PolicyChanged changed ->
                            new Content(
                                    "policy_changed",
                                    changed.by(),
                                    data("policy", FrameData.OpenPolicy.of(changed.policy())));
                    case ChatEvent chat -> chat(chat);
                    case BreakoutEvent breakout -> breakout(breakout);
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

    private static @Nullable Content participant(ParticipantEvent event) {
        return switch (event) {
            case ParticipantEvent.ParticipantJoined joined ->
                    new Content("join", joined.userId(), join(joined));
            case ParticipantEvent.SessionOpened opened -> null; // they were here before
            case ParticipantEvent.SessionClosed closed -> null; // and still are
            case ParticipantEvent.ParticipantLeft left ->
                    new Content(
                            "leave",
                            left.userId(),
                            data(
                                    "user_id",
                                    left.userId(),
                                    "participant_id",
                                    left.participantId(),
                                    "reason",
                                    left.reason(),
                                    "left_at",
                                    left.at()));
            case ParticipantEvent.StatusChanged changed -> status(changed);
            case ParticipantEvent.ParticipantRemoved removed ->
                    about(
                            "removed",
                            removed.by(),
                            removed.userIds(),
                            data("banned", removed.banned()));
            case ParticipantEvent.ParticipantUnbanned unbanned ->
                    null; // they are not here to see it
            case ParticipantEvent.RoleChanged changed ->
                    new Content(
                            "role_changed",
                            changed.userId(),
                            data("role", changed.role(), "changed_by", changed.by()));
            case ParticipantEvent.ReactionSent sent ->
                    new Content(
                            "reaction",
                            sent.by(),
                            data(
                                    "reaction_type",
                                    sent.reactionType(),
                                    "duration",
                                    sent.duration()));
        };
    }

    private static ObjectNode join(ParticipantEvent.ParticipantJoined joined) {
        return data(
                "user_id",
                joined.userId(),
                "user_role",
                joined.role(),
                "device_info",
                new FrameData.DeviceInfo(joined.deviceType(), joined.browserInfo()),
                "joined_at",
                joined.at(),
                "participant_id",
                joined.participantId(),
                "user_name",
                joined.userName(),
                "is_muted",
                joined.isMuted(),
                "is_video_enabled",
                joined.isVideoEnabled());
    }

    private static Content status(ParticipantEvent.StatusChanged changed) {
        Flags flags = changed.flags();
        if (flags.isHandOnly() && changed.userIds().size() == 1) {
            return new Content(
                    "hand_raise",
                    changed.userIds().get(0),
                    data("is_hand_raised", flags.isHandRaised()));
        }
        LiveStatus status = changed.status();
        return about(
                "participant_update",
                changed.by(),
                changed.userIds(),
                Json.COMPACT.valueToTree(status == null ? flags : status));
    }

    private static Content lobby(LobbyEvent event) {
        return switch (event) {
            case LobbyEvent.ParticipantWaiting waiting ->
                    new Content(
                            "waiting_room",
                            waiting.userId(),
                            data(
                                    "state",
                                    "waiting",
                                    "participant_id",
                                    waiting.participantId(),
                                    "user_name",
                                    waiting.userName()));
            case LobbyEvent.ParticipantAdmitted admitted ->
                    about(
                            "waiting_room",
                            admitted.by(),
                            admitted.userIds(),
                            data("state", "admitted", "decided_by", admitted.by()));
            case LobbyEvent.ParticipantDenied denied ->
                    new Content(
                            "waiting_room",
                            denied.userId(),
                            data("state", "denied", "decided_by", denied.by()));
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

    private static Content breakout(BreakoutEvent event) {
        return switch (event) {
            case BreakoutEvent.RoomsOpened opened ->
                    rooms(
                            opened.by(),
                            data(
                                    "state",
                                    "opened",
                                    "rooms",
                                    FrameData.RoomFrame.of(opened),
                                    "allow_participants_to_choose",
                                    opened.allowParticipantsToChoose(),
                                    "allow_participants_to_return",
                                    opened.allowParticipantsToReturn(),
                                    "time_limit_minutes",
                                    opened.timeLimitMinutes()));
            case BreakoutEvent.ParticipantsAssigned assigned ->
                    about(
                            "breakout_assigned",
                            assigned.by(),
                            assigned.assignments().stream()
                                    .flatMap(to -> to.userIds().stream())
                                    .toList(),
                            assigned.assignments().size() == 1
                                    ? data(
                                            "breakout_room_id",
                                            assigned.assignments().get(0).roomId())
                                    : data("assignments", assigned.assignments()));
            case BreakoutEvent.RoomLeft left ->
                    new Content("breakout_assigned", left.userId(), data("breakout_room_id", null));
            case BreakoutEvent.RoomUpdated updated ->
                    rooms(
                            updated.by(),
                            data(
                                    "state",
                                    "updated",
                                    "room_id",
                                    updated.roomId(),
                                    "capacity",
                                    updated.capacity(),
                                    "name",
                                    updated.roomText() == null ? null : updated.roomText().name()));
            case BreakoutEvent.RoomsBroadcast said ->
                    rooms(said.by(), data("state", "broadcast", "content", said.content()));
            case BreakoutEvent.RoomsExtended extended ->
                    rooms(extended.by(), data("state", "extended", "minutes", extended.minutes()));
            case BreakoutEvent.RoomsClosingSoon soon ->
                    rooms(soon.by(), data("state", "closing_soon", "closes_at", soon.closesAt()));
            case BreakoutEvent.RoomsClosed closed -> rooms(closed.by(), data("state", "closed"));
        };
    }

    private static Content rooms(@Nullable UserId by, ObjectNode data) {
        return new Content("breakout_rooms", by, data);
    }

    /**
     * About one: they are the frame's person. About many: who did it is, and they stand in the
     * data.
     */
    private static Content about(
            String type, @Nullable UserId by, List<UserId> people, ObjectNode data) {
        if (people.size() == 1) {
            return new Content(type, people.get(0), data);
        }
        data.set("user_ids", Json.MAPPER.valueToTree(people));
        return new Content(type, by, data);
    }

    static ObjectNode data(@Nullable Object... fields) {
        ObjectNode data = Json.MAPPER.createObjectNode();
        for (int i = 0; i < fields.length; i += 2) {
            data.set((String) fields[i], Json.MAPPER.valueToTree(fields[i + 1]));
        }
        return data;
    }
}
