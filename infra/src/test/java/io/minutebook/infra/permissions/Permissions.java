package io.minutebook.infra.permissions;

import static io.minutebook.infra.permissions.Actor.ATTENDEE;
import static io.minutebook.infra.permissions.Actor.AUDITOR;
import static io.minutebook.infra.permissions.Actor.BANNED;
import static io.minutebook.infra.permissions.Actor.CO_HOST;
import static io.minutebook.infra.permissions.Actor.GUEST;
import static io.minutebook.infra.permissions.Actor.MANAGER;
import static io.minutebook.infra.permissions.Actor.WAITING;
import static io.minutebook.infra.permissions.Outcome.ALREADY_ACTIVE;
import static io.minutebook.infra.permissions.Outcome.ANONYMOUS;
import static io.minutebook.infra.permissions.Outcome.BLOCKED;
import static io.minutebook.infra.permissions.Outcome.CONFLICT;
import static io.minutebook.infra.permissions.Outcome.CREATED;
import static io.minutebook.infra.permissions.Outcome.FORBIDDEN;
import static io.minutebook.infra.permissions.Outcome.NOT_STARTABLE;
import static io.minutebook.infra.permissions.Outcome.OK;
import static io.minutebook.infra.permissions.Outcome.WAIT;
import static io.minutebook.infra.permissions.State.CANCELLED;
import static io.minutebook.infra.permissions.State.ENDED;
import static io.minutebook.infra.permissions.State.IN_PROGRESS;
import static io.minutebook.infra.permissions.State.SCHEDULED;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Who may do what, and when: tried by {@link PermissionsTest}, and told by the documentation. */
final class Permissions {

    private static final Map<String, String> TEXT =
            Map.of("content", "Hello", "message_type", "text");

    static final List<Action> ALL = new Permissions().actions;

    private final List<Action> actions = new ArrayList<>();
    private String group = "";
    private boolean withRooms;

    private Permissions() {
        meetings();
        people();
        lobby();
        moderation();
        policy();
        chat();
        breakouts();
        webhooks();
    }

    private void meetings() {
        group = "Meetings";
        add("create", "POST", "/meetings", Map.of("title", "Another"), Rule.always(CREATED));
        add("list one's own", "GET", "/meetings", null, Rule.always(OK));
        add("read", "GET", "/meetings/{id}", null, Rule.members());
        add("change", "PATCH", "/meetings/{id}", Map.of("title", "New"), Rule.hostsAlways());
        add(
                "cancel",
                "DELETE",
                "/meetings/{id}",
                null,
                Rule.hostsAlways().leaders(IN_PROGRESS, CONFLICT).leaders(ENDED, CONFLICT));
        add(
                "start",
                "POST",
                "/meetings/{id}/start",
                null,
                Rule.hosts()
                        .leaders(SCHEDULED, OK)
                        .leaders(IN_PROGRESS, ALREADY_ACTIVE)
                        .leaders(CANCELLED, NOT_STARTABLE));
        add("end", "POST", "/meetings/{id}/end", null, Rule.hosts());
        add("read the status", "GET", "/meetings/{id}/status", null, Rule.members());
        add(
                "read the history",
                "GET",
                "/meetings/{id}/history",
                null,
                auditorToo(Rule.hostsAlways()));
    }

    private void people() {
        group = "Coming, going and being seen";
        add(
                "join",
                "POST",
                "/meetings/{id}/join",
                Map.of(),
                Rule.present()
                        .all(IN_PROGRESS, WAIT)
                        .leaders(IN_PROGRESS, OK)
                        .one(IN_PROGRESS, ATTENDEE, OK)
                        .one(IN_PROGRESS, BANNED, BLOCKED)
                        .one(IN_PROGRESS, GUEST, ANONYMOUS));
        add("leave", "POST", "/meetings/{id}/leave", null, Rule.present());
        add("list people", "GET", "/meetings/{id}/participants", null, Rule.members());
        add(
                "change one's own status",
                "PUT",
                "/meetings/{id}/participants/status",
                Map.of("is_hand_raised", true),
                Rule.present());
        add(
                "get a media token",
                "POST",
                "/meetings/{id}/token",
                Map.of(),
                Rule.present().one(IN_PROGRESS, WAITING, WAIT));
    }

