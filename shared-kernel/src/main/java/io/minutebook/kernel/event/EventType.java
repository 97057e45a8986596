package io.minutebook.kernel.event;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The registered names of events: what is stored, exported and sent, and never changes. A change of
 * an event's shape raises its revision and adds an upcaster.
 */
public enum EventType {
    MEETING_CREATED("meeting.created", LifecycleEvent.MeetingCreated.class),
    MEETING_UPDATED("meeting.updated", LifecycleEvent.MeetingUpdated.class),
    MEETING_CANCELLED("meeting.cancelled", LifecycleEvent.MeetingCancelled.class),
    MEETING_STARTED("meeting.started", LifecycleEvent.MeetingStarted.class),
    MEETING_ENDED("meeting.ended", LifecycleEvent.MeetingEnded.class),
    PARTICIPANT_JOINED("participant.joined", ParticipantEvent.ParticipantJoined.class),
    SESSION_OPENED("participant.session_opened", ParticipantEvent.SessionOpened.class),
    SESSION_CLOSED("participant.session_closed", ParticipantEvent.SessionClosed.class),
    PARTICIPANT_LEFT("participant.left", ParticipantEvent.ParticipantLeft.class),
    STATUS_CHANGED("participant.status_changed", ParticipantEvent.StatusChanged.class),
    PARTICIPANT_REMOVED("participant.removed", ParticipantEvent.ParticipantRemoved.class),
    PARTICIPANT_UNBANNED("participant.unbanned", ParticipantEvent.ParticipantUnbanned.class),
    ROLE_CHANGED("participant.role_changed", ParticipantEvent.RoleChanged.class),
    REACTION_SENT("reaction.sent", ParticipantEvent.ReactionSent.class),
    PARTICIPANT_WAITING("participant.waiting", LobbyEvent.ParticipantWaiting.class),
    PARTICIPANT_ADMITTED("participant.admitted", LobbyEvent.ParticipantAdmitted.class),
    PARTICIPANT_DENIED("participant.denied", LobbyEvent.ParticipantDenied.class),
    POLICY_CHANGED("policy.changed", PolicyEvent.PolicyChanged.class),
    MESSAGE_SENT("chat.message_sent", ChatEvent.MessageSent.class),
    MESSAGE_EDITED("chat.message_edited", ChatEvent.MessageEdited.class),
    MESSAGE_DELETED("chat.message_deleted", ChatEvent.MessageDeleted.class),
    ROOMS_OPENED("breakout.opened", BreakoutEvent.RoomsOpened.class),
    PARTICIPANTS_ASSIGNED("breakout.assigned", BreakoutEvent.ParticipantsAssigned.class),
    ROOM_LEFT("breakout.left", BreakoutEvent.RoomLeft.class),
    ROOM_UPDATED("breakout.updated", BreakoutEvent.RoomUpdated.class),
    ROOMS_BROADCAST("breakout.broadcast", BreakoutEvent.RoomsBroadcast.class),
    ROOMS_EXTENDED("breakout.extended", BreakoutEvent.RoomsExtended.class),
    ROOMS_CLOSING_SOON("breakout.closing_soon", BreakoutEvent.RoomsClosingSoon.class),
    ROOMS_CLOSED("breakout.closed", BreakoutEvent.RoomsClosed.class),
    WEBHOOK_CREATED("webhook.created", WebhookEvent.EndpointRegistered.class),
    WEBHOOK_UPDATED("webhook.updated", WebhookEvent.EndpointUpdated.class),
    WEBHOOK_DISABLED("webhook.disabled", WebhookEvent.EndpointDisabled.class),
    WEBHOOK_DELETED("webhook.deleted", WebhookEvent.EndpointDeleted.class),
    WEBHOOK_SECRET_ROTATED("webhook.secret_rotated", WebhookEvent.SecretRotated.class),
    WEBHOOK_TEST("webhook.test", WebhookEvent.TestRequested.class),
    WEBHOOK_REDELIVERY("webhook.redelivery_requested", WebhookEvent.RedeliveryRequested.class),
    WEBHOOK_REPLAY("webhook.replay_requested", WebhookEvent.ReplayRequested.class);

    private static final Map<String, EventType> BY_NAME =
            Arrays.stream(values())
                    .collect(
                            Collectors.toUnmodifiableMap(EventType::wireName, Function.identity()));
    private static final Map<Class<?>, EventType> BY_CLASS =
            Arrays.stream(values())
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    EventType::eventClass, Function.identity()));

    private final String wireName;
    private final Class<? extends RecordEvent> eventClass;
    private final List<String> personal;

    EventType(String wireName, Class<? extends RecordEvent> eventClass) {
        this.wireName = wireName;
        this.eventClass = eventClass;
        this.personal =
                Arrays.stream(eventClass.getRecordComponents())
                        .filter(component -> component.isAnnotationPresent(Personal.class))
                        .map(RecordComponent::getName)
                        .toList();
    }

    /** The type registered as {@code wireName}, empty where there is none. */
    public static Optional<EventType> named(String wireName) {
        return Optional.ofNullable(BY_NAME.get(wireName));
    }

    public static EventType of(RecordEvent event) {
        EventType type = BY_CLASS.get(event.getClass());
        if (type == null) {
            throw new IllegalStateException("unregistered event " + event.getClass().getName());
        }
        return type;
    }

    public String wireName() {
        return wireName;
    }

    /** Raised with each change of shape, from 1. */
    public int revision() {
        return 1;
    }

    public Class<? extends RecordEvent> eventClass() {
        return eventClass;
    }

    /** The component that says which stream it belongs to. */
    String idComponent() {
        return WebhookEvent.class.isAssignableFrom(eventClass) ? "webhook_id" : "meeting_id";
    }

    /** The components kept outside the entry, in the order they are stored in. */
    public List<String> personal() {
        return personal;
    }
}
