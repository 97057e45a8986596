package io.minutebook.command.given;

import static io.minutebook.command.given.Cast.ALICE;
import static io.minutebook.command.given.Cast.BOB;
import static io.minutebook.command.given.Cast.COLIN;
import static io.minutebook.command.given.Cast.DAVE;
import static io.minutebook.command.given.Cast.EVE;
import static io.minutebook.command.given.Cast.HANNA;

import com.github.f4b6a3.ulid.Ulid;
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
import io.minutebook.kernel.event.ChatEvent;
import io.minutebook.kernel.event.EventType;
import io.minutebook.kernel.event.LifecycleEvent;
import io.minutebook.kernel.event.LobbyEvent;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.ParticipantEvent;
import io.minutebook.kernel.event.PolicyEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** A meeting to which anything happens, in any order: the same for the same seed. */
public final class Walk {

    private static final MeetingId ID = AMeeting.ID;
    private static final List<UserId> PEOPLE = List.of(ALICE, HANNA, BOB, COLIN, DAVE, EVE);
    private static final List<EventType> OFTEN =
            Stream.of(EventType.values())
                    .filter(type -> MeetingEvent.class.isAssignableFrom(type.eventClass()))
                    .filter(type -> !type.wireName().startsWith("meeting."))
                    .toList();

    private final Random random;
    private final List<MessageId> messages = new ArrayList<>();
    private List<RoomId> rooms = List.of();
    private Instant now = AMeeting.CREATED_AT;

    private Walk(long seed) {
        this.random = new Random(seed);
        messages.add(new MessageId(ulid()));
    }

    /** Its creation, {@code length} events of all types but the last ones, and its end. */
    public static List<MeetingEvent> events(long seed, int length) {
        Walk walk = new Walk(seed);
        List<MeetingEvent> events = new ArrayList<>();
        events.add(walk.event(EventType.MEETING_CREATED));
        events.add(walk.event(EventType.MEETING_STARTED));
        for (int i = 0; i < length; i++) {
            events.add(
                    walk.random.nextInt(50) == 0
                            ? walk.event(EventType.MEETING_UPDATED)
                            : walk.event(OFTEN.get(walk.random.nextInt(OFTEN.size()))));
        }
        events.add(walk.event(EventType.MEETING_ENDED));
        return events;
    }

    private MeetingEvent event(EventType type) {
        now = now.plusMillis(random.nextInt(60_000));
        UserId by = person();
        UserId user = person();
        return switch (type) {
            case MEETING_CREATED ->
                    new LifecycleEvent.MeetingCreated(
                            ID, now, ALICE, "Walk", null, null, null, null, some(), some(), 90);
            case MEETING_UPDATED ->
                    new LifecycleEvent.MeetingUpdated(
                            ID,
                            now,
                            by,
                            Set.of(LifecycleEvent.Field.MAX_DURATION_MINUTES),
                            null,
                            null,
                            null,
                            null,
                            random.nextBoolean() ? some() : null,
                            null,
                            random.nextBoolean() ? 1 + random.nextInt(500) : null);
            case MEETING_CANCELLED -> new LifecycleEvent.MeetingCancelled(ID, now, by);
            case MEETING_STARTED -> new LifecycleEvent.MeetingStarted(ID, now, by);
            case MEETING_ENDED ->
                    new LifecycleEvent.MeetingEnded(
                            ID, now, by, EndReason.ENDED_BY_HOST, AMeeting.STARTED_AT, 3);
            case PARTICIPANT_JOINED -> joined(user);
            case SESSION_OPENED ->
                    new ParticipantEvent.SessionOpened(
                            ID, now, user, of(user), user, session(), null, null);
            case SESSION_CLOSED ->
                    new ParticipantEvent.SessionClosed(
                            ID, now, user, of(user), user, session(), LeaveReason.LEFT);
            case PARTICIPANT_LEFT ->
                    new ParticipantEvent.ParticipantLeft(
                            ID, now, user, of(user), user, LeaveReason.LEFT, now);
            case STATUS_CHANGED ->
                    new ParticipantEvent.StatusChanged(ID, now, by, some(), flags(), null);
            case PARTICIPANT_REMOVED ->
                    new ParticipantEvent.ParticipantRemoved(
                            ID, now, by, List.of(user), random.nextBoolean());
            case PARTICIPANT_UNBANNED ->
                    new ParticipantEvent.ParticipantUnbanned(ID, now, by, user);
            case ROLE_CHANGED -> new ParticipantEvent.RoleChanged(ID, now, by, user, role());
            case REACTION_SENT -> new ParticipantEvent.ReactionSent(ID, now, by, "wave", 3);
            case PARTICIPANT_WAITING ->
                    new LobbyEvent.ParticipantWaiting(
                            ID, now, user, of(user), user, Role.ATTENDEE, null, null);
            case PARTICIPANT_ADMITTED -> new LobbyEvent.ParticipantAdmitted(ID, now, by, some());
            case PARTICIPANT_DENIED -> new LobbyEvent.ParticipantDenied(ID, now, by, user);
            case POLICY_CHANGED ->
                    new PolicyEvent.PolicyChanged(
                            ID,
                            now,
                            by,
                            PolicyBuilder.policy()
                                    .places(1 + random.nextInt(50))
                                    .blocking(EVE)
                                    .domains("example.com")
                                    .build(),
                            random.nextBoolean() ? ulid() : null);
            case MESSAGE_SENT -> said(by);
            case MESSAGE_EDITED ->
                    new ChatEvent.MessageEdited(
                            ID, now, by, message(), by, null, null, null, "Better");
            case MESSAGE_DELETED ->
                    new ChatEvent.MessageDeleted(ID, now, by, message(), by, null, null, null);
            case ROOMS_OPENED -> opened(by);
            case PARTICIPANTS_ASSIGNED ->
                    new BreakoutEvent.ParticipantsAssigned(
                            ID,
                            now,
                            by,
                            AssignmentType.MANUAL,
                            rooms.isEmpty()
                                    ? List.of()
                                    : List.of(new Assignment(room(), List.of(by, user))));
            case ROOM_LEFT -> new BreakoutEvent.RoomLeft(ID, now, by, user, room());
            case ROOM_UPDATED ->
                    new BreakoutEvent.RoomUpdated(ID, now, by, room(), random.nextInt(9) + 1, null);
            case ROOMS_BROADCAST -> new BreakoutEvent.RoomsBroadcast(ID, now, by, "Hear");
            case ROOMS_EXTENDED -> new BreakoutEvent.RoomsExtended(ID, now, by, 5);
            case ROOMS_CLOSING_SOON ->
                    new BreakoutEvent.RoomsClosingSoon(ID, now, null, now.plusSeconds(60));
            case ROOMS_CLOSED -> new BreakoutEvent.RoomsClosed(ID, now, by);
            case WEBHOOK_CREATED,
                    WEBHOOK_UPDATED,
                    WEBHOOK_DISABLED,
                    WEBHOOK_DELETED,
                    WEBHOOK_SECRET_ROTATED,
                    WEBHOOK_TEST,
                    WEBHOOK_REDELIVERY,
                    WEBHOOK_REPLAY ->
                    throw new IllegalArgumentException(type + " is of no meeting");
        };
    }

