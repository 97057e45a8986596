package io.minutebook.infra.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.infra.story.Person;
import io.minutebook.infra.story.Person.Reply;
import io.minutebook.infra.story.Server;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A meeting in some state, with one person of each kind about it, and others to act on: another
 * attendee, another host, and somebody else who waits.
 */
final class World {

    static final String OTHER = "tom";
    static final String BANNED_USER = "ben";
    private static final String OTHER_HOST = "hanna";
    private static final String OTHER_WAITING = "walt";

    /** Has the form of every generated id, and is nobody's. */
    private static final String NOBODY = "01HXYZ0000000000000000000Z";

    private static final Map<Actor, String> NAMES = new EnumMap<>(Actor.class);

    static {
        NAMES.put(Actor.HOST, "alice");
        NAMES.put(Actor.CO_HOST, "colin");
        NAMES.put(Actor.ATTENDEE, "bob");
        NAMES.put(Actor.INVITED, "ivy");
        NAMES.put(Actor.WAITING, "wendy");
        NAMES.put(Actor.REMOVED, "rob");
        NAMES.put(Actor.BANNED, BANNED_USER);
        NAMES.put(Actor.STRANGER, "sam");
        NAMES.put(Actor.GUEST, "gus");
        NAMES.put(Actor.AUDITOR, "audrey");
        NAMES.put(Actor.MANAGER, "mona");
    }

    private final Map<String, Person> people;
    private final String meeting;
    private final Map<String, String> participants = new HashMap<>();
    private final Map<String, String> messages = new HashMap<>();
    private String room = NOBODY;
    private String webhook = "";

    /** Everybody who comes into worlds, with their tokens. */
    static Map<String, Person> people(Server server) {
        Map<String, Person> people = new HashMap<>();
        NAMES.forEach(
                (actor, name) ->
                        people.put(
                                name,
                                server.person(
                                        name,
                                        switch (actor) {
                                            case GUEST -> Map.of("guest", true);
                                            case AUDITOR -> Map.of("scope", "audit:read");
                                            case MANAGER -> Map.of("scope", "webhooks:manage");
                                            default -> Map.of();
                                        })));
        for (String name : List.of(OTHER, OTHER_HOST, OTHER_WAITING)) {
            people.put(name, server.person(name));
        }
        return people;
    }

    World(Map<String, Person> people, State state, boolean withRooms) {
        this.people = people;
        this.meeting =
                host().creates(
                                Map.of(
                                        "title",
                                        "Permissions",
                                        "invited_user_ids",
                                        List.of("ivy"),
                                        "host_user_ids",
                                        List.of(OTHER_HOST)));
        if (state == State.CANCELLED) {
            webhook(); // there is no registering one later
            done(host().call("DELETE", "/api/v1/meetings/" + meeting, null));
        }
        if (state.isEntered()) {
            enter(withRooms);
        }
        if (state == State.ENDED) {
            webhook();
            done(host().ends(meeting));
        }
    }

    private void enter(boolean withRooms) {
        done(host().starts(meeting));
        for (String name :
                List.of("alice", OTHER_HOST, "colin", "bob", OTHER, "rob", BANNED_USER)) {
            participants.put(name, joins(name, 200));
            Reply said = people.get(name).says(meeting, "I am " + name);
            done(said);
            messages.put(name, said.data().path("message_id").asString());
        }
        done(moderate("colin", "role", Map.of("role", "co_host")));
        done(moderate("rob", "remove", Map.of()));
        done(moderate(BANNED_USER, "remove", Map.of("ban", true)));
        done(
                host().post(
                                Person.path(meeting, "security/policy"),
                                Map.of("require_waiting_room", true)));
        participants.put("wendy", joins("wendy", 202));
        participants.put(OTHER_WAITING, joins(OTHER_WAITING, 202));
        if (withRooms) {
            Reply opened =
                    host().post(
                                    Person.path(meeting, "breakout-rooms"),
                                    Map.of(
                                            "room_count",
                                            1,
                                            "allow_participants_to_choose",
                                            true,
                                            "allow_participants_to_return",
                                            true,
                                            "time_limit_minutes",
                                            30));
            done(opened);
            room = opened.data().get(0).path("room_id").asString();
        }
    }

    private String joins(String name, int status) {
        Reply reply = people.get(name).joins(meeting);
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        return reply.data().path("participant_id").asString();
    }

    private Reply moderate(String name, String act, Map<String, Object> body) {
        return host().post(
                        Person.path(meeting, "participants/" + participants.get(name) + "/" + act),
                        body);
    }

    private Person host() {
        return people.get("alice");
    }

    private static void done(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    Person person(Actor actor) {
        return people.get(NAMES.get(actor));
    }

    String meeting() {
        return meeting;
    }

    String otherParticipant() {
        return participants.getOrDefault(OTHER, NOBODY);
    }

    String otherHost() {
        return participants.getOrDefault(OTHER_HOST, NOBODY);
    }

    String otherWaiting() {
        return participants.getOrDefault(OTHER_WAITING, NOBODY);
    }

    /** What the actor said, or nothing that is there. */
    String ownMessage(Actor actor) {
        return messages.getOrDefault(NAMES.get(actor), NOBODY);
    }

    String othersMessage() {
        return messages.getOrDefault(OTHER, NOBODY);
    }

    String room() {
        return room;
    }

    /**
     * A webhook of the meeting, that is sent nothing it is not asked to be; from here on, another
     * where it was removed.
     */
    String webhook() {
        if (webhook.isEmpty() || host().get("/api/v1/webhooks/" + webhook).status() == 404) {
            Reply registered = host().post("/api/v1/webhooks", newWebhook());
            assertThat(registered.status()).as(registered.text()).isEqualTo(201);
            webhook = registered.data().path("webhook_id").asString();
        }
        return webhook;
    }

    Map<String, Object> newWebhook() {
        return Map.of(
                "url",
                "http://127.0.0.1:9/hook",
                "meeting_id",
                meeting,
                "events",
                List.of("recording.failed"));
    }

    /** What was sent to that webhook. */
    String delivery() {
        Reply test = host().post("/api/v1/webhooks/" + webhook() + "/test", null);
        done(test);
        return test.data().path("delivery_id").asString();
    }

    /** How many events the meeting's record has. */
    int events() {
        return host().get(Person.path(meeting, "history")).data().size();
    }
}