    private void lobby() {
        group = "Waiting room";
        add("list those waiting", "GET", "/meetings/{id}/waiting-room", null, Rule.hostsAlways());
        add(
                "admit one",
                "POST",
                "/meetings/{id}/waiting-room/{participant_id}/admit",
                (world, actor) -> world.otherWaiting(),
                null,
                Rule.hosts());
        add(
                "deny one",
                "POST",
                "/meetings/{id}/waiting-room/{participant_id}/deny",
                (world, actor) -> world.otherWaiting(),
                null,
                Rule.hosts());
        add("admit all", "POST", "/meetings/{id}/waiting-room/admit-all", null, Rule.hosts());
    }

    private void moderation() {
        group = "Moderation of an attendee";
        for (String act : List.of("mute", "stop-video", "lower-hand", "remove")) {
            add(
                    act.replace('-', ' '),
                    "POST",
                    "/meetings/{id}/participants/{participant_id}/" + act,
                    (world, actor) -> world.otherParticipant(),
                    act.equals("remove") ? Map.of() : null,
                    Rule.hosts());
        }
        add("mute all", "POST", "/meetings/{id}/participants/mute-all", null, Rule.hosts());
        add(
                "change a role",
                "POST",
                "/meetings/{id}/participants/{participant_id}/role",
                (world, actor) -> world.otherParticipant(),
                Map.of("role", "co_host"),
                Rule.hosts().one(IN_PROGRESS, CO_HOST, FORBIDDEN).one(ENDED, CO_HOST, FORBIDDEN));
        add("lift a ban", "DELETE", "/meetings/{id}/bans/{user_id}", null, Rule.hosts());
        group = "Moderation of a host";
        for (String act : List.of("mute", "stop-video", "lower-hand", "remove")) {
            add(
                    act.replace('-', ' ') + " another host",
                    "POST",
                    "/meetings/{id}/participants/{participant_id}/" + act,
                    (world, actor) -> world.otherHost(),
                    act.equals("remove") ? Map.of() : null,
                    Rule.hosts()
                            .one(IN_PROGRESS, CO_HOST, FORBIDDEN)
                            .one(ENDED, CO_HOST, FORBIDDEN));
        }
    }

    private void policy() {
        group = "Policy";
        add("read", "GET", "/meetings/{id}/security/policy", null, Rule.hostsAlways());
        add(
                "replace",
                "POST",
                "/meetings/{id}/security/policy",
                Map.of("lock_meeting", true),
                Rule.hosts().leaders(SCHEDULED, OK));
    }

    private void chat() {
        group = "Chat";
        add("send", "POST", "/meetings/{id}/chat", TEXT, Rule.present());
        add("read", "GET", "/meetings/{id}/chat", null, Rule.members());
        add(
                "edit one's own message",
                "PATCH",
                "/meetings/{id}/chat/{message_id}",
                World::ownMessage,
                Map.of("content", "Changed"),
                Rule.present());
        add(
                "edit another's message",
                "PATCH",
                "/meetings/{id}/chat/{message_id}",
                (world, actor) -> world.othersMessage(),
                Map.of("content", "Changed"),
                Rule.present()
                        .leaders(IN_PROGRESS, FORBIDDEN)
                        .one(IN_PROGRESS, ATTENDEE, FORBIDDEN));
        add(
                "delete one's own message",
                "DELETE",
                "/meetings/{id}/chat/{message_id}",
                World::ownMessage,
                null,
                Rule.present());
        add(
                "delete another's message",
                "DELETE",
                "/meetings/{id}/chat/{message_id}",
                (world, actor) -> world.othersMessage(),
                null,
                Rule.present().one(IN_PROGRESS, ATTENDEE, FORBIDDEN));
    }

