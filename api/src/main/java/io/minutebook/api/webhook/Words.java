package io.minutebook.api.webhook;

import static io.minutebook.api.webhook.Word.data;

import io.minutebook.kernel.UserId;
import io.minutebook.kernel.WebhookTopic;
import io.minutebook.kernel.event.BreakoutEvent;
import io.minutebook.kernel.event.ChatEvent;
import io.minutebook.kernel.event.LifecycleEvent;
import io.minutebook.kernel.event.LobbyEvent;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.ParticipantEvent;
import io.minutebook.kernel.event.PolicyEvent;
import io.minutebook.kernel.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Events as webhooks hear of them: the one place where they get their names on that wire. */
final class Words {

    private Words() {}

    /** What is told of an event, null where nothing is. */
    static @Nullable Word of(MeetingEvent event) {
        return switch (event) {
            case LifecycleEvent lifecycle -> lifecycle(lifecycle);
            case ParticipantEvent participant -> participant(participant);
            case LobbyEvent lobby -> lobby(lobby);
            case PolicyEvent.PolicyChanged changed ->
                    Word.of(
                            WebhookTopic.POLICY_CHANGED,
                            "policy",
                            changed.policy(),
                            "password_set",
                            changed.passwordId() != null,
                            "changed_by",
                            changed.by(),
                            "changed_at",
                            changed.at());
            case ChatEvent chat -> chat(chat);
            case BreakoutEvent breakout -> breakout(breakout);
        };
    }

    private static Word lifecycle(LifecycleEvent event) {
        return switch (event) {
            case LifecycleEvent.MeetingCreated created ->
                    new Word(
                            WebhookTopic.MEETING_CREATED,
                            () -> facts(created, "created_by", "created_at"));
            case LifecycleEvent.MeetingUpdated updated ->
                    new Word(
                            WebhookTopic.MEETING_UPDATED,
                            () -> facts(updated, "updated_by", "updated_at"));
            case LifecycleEvent.MeetingCancelled cancelled ->
                    Word.of(
                            WebhookTopic.MEETING_CANCELLED,
                            "cancelled_by",
                            cancelled.by(),
                            "cancelled_at",
                            cancelled.at());
            case LifecycleEvent.MeetingStarted started ->
                    Word.of(
                            WebhookTopic.MEETING_STARTED,
                            "started_by",
                            started.by(),
                            "started_at",
                            started.at());
            case LifecycleEvent.MeetingEnded ended ->
                    Word.of(
                            WebhookTopic.MEETING_ENDED,
                            "ended_by",
                            ended.by(),
                            "ended_at",
                            ended.at(),
                            "duration_minutes",
                            minutes(ended.startedAt(), ended.at()),
                            "participant_count",
                            ended.participantCount());
        };
    }

    /** An event's own components, with who and when under the names given. */
    private static ObjectNode facts(LifecycleEvent event, String by, String at) {
        ObjectNode data = Json.COMPACT.valueToTree(event);
        data.remove(List.of("meeting_id", "by", "at"));
        data.setAll(data(by, event.by(), at, event.at()));
        return data;
    }

    private static long minutes(Instant from, Instant to) {
        return Duration.between(from, to).toMinutes();
    }

    private static @Nullable Word participant(ParticipantEvent event) {
        return switch (event) {
            case ParticipantEvent.ParticipantJoined joined ->
                    Word.of(
                            WebhookTopic.PARTICIPANT_JOINED,
                            "user_id",
                            joined.userId(),
                            "role",
                            joined.role(),
                            "joined_at",
                            joined.at());
            case ParticipantEvent.ParticipantLeft left ->
                    Word.of(
                            WebhookTopic.PARTICIPANT_LEFT,
                            "user_id",
                            left.userId(),
                            "reason",
                            left.reason(),
                            "joined_at",
                            left.joinedAt(),
                            "left_at",
                            left.at(),
                            "duration_minutes",
                            minutes(left.joinedAt(), left.at()));
            case ParticipantEvent.ParticipantRemoved removed ->
                    Word.of(
                            WebhookTopic.PARTICIPANT_REMOVED,
                            "user_ids",
                            removed.userIds(),
                            "banned",
                            removed.banned(),
                            "removed_by",
                            removed.by(),
                            "removed_at",
                            removed.at());
            case ParticipantEvent.RoleChanged changed ->
                    Word.of(
                            WebhookTopic.ROLE_CHANGED,
                            "user_id",
                            changed.userId(),
                            "role",
                            changed.role(),
                            "changed_by",
                            changed.by(),
                            "changed_at",
                            changed.at());
            case ParticipantEvent.SessionOpened opened -> null;
            case ParticipantEvent.SessionClosed closed -> null;
            case ParticipantEvent.StatusChanged changed -> null;
            case ParticipantEvent.ParticipantUnbanned unbanned -> null;
            case ParticipantEvent.ReactionSent sent -> null;
        };
    }