    private ParticipantEvent.ParticipantJoined joined(UserId user) {
        return new ParticipantEvent.ParticipantJoined(
                ID,
                now,
                user,
                of(user),
                user,
                role(),
                session(),
                random.nextBoolean(),
                random.nextBoolean(),
                false,
                null,
                null,
                null,
                null);
    }

    private ChatEvent.MessageSent said(UserId by) {
        messages.add(new MessageId(ulid()));
        return new ChatEvent.MessageSent(
                ID,
                now,
                by,
                messages.get(messages.size() - 1),
                by,
                random.nextInt(4) == 0 ? person() : null,
                rooms.isEmpty() || random.nextBoolean() ? null : room(),
                MessageType.TEXT,
                null,
                "Hello",
                null,
                null,
                null,
                null);
    }

    private BreakoutEvent.RoomsOpened opened(UserId by) {
        rooms = Stream.generate(() -> new RoomId(ulid())).limit(1 + random.nextInt(3)).toList();
        return new BreakoutEvent.RoomsOpened(
                ID,
                now,
                by,
                rooms.stream()
                        .map(
                                id ->
                                        new Room(
                                                id,
                                                random.nextBoolean() ? 4 : null,
                                                new RoomSettings(random.nextBoolean(), true)))
                        .toList(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean() ? 30 : null,
                null);
    }

    private UserId person() {
        return PEOPLE.get(random.nextInt(PEOPLE.size()));
    }

    private List<UserId> some() {
        return PEOPLE.stream().filter(user -> random.nextBoolean()).toList();
    }

    private static ParticipantId of(UserId user) {
        return new ParticipantId(new Ulid(1, user.value().hashCode()).toString());
    }

    private ConnectionId session() {
        return new ConnectionId("conn_" + random.nextInt(4));
    }

    private MessageId message() {
        return messages.get(random.nextInt(messages.size()));
    }

    private RoomId room() {
        return rooms.isEmpty() ? new RoomId(ulid()) : rooms.get(random.nextInt(rooms.size()));
    }

    private Role role() {
        return Role.values()[random.nextInt(Role.values().length)];
    }

    private Flags flags() {
        return new Flags(random.nextBoolean(), null, random.nextBoolean(), random.nextBoolean());
    }

    private String ulid() {
        return new Ulid(random.nextLong(), random.nextLong()).toString();
    }
}
