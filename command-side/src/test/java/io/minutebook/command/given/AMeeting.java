package io.minutebook.command.given;

import static io.minutebook.command.given.Cast.ALICE;
import static io.minutebook.command.given.Cast.HANNA;

import io.minutebook.command.state.MeetingState;
import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.EndReason;
import io.minutebook.kernel.Flags;
import io.minutebook.kernel.LeaveReason;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.MessageId;
import io.minutebook.kernel.MessageType;
import io.minutebook.kernel.ParticipantId;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.RoomSettings;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.event.BreakoutEvent;
import io.minutebook.kernel.event.BreakoutEvent.Assignment;
import io.minutebook.kernel.event.BreakoutEvent.AssignmentType;
import io.minutebook.kernel.event.BreakoutEvent.Room;
import io.minutebook.kernel.event.BreakoutEvent.RoomText;
import io.minutebook.kernel.event.ChatEvent;
import io.minutebook.kernel.event.LifecycleEvent;
import io.minutebook.kernel.event.LobbyEvent;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.ParticipantEvent;
import io.minutebook.kernel.event.PolicyEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A meeting as the events of its past made it, which are put down here a word each. */
public final class AMeeting {

    public static final MeetingId ID = new MeetingId("01HM0000000000000000000001");
    public static final Instant CREATED_AT = Instant.parse("2024-01-15T09:00:00Z");
    public static final Instant STARTED_AT = Instant.parse("2024-01-15T10:00:00Z");
    public static final Instant JOINED_AT = Instant.parse("2024-01-15T10:05:00Z");

    private static final Map<UserId, ParticipantId> PARTICIPANTS = new ConcurrentHashMap<>();

    private final List<MeetingEvent> events = new ArrayList<>();
    private MeetingState state;

    private AMeeting(LifecycleEvent.MeetingCreated created) {
        events.add(created);
        state = MeetingState.of(created);
    }

    /** Created by Alice, with Hanna for a further host. */
    public static AMeeting scheduled() {
        return new AMeeting(
                new LifecycleEvent.MeetingCreated(
                        ID,
                        CREATED_AT,
                        ALICE,
                        "Board meeting",
                        null,
                        null,
                        null,
                        null,
                        List.of(HANNA),
                        List.of(),
                        null));
    }

    public static AMeeting inProgress() {
        return scheduled().started();
    }

    public AMeeting started() {
        return and(new LifecycleEvent.MeetingStarted(ID, STARTED_AT, ALICE));
    }

    public AMeeting cancelled() {
        return and(new LifecycleEvent.MeetingCancelled(ID, STARTED_AT, ALICE));
    }

    public AMeeting ended() {
        return and(
                new LifecycleEvent.MeetingEnded(
                        ID, JOINED_AT, ALICE, EndReason.ENDED_BY_HOST, STARTED_AT, 0));
    }

    public AMeeting under(PolicyBuilder policy) {
        return under(policy, null);
    }

    /** With a password of that name in force. */
    public AMeeting under(PolicyBuilder policy, String passwordId) {
        return and(
                new PolicyEvent.PolicyChanged(ID, STARTED_AT, ALICE, policy.build(), passwordId));
    }

    public AMeeting withCoHost(UserId user) {
        return and(new ParticipantEvent.RoleChanged(ID, STARTED_AT, ALICE, user, Role.CO_HOST));
    }

    /** Present, muted and with a camera, by the session {@link #sessionOf}. */
    public AMeeting joined(UserId... users) {
        Arrays.stream(users).forEach(user -> and(joinOf(user)));
        return this;
    }

    public AMeeting session(UserId user, ConnectionId session) {
        return and(
                new ParticipantEvent.SessionOpened(
                        ID, JOINED_AT, user, participantId(user), user, session, null, null));
    }

    public AMeeting left(UserId user) {
        return left(user, JOINED_AT);
    }

    public AMeeting left(UserId user, Instant at) {
        return and(
                new ParticipantEvent.ParticipantLeft(
                        ID, at, user, participantId(user), user, LeaveReason.LEFT, JOINED_AT));
    }

