package io.minutebook.query.given;

import static io.minutebook.query.given.Cast.ALICE;
import static io.minutebook.query.given.Cast.HANNA;
import static io.minutebook.query.given.Cast.INGRID;

import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.EndReason;
import io.minutebook.kernel.Flags;
import io.minutebook.kernel.LeaveReason;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.MessageId;
import io.minutebook.kernel.MessageType;
import io.minutebook.kernel.ParticipantId;
import io.minutebook.kernel.Policy;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.RoomSettings;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.event.BreakoutEvent;
import io.minutebook.kernel.event.BreakoutEvent.Assignment;
import io.minutebook.kernel.event.BreakoutEvent.AssignmentType;
import io.minutebook.kernel.event.BreakoutEvent.Room;
import io.minutebook.kernel.event.BreakoutEvent.RoomText;
import io.minutebook.kernel.event.ChatEvent.MessageDeleted;
import io.minutebook.kernel.event.ChatEvent.MessageEdited;
import io.minutebook.kernel.event.ChatEvent.MessageSent;
import io.minutebook.kernel.event.LifecycleEvent;
import io.minutebook.kernel.event.LobbyEvent;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.ParticipantEvent;
import io.minutebook.kernel.event.PolicyEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A meeting as it goes on in a log, a word an event. */
public final class Story {

    public static final Instant CREATED_AT = Instant.parse("2024-01-15T09:00:00Z");
    public static final Instant STARTED_AT = Instant.parse("2024-01-15T10:00:00Z");
    public static final Instant AT = Instant.parse("2024-01-15T10:05:00Z");
    public static final Instant ENDED_AT = Instant.parse("2024-01-15T11:00:00Z");

    private final MemoryLog log;
    private final MeetingId id = MeetingId.next();
    private final Map<UserId, ParticipantId> participants = new HashMap<>();
    private final List<MessageId> messages = new ArrayList<>();

    private Story(MemoryLog log) {
        this.log = log;
    }

    /** Created by Alice, with Hanna for a host and Ingrid invited. */
    public static Story scheduled(MemoryLog log) {
        return scheduled(log, ALICE, null);
    }

    public static Story scheduled(MemoryLog log, UserId creator, Instant start) {
        Story story = new Story(log);
        return story.and(
                new LifecycleEvent.MeetingCreated(
                        story.id,
                        CREATED_AT,
                        creator,
                        "Board meeting",
                        "Budget",
                        start,
                        null,
                        "board-1",
                        List.of(HANNA),
                        List.of(INGRID),
                        90));
    }

    public static Story inProgress(MemoryLog log) {
        return scheduled(log).started();
    }

    public MeetingId id() {
        return id;
    }

    /** The messages sent so far, oldest first. */
    public List<MessageId> messages() {
        return List.copyOf(messages);
    }

    public MessageId lastMessage() {
        return messages.get(messages.size() - 1);
    }

    public ParticipantId participantId(UserId user) {
        return participants.computeIfAbsent(user, unknown -> ParticipantId.next());
    }

    public Story started() {
        return and(new LifecycleEvent.MeetingStarted(id, STARTED_AT, ALICE));
    }

    public Story ended() {
        return and(
                new LifecycleEvent.MeetingEnded(
                        id, ENDED_AT, ALICE, EndReason.ENDED_BY_HOST, STARTED_AT, 0));
    }

    public Story cancelled() {
        return and(new LifecycleEvent.MeetingCancelled(id, ENDED_AT, ALICE));
    }

    public Story under(Policy policy, String passwordId) {
        return and(new PolicyEvent.PolicyChanged(id, AT, ALICE, policy, passwordId));
    }

    public Story role(UserId user, Role role) {
        return and(new ParticipantEvent.RoleChanged(id, AT, ALICE, user, role));
    }

    /** Each comes in muted and with a camera. */
    public Story joined(UserId... users) {
        Arrays.stream(users).forEach(user -> and(joinOf(user)));
        return this;
    }

