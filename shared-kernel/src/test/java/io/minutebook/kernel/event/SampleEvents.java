package io.minutebook.kernel.event;

import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.DeliveryId;
import io.minutebook.kernel.EndReason;
import io.minutebook.kernel.Flags;
import io.minutebook.kernel.LeaveReason;
import io.minutebook.kernel.LiveStatus;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.MessageId;
import io.minutebook.kernel.MessageType;
import io.minutebook.kernel.ParticipantId;
import io.minutebook.kernel.Permission;
import io.minutebook.kernel.Policy;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.RoomSettings;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.WebhookId;
import io.minutebook.kernel.WebhookTopic;
import io.minutebook.kernel.event.LifecycleEvent.Field;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An event of every type, with a value for every component. Alice acts as host; Bob says and does
 * things, to Carol where they are private.
 */
public final class SampleEvents {

    public static final MeetingId MEETING = new MeetingId("01HM0000000000000000000001");
    public static final Instant AT = Instant.parse("2024-01-15T10:05:00.123Z");
    public static final UserId ALICE = new UserId("alice");
    public static final UserId BOB = new UserId("bob");
    public static final UserId CAROL = new UserId("carol");
    public static final RoomId BLUE = new RoomId("01HM0000000000000000000004");
    public static final RoomId RED = new RoomId("01HM0000000000000000000005");

    private static final WebhookId WEBHOOK = new WebhookId("01HM0000000000000000000006");
    private static final DeliveryId DELIVERY = new DeliveryId("01HM0000000000000000000007");
    private static final ParticipantId BOBS_ID = new ParticipantId("01HM0000000000000000000002");
    private static final ConnectionId SESSION = new ConnectionId("conn_1");
    private static final MessageId MESSAGE = new MessageId("01HM0000000000000000000003");
    private static final Instant LATER = Instant.parse("2024-01-15T10:06:00Z");
    private static final Instant EARLIER = Instant.parse("2024-01-15T10:00:00Z");

    private SampleEvents() {}

    /** The types of a meeting's events. */
    public static Stream<EventType> typesOfMeetings() {
        return Arrays.stream(EventType.values())
                .filter(type -> MeetingEvent.class.isAssignableFrom(type.eventClass()));
    }

    /** An event of a type that meetings have. */
    public static MeetingEvent ofMeeting(EventType type) {
        return (MeetingEvent) of(type);
    }

    /** Exhaustive, so that an event without a sample does not compile. */
    public static RecordEvent of(EventType type) {
        return switch (type) {
            case MEETING_CREATED -> created();
            case MEETING_UPDATED -> updated();
            case MEETING_CANCELLED -> new LifecycleEvent.MeetingCancelled(MEETING, AT, ALICE);
            case MEETING_STARTED -> new LifecycleEvent.MeetingStarted(MEETING, AT, ALICE);
            case MEETING_ENDED ->
                    new LifecycleEvent.MeetingEnded(
                            MEETING, AT, ALICE, EndReason.ENDED_BY_HOST, EARLIER, 5);
            case PARTICIPANT_JOINED -> joined();
            case SESSION_OPENED ->
                    new ParticipantEvent.SessionOpened(
                            MEETING, AT, BOB, BOBS_ID, BOB, SESSION, "mobile", "Firefox/121.0");
            case SESSION_CLOSED ->
                    new ParticipantEvent.SessionClosed(
                            MEETING, AT, BOB, BOBS_ID, BOB, SESSION, LeaveReason.CONNECTION_LOST);
            case PARTICIPANT_LEFT ->
                    new ParticipantEvent.ParticipantLeft(
                            MEETING, AT, BOB, BOBS_ID, BOB, LeaveReason.LEFT, EARLIER);
            case STATUS_CHANGED ->
                    new ParticipantEvent.StatusChanged(
                            MEETING,
                            AT,
                            BOB,
                            List.of(BOB),
                            new Flags(false, true, false, true),
                            new LiveStatus(false, true, false, true));
            case PARTICIPANT_REMOVED ->
                    new ParticipantEvent.ParticipantRemoved(
                            MEETING, AT, ALICE, List.of(BOB, CAROL), true);
            case PARTICIPANT_UNBANNED ->
                    new ParticipantEvent.ParticipantUnbanned(MEETING, AT, ALICE, BOB);
            case ROLE_CHANGED ->
                    new ParticipantEvent.RoleChanged(MEETING, AT, ALICE, BOB, Role.CO_HOST);
            case REACTION_SENT ->
                    new ParticipantEvent.ReactionSent(MEETING, AT, BOB, "thumbs_up", 3);
            case PARTICIPANT_WAITING ->
                    new LobbyEvent.ParticipantWaiting(
                            MEETING,
                            AT,
                            BOB,
                            BOBS_ID,
                            BOB,
                            Role.ATTENDEE,
                            "Bob Builder",
                            "bob@example.com");
            case PARTICIPANT_ADMITTED ->
                    new LobbyEvent.ParticipantAdmitted(MEETING, AT, ALICE, List.of(CAROL, BOB));
            case PARTICIPANT_DENIED -> new LobbyEvent.ParticipantDenied(MEETING, AT, ALICE, BOB);
            case POLICY_CHANGED ->
                    new PolicyEvent.PolicyChanged(MEETING, AT, ALICE, policy(), "password-1");
            case MESSAGE_SENT -> sent();
            case MESSAGE_EDITED ->
                    new ChatEvent.MessageEdited(
                            MEETING,
                            AT,
                            BOB,
                            MESSAGE,
                            BOB,
                            CAROL,
                            BLUE,
                            List.of(BOB, CAROL),
                            "Hello, Carol");
            case MESSAGE_DELETED ->
                    new ChatEvent.MessageDeleted(
                            MEETING, AT, ALICE, MESSAGE, BOB, CAROL, BLUE, List.of(BOB, CAROL));
            case ROOMS_OPENED -> opened();
            case PARTICIPANTS_ASSIGNED ->
                    new BreakoutEvent.ParticipantsAssigned(
                            MEETING,
                            AT,
                            ALICE,
                            BreakoutEvent.AssignmentType.MANUAL,
                            List.of(
                                    new BreakoutEvent.Assignment(BLUE, List.of(BOB)),
                                    new BreakoutEvent.Assignment(RED, List.of(CAROL))));
            case ROOM_LEFT -> new BreakoutEvent.RoomLeft(MEETING, AT, ALICE, BOB, BLUE);
            case ROOM_UPDATED ->
                    new BreakoutEvent.RoomUpdated(
                            MEETING,
                            AT,
                            ALICE,
                            BLUE,
                            7,
                            new BreakoutEvent.RoomText("Light blue", "By the window"));
            case ROOMS_BROADCAST ->
                    new BreakoutEvent.RoomsBroadcast(MEETING, AT, ALICE, "Five minutes left");
            case ROOMS_EXTENDED -> new BreakoutEvent.RoomsExtended(MEETING, AT, ALICE, 10);
            case ROOMS_CLOSING_SOON -> new BreakoutEvent.RoomsClosingSoon(MEETING, AT, null, LATER);
            case ROOMS_CLOSED -> new BreakoutEvent.RoomsClosed(MEETING, AT, ALICE);
            case WEBHOOK_CREATED ->
                    new WebhookEvent.EndpointRegistered(
                            WEBHOOK,
                            AT,
                            ALICE,
                            MEETING,
                            "https://hooks.example.com/minutes",
                            List.of(WebhookTopic.MEETING_STARTED, WebhookTopic.MESSAGE_SENT),
                            "Minutes of the board",
                            "secret-1");
            case WEBHOOK_UPDATED ->
                    new WebhookEvent.EndpointUpdated(
                            WEBHOOK,
                            AT,
                            ALICE,
                            Set.of(
                                    WebhookEvent.Field.ENABLED,
                                    WebhookEvent.Field.URL,
                                    WebhookEvent.Field.DESCRIPTION),
                            "https://hooks.example.com/other",
                            List.of(WebhookTopic.MEETING_ENDED),
                            true,
                            "Minutes of everybody");
            case WEBHOOK_DISABLED ->
                    new WebhookEvent.EndpointDisabled(
                            WEBHOOK, AT, null, WebhookEvent.DisableReason.GONE);
            case WEBHOOK_DELETED -> new WebhookEvent.EndpointDeleted(WEBHOOK, AT, ALICE);
            case WEBHOOK_SECRET_ROTATED ->
                    new WebhookEvent.SecretRotated(WEBHOOK, AT, ALICE, "secret-2", LATER);
            case WEBHOOK_TEST -> new WebhookEvent.TestRequested(WEBHOOK, AT, ALICE, DELIVERY);
            case WEBHOOK_REDELIVERY ->
                    new WebhookEvent.RedeliveryRequested(WEBHOOK, AT, ALICE, DELIVERY);
            case WEBHOOK_REPLAY ->
                    new WebhookEvent.ReplayRequested(WEBHOOK, AT, ALICE, EARLIER, LATER);
        };
    }

