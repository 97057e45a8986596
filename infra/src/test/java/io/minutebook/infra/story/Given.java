package io.minutebook.infra.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.infra.story.Person.Reply;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Meetings as stories start from, and what they are asked about. */
final class Given {

    private Given() {}

    /** A meeting in progress that {@code host} created, started and joined. */
    static String running(Person host, Map<String, Object> policy) {
        String meeting = host.creates(Map.of("title", "Story", "policy", policy));
        assertThat(host.starts(meeting).status()).isEqualTo(200);
        assertThat(host.joins(meeting).status()).isEqualTo(200);
        return meeting;
    }

    static String running(Person host) {
        return running(host, Map.of());
    }

    /** Joins, and answers the participant id. */
    static String joined(Person person, String meeting) {
        Reply reply = person.joins(meeting);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.data().path("participant_id").asString();
    }

    /** Asks to join, must wait, and answers the participant id. */
    static String waiting(Person person, String meeting) {
        Reply reply = person.joins(meeting);
        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        return reply.data().path("participant_id").asString();
    }

    static void done(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    static void refused(Reply reply, int status, String code) {
        assertThat(reply.code()).as(reply.text()).isEqualTo(code);
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    }

    /** The line of {@code userId} in the list of those present; a missing node where absent. */
    static JsonNode listed(Person reader, String meeting, String userId) {
        for (JsonNode person : reader.get(Person.path(meeting, "participants")).data()) {
            if (person.path("user_id").asString().equals(userId)) {
                return person;
            }
        }
        return tools.jackson.databind.node.MissingNode.getInstance();
    }

    /** The ids of the meetings in somebody's list. */
    static List<String> meetings(Person person) {
        return person.get("/api/v1/meetings?limit=200").data().findValuesAsString("meeting_id");
    }

    /** The types of a meeting's events, in order. */
    static List<String> history(Person host, String meeting) {
        return host.get(Person.path(meeting, "history")).data().findValuesAsString("type");
    }

    /** The latest event of {@code type}, of which there must be one. */
    static JsonNode last(Person host, String meeting, String type) {
        return host.get(Person.path(meeting, "history"))
                .data()
                .valueStream()
                .filter(event -> event.path("type").asString().equals(type))
                .reduce((one, other) -> other)
                .orElseThrow();
    }

    static long count(Person host, String meeting, String type) {
        return history(host, meeting).stream().filter(type::equals).count();
    }

    static Map<String, Object> body(Object... fields) {
        Map<String, Object> body = new HashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            body.put((String) fields[i], fields[i + 1]);
        }
        return body;
    }

    static Reply policy(Person host, String meeting, Map<String, Object> policy) {
        return host.post(Person.path(meeting, "security/policy"), policy);
    }

    static Reply moderates(
            Person host, String meeting, String participant, String act, Map<String, Object> body) {
        return host.post(Person.path(meeting, "participants/" + participant + "/" + act), body);
    }

    static Reply moderates(Person host, String meeting, String participant, String act) {
        return moderates(host, meeting, participant, act, Map.of());
    }
}