    private MeetingEvent joinOf(UserId user) {
        return new ParticipantEvent.ParticipantJoined(
                id,
                AT,
                user,
                participantId(user),
                user,
                Role.ATTENDEE,
                new ConnectionId("conn_" + user),
                true,
                true,
                false,
                "Name of " + user,
                null,
                "desktop",
                null);
    }

    public Story opened(UserId user, ConnectionId session) {
        return and(
                new ParticipantEvent.SessionOpened(
                        id, AT, user, participantId(user), user, session, null, null));
    }

    public Story closed(UserId user, ConnectionId session) {
        return and(
                new ParticipantEvent.SessionClosed(
                        id, AT, user, participantId(user), user, session, LeaveReason.LEFT));
    }

    public Story left(UserId user) {
        return and(
                new ParticipantEvent.ParticipantLeft(
                        id, AT, user, participantId(user), user, LeaveReason.LEFT, AT));
    }

    public Story removed(UserId... users) {
        return and(new ParticipantEvent.ParticipantRemoved(id, AT, ALICE, List.of(users), false));
    }

    public Story banned(UserId user) {
        return and(new ParticipantEvent.ParticipantRemoved(id, AT, ALICE, List.of(user), true));
    }

    public Story showing(Flags flags, UserId... users) {
        return and(new ParticipantEvent.StatusChanged(id, AT, ALICE, List.of(users), flags, null));
    }

    public Story waiting(UserId... users) {
        Arrays.stream(users)
                .forEach(
                        user ->
                                and(
                                        new LobbyEvent.ParticipantWaiting(
                                                id,
                                                AT,
                                                user,
                                                participantId(user),
                                                user,
                                                Role.ATTENDEE,
                                                "Name of " + user,
                                                null)));
        return this;
    }

    public Story admitted(UserId... users) {
        return and(new LobbyEvent.ParticipantAdmitted(id, AT, ALICE, List.of(users)));
    }

    public Story denied(UserId user) {
        return and(new LobbyEvent.ParticipantDenied(id, AT, ALICE, user));
    }

    /** Opens rooms named after their ids, for two people each. */
    public Story rooms(RoomId... rooms) {
        return and(
                new BreakoutEvent.RoomsOpened(
                        id,
                        AT,
                        ALICE,
                        Arrays.stream(rooms)
                                .map(room -> new Room(room, 2, RoomSettings.DEFAULT))
                                .toList(),
                        true,
                        true,
                        null,
                        Arrays.stream(rooms)
                                .map(room -> new RoomText("Room " + room, "About " + room))
                                .toList()));
    }

    public Story assigned(RoomId room, UserId... users) {
        return and(
                new BreakoutEvent.ParticipantsAssigned(
                        id,
                        AT,
                        ALICE,
                        AssignmentType.MANUAL,
                        List.of(new Assignment(room, List.of(users)))));
    }

    public Story backInHall(UserId user, RoomId room) {
        return and(new BreakoutEvent.RoomLeft(id, AT, user, user, room));
    }

    public Story roomsClosed() {
        return and(new BreakoutEvent.RoomsClosed(id, AT, ALICE));
    }

    /** To everybody. */
    public Story says(UserId sender, String content) {
        return says(sender, null, null, content);
    }

    public Story tells(UserId sender, UserId recipient, String content) {
        return says(sender, recipient, null, content);
    }

    public Story saysIn(RoomId room, UserId sender, String content) {
        return says(sender, null, room, content);
    }

    private Story says(UserId sender, UserId recipient, RoomId room, String content) {
        messages.add(MessageId.next());
        return and(
                new MessageSent(
                        id,
                        AT,
                        sender,
                        lastMessage(),
                        sender,
                        recipient,
                        room,
                        MessageType.TEXT,
                        "Name of " + sender,
                        content,
                        null,
                        null,
                        null,
                        null));
    }

    public Story edits(UserId sender, MessageId message, String content) {
        return and(new MessageEdited(id, AT, sender, message, sender, null, null, null, content));
    }

    public Story deletes(UserId sender, MessageId message) {
        return and(new MessageDeleted(id, AT, sender, message, sender, null, null, null));
    }

    /** And this happened. */
    public Story and(MeetingEvent event) {
        log.append(event);
        return this;
    }
}