    private void breakouts() {
        group = "Breakout rooms (choosing and returning allowed)";
        add("open", "POST", "/meetings/{id}/breakout-rooms", Map.of("room_count", 2), Rule.hosts());
        withRooms = true;
        add("list", "GET", "/meetings/{id}/breakout-rooms", null, Rule.members());
        addWith(
                "put somebody into one",
                "POST",
                "/meetings/{id}/breakout-rooms/assign",
                (world, actor) -> "",
                world ->
                        Map.of(
                                "participant_user_id",
                                World.OTHER,
                                "breakout_room_id",
                                world.room()),
                Rule.hosts());
        add(
                "go into one",
                "POST",
                "/meetings/{id}/breakout-rooms/{room_id}/join",
                (world, actor) -> world.room(),
                null,
                Rule.present());
        add(
                "go back to the hall",
                "POST",
                "/meetings/{id}/breakout-rooms/leave",
                null,
                Rule.present());
        add(
                "rename or resize",
                "PATCH",
                "/meetings/{id}/breakout-rooms/{room_id}",
                (world, actor) -> world.room(),
                Map.of("name", "Blue"),
                Rule.hosts());
        add(
                "speak to all",
                "POST",
                "/meetings/{id}/breakout-rooms/broadcast",
                Map.of("content", "Hello"),
                Rule.hosts());
        add(
                "extend",
                "POST",
                "/meetings/{id}/breakout-rooms/extend",
                Map.of("minutes", 5),
                Rule.hosts());
        add("close", "POST", "/meetings/{id}/breakout-rooms/close", null, Rule.hosts());
    }

    private void webhooks() {
        group = "Webhooks of a meeting";
        withRooms = false;
        addWith(
                "register",
                "POST",
                "/webhooks",
                (world, actor) -> "",
                World::newWebhook,
                managers(CREATED)
                        .leaders(State.ENDED, Outcome.ENDED)
                        .one(State.ENDED, MANAGER, Outcome.ENDED)
                        .leaders(State.CANCELLED, Outcome.NOT_ACTIVE)
                        .one(State.CANCELLED, MANAGER, Outcome.NOT_ACTIVE));
        add("list", "GET", "/webhooks?meeting_id={id}", null, managers(OK));
        add("list one's own", "GET", "/webhooks", null, Rule.always(OK));
        add("read", "GET", "/webhooks/{webhook_id}", null, managers(OK));
        add(
                "change",
                "PATCH",
                "/webhooks/{webhook_id}",
                Map.of("description", "New"),
                managers(OK));
        add("remove", "DELETE", "/webhooks/{webhook_id}", null, managers(OK));
        add(
                "replace the secret",
                "POST",
                "/webhooks/{webhook_id}/rotate-secret",
                null,
                managers(OK));
        add("have a test sent", "POST", "/webhooks/{webhook_id}/test", null, managers(OK));
        add("list what was sent", "GET", "/webhooks/{webhook_id}/deliveries", null, managers(OK));
        add(
                "read how sending went",
                "GET",
                "/webhooks/{webhook_id}/deliveries/{delivery_id}",
                (world, actor) -> world.delivery(),
                null,
                managers(OK));
        add(
                "have something sent again",
                "POST",
                "/webhooks/{webhook_id}/deliveries/{delivery_id}/redeliver",
                (world, actor) -> world.delivery(),
                null,
                managers(OK));
        add(
                "have a stretch of time sent again",
                "POST",
                "/webhooks/{webhook_id}/replay",
                Map.of("from", "2024-01-15T10:00:00Z", "to", "2024-01-15T11:00:00Z"),
                managers(OK));
        group = "Webhooks of all meetings";
        add(
                "register for all",
                "POST",
                "/webhooks",
                Map.of("url", "http://127.0.0.1:9/hook", "events", List.of("recording.failed")),
                managerAlone());
    }

    /** Hosts, co-hosts and managers, always. */
    private static Rule managers(Outcome outcome) {
        Rule rule = Rule.always(FORBIDDEN);
        for (State state : State.values()) {
            rule.leaders(state, outcome).one(state, MANAGER, outcome);
        }
        return rule;
    }

    private static Rule managerAlone() {
        Rule rule = Rule.always(FORBIDDEN);
        for (State state : State.values()) {
            rule.one(state, MANAGER, CREATED);
        }
        return rule;
    }

    private static Rule auditorToo(Rule rule) {
        for (State state : State.values()) {
            rule.one(state, AUDITOR, OK);
        }
        return rule;
    }

    private void add(String title, String method, String route, Object body, Rule rule) {
        add(title, method, route, (world, actor) -> World.BANNED_USER, body, rule);
    }

    private void add(
            String title,
            String method,
            String route,
            BiFunction<World, Actor, String> target,
            Object body,
            Rule rule) {
        addWith(title, method, route, target, world -> body, rule);
    }

    private void addWith(
            String title,
            String method,
            String route,
            BiFunction<World, Actor, String> target,
            Function<World, Object> body,
            Rule rule) {
        actions.add(new Action(group, title, method, route, target, body, withRooms, rule));
    }
}
