package io.minutebook.api.live;

import static io.minutebook.api.live.Frames.data;

import io.minutebook.api.live.Frames.Content;
import io.minutebook.kernel.Flags;
import io.minutebook.kernel.LiveStatus;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.event.BreakoutEvent;
import io.minutebook.kernel.event.LobbyEvent;
import io.minutebook.kernel.event.ParticipantEvent;
import io.minutebook.kernel.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Events about people, those who wait, and where people are put, as frames. */
final class PeopleFrames {

    private PeopleFrames() {}

    static @Nullable Content of(ParticipantEvent event) {
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

    static Content of(LobbyEvent event) {
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

    static Content of(BreakoutEvent event) {
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
}