    private static MeetingEvent created() {
        return new LifecycleEvent.MeetingCreated(
                MEETING,
                AT,
                ALICE,
                "Board meeting",
                "Budget and elections",
                Instant.parse("2024-01-15T11:00:00Z"),
                Instant.parse("2024-01-15T12:30:00Z"),
                "board-2024-01",
                List.of(BOB),
                List.of(CAROL, new UserId("auth0|dave")),
                90);
    }

    private static MeetingEvent updated() {
        return new LifecycleEvent.MeetingUpdated(
                MEETING,
                AT,
                ALICE,
                Set.of(Field.MAX_DURATION_MINUTES, Field.TITLE, Field.HOST_USER_IDS),
                "Annual meeting",
                "Elections only",
                Instant.parse("2024-02-15T11:00:00Z"),
                Instant.parse("2024-02-15T12:30:00Z"),
                List.of(CAROL),
                List.of(BOB),
                120);
    }

    private static MeetingEvent joined() {
        return new ParticipantEvent.ParticipantJoined(
                MEETING,
                AT,
                BOB,
                BOBS_ID,
                BOB,
                Role.ATTENDEE,
                SESSION,
                true,
                false,
                true,
                "Bob Builder",
                "bob@example.com",
                "desktop",
                "Chrome/120.0");
    }

    private static MeetingEvent sent() {
        return new ChatEvent.MessageSent(
                MEETING,
                AT,
                BOB,
                MESSAGE,
                BOB,
                CAROL,
                BLUE,
                MessageType.FILE,
                "Bob Builder",
                "The plan, as promised",
                "https://files.example.com/plan.pdf",
                "plan.pdf",
                "application/pdf",
                4_096L);
    }

    private static MeetingEvent opened() {
        return new BreakoutEvent.RoomsOpened(
                MEETING,
                AT,
                ALICE,
                List.of(
                        new BreakoutEvent.Room(BLUE, 5, new RoomSettings(true, false)),
                        new BreakoutEvent.Room(RED, null, new RoomSettings(false, true))),
                true,
                false,
                30,
                List.of(
                        new BreakoutEvent.RoomText("Blue", "Planning"),
                        new BreakoutEvent.RoomText("Red", null)));
    }

    private static Policy policy() {
        return new Policy(
                true,
                true,
                false,
                50,
                List.of("example.com"),
                List.of(CAROL),
                Permission.HOST,
                Permission.NONE,
                Permission.ALL,
                true,
                false,
                true);
    }
}