    public AMeeting removed(UserId... users) {
        return and(
                new ParticipantEvent.ParticipantRemoved(
                        ID, JOINED_AT, ALICE, List.of(users), false));
    }

    public AMeeting banned(UserId user) {
        return and(
                new ParticipantEvent.ParticipantRemoved(ID, JOINED_AT, ALICE, List.of(user), true));
    }

    public AMeeting showing(UserId user, Flags flags) {
        return and(
                new ParticipantEvent.StatusChanged(
                        ID, JOINED_AT, user, List.of(user), flags, null));
    }

    public AMeeting waiting(UserId... users) {
        Arrays.stream(users)
                .forEach(
                        user ->
                                and(
                                        new LobbyEvent.ParticipantWaiting(
                                                ID,
                                                JOINED_AT,
                                                user,
                                                participantId(user),
                                                user,
                                                Role.ATTENDEE,
                                                null,
                                                null)));
        return this;
    }

    public AMeeting admitted(UserId... users) {
        return and(new LobbyEvent.ParticipantAdmitted(ID, JOINED_AT, ALICE, List.of(users)));
    }

    public AMeeting denied(UserId user) {
        return and(new LobbyEvent.ParticipantDenied(ID, JOINED_AT, ALICE, user));
    }

    /** Rooms that only hosts choose and leave, without a limit. */
    public AMeeting rooms(Room... rooms) {
        return opened(List.of(rooms), null);
    }

    /** As {@link #rooms}, one room and with a limit. */
    public AMeeting limitedRoom(Room room, int minutes) {
        return opened(List.of(room), minutes);
    }

    private AMeeting opened(List<Room> rooms, Integer minutes) {
        return and(
                new BreakoutEvent.RoomsOpened(
                        ID,
                        JOINED_AT,
                        ALICE,
                        rooms,
                        false,
                        false,
                        minutes,
                        rooms.stream().map(room -> new RoomText("Room", null)).toList()));
    }

    public AMeeting assigned(RoomId room, UserId... users) {
        return and(
                new BreakoutEvent.ParticipantsAssigned(
                        ID,
                        JOINED_AT,
                        ALICE,
                        AssignmentType.MANUAL,
                        List.of(new Assignment(room, List.of(users)))));
    }

    public AMeeting said(UserId sender, MessageId message) {
        return and(
                new ChatEvent.MessageSent(
                        ID,
                        JOINED_AT,
                        sender,
                        message,
                        sender,
                        null,
                        null,
                        MessageType.TEXT,
                        null,
                        "Hello",
                        null,
                        null,
                        null,
                        null));
    }

    /** And this happened. */
    public AMeeting and(MeetingEvent event) {
        events.add(event);
        state = state.after(event);
        return this;
    }

    /** And what a rule decided. */
    public AMeeting and(List<MeetingEvent> decided) {
        decided.forEach(this::and);
        return this;
    }

    public List<MeetingEvent> events() {
        return List.copyOf(events);
    }

    public MeetingState state() {
        return state;
    }

    /** The id that somebody has in every meeting of the tests. */
    public static ParticipantId participantId(UserId user) {
        return PARTICIPANTS.computeIfAbsent(user, unknown -> ParticipantId.next());
    }

    /** The session that somebody joins with first. */
    public static ConnectionId sessionOf(UserId user) {
        return new ConnectionId("conn_" + user);
    }

    /** A room for as many people, or without a bound. */
    public static Room room(RoomId id, Integer capacity) {
        return new Room(id, capacity, RoomSettings.DEFAULT);
    }

    private MeetingEvent joinOf(UserId user) {
        return new ParticipantEvent.ParticipantJoined(
                ID,
                JOINED_AT,
                user,
                participantId(user),
                user,
                state.roleOf(user),
                sessionOf(user),
                true,
                true,
                false,
                null,
                null,
                null,
                null);
    }
}