    private static Word lobby(LobbyEvent event) {
        return switch (event) {
            case LobbyEvent.ParticipantWaiting waiting ->
                    Word.of(
                            WebhookTopic.PARTICIPANT_WAITING,
                            "user_id",
                            waiting.userId(),
                            "role",
                            waiting.role(),
                            "requested_at",
                            waiting.at());
            case LobbyEvent.ParticipantAdmitted admitted ->
                    Word.of(
                            WebhookTopic.PARTICIPANT_ADMITTED,
                            "user_ids",
                            admitted.userIds(),
                            "admitted_by",
                            admitted.by(),
                            "admitted_at",
                            admitted.at());
            case LobbyEvent.ParticipantDenied denied ->
                    Word.of(
                            WebhookTopic.PARTICIPANT_DENIED,
                            "user_id",
                            denied.userId(),
                            "denied_by",
                            denied.by(),
                            "denied_at",
                            denied.at());
        };
    }

    private static @Nullable Word chat(ChatEvent event) {
        return switch (event) {
            case ChatEvent.MessageSent sent ->
                    sent.recipientId() != null // private: of no concern to anybody else
                            ? null
                            : new Word(WebhookTopic.MESSAGE_SENT, () -> said(sent));
            case ChatEvent.MessageEdited edited -> null;
            case ChatEvent.MessageDeleted deleted -> null;
        };
    }

    private static ObjectNode said(ChatEvent.MessageSent sent) {
        return data(
                "message_id",
                sent.messageId(),
                "sender_id",
                sent.senderId(),
                "sender_name",
                sent.senderName(),
                "content",
                sent.content(),
                "message_type",
                sent.messageType(),
                "is_private",
                false,
                "breakout_room_id",
                sent.roomId(),
                "file_url",
                sent.fileUrl(),
                "file_name",
                sent.fileName(),
                "file_type",
                sent.fileType(),
                "file_size",
                sent.fileSize(),
                "sent_at",
                sent.at());
    }

    private static @Nullable Word breakout(BreakoutEvent event) {
        return switch (event) {
            case BreakoutEvent.RoomsOpened opened ->
                    new Word(WebhookTopic.BREAKOUT_OPENED, () -> opened(opened));
            case BreakoutEvent.ParticipantsAssigned assigned ->
                    Word.of(
                            WebhookTopic.BREAKOUT_ASSIGNED,
                            "assignment_type",
                            assigned.assignmentType(),
                            "assignments",
                            assigned.assignments(),
                            "assigned_by",
                            assigned.by(),
                            "assigned_at",
                            assigned.at());
            case BreakoutEvent.RoomsClosed closed -> closed(closed.by(), closed.at());
            case BreakoutEvent.RoomLeft left -> null;
            case BreakoutEvent.RoomUpdated updated -> null;
            case BreakoutEvent.RoomsBroadcast broadcast -> null;
            case BreakoutEvent.RoomsExtended extended -> null;
            case BreakoutEvent.RoomsClosingSoon soon -> null;
        };
    }

    private static Word closed(@Nullable UserId by, Instant at) {
        return Word.of(WebhookTopic.BREAKOUT_CLOSED, "closed_by", by, "closed_at", at);
    }

    private static ObjectNode opened(BreakoutEvent.RoomsOpened opened) {
        ArrayNode rooms = Json.MAPPER.createArrayNode();
        IntStream.range(0, opened.rooms().size()).forEach(i -> rooms.add(room(opened, i)));
        return data(
                "rooms",
                rooms,
                "allow_participants_to_choose",
                opened.allowParticipantsToChoose(),
                "allow_participants_to_return",
                opened.allowParticipantsToReturn(),
                "time_limit_minutes",
                opened.timeLimitMinutes(),
                "opened_by",
                opened.by(),
                "opened_at",
                opened.at());
    }

    private static ObjectNode room(BreakoutEvent.RoomsOpened opened, int index) {
        BreakoutEvent.Room room = opened.rooms().get(index);
        List<BreakoutEvent.RoomText> texts = opened.roomTexts();
        BreakoutEvent.RoomText text = texts == null ? null : texts.get(index);
        return data(
                "room_id",
                room.roomId(),
                "name",
                text == null ? null : text.name(),
                "description",
                text == null ? null : text.description(),
                "capacity",
                room.capacity());
    }
}
