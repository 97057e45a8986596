package io.minutebook.infra.story;

import static io.minutebook.infra.story.Given.body;
import static io.minutebook.infra.story.Given.done;
import static io.minutebook.infra.story.Given.joined;
import static io.minutebook.infra.story.Given.policy;
import static io.minutebook.infra.story.Given.refused;
import static io.minutebook.infra.story.Given.running;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.infra.story.Person.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Editing, taking back and paging through what was said. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChatStoryTest {

    private static final String UNKNOWN = "01HXYZ0000000000000000000Z";

    @TempDir static Path data;
    private Server server;
    private Person alice;
    private Person bob;
    private Person carol;
    private String meeting;

    @BeforeAll
    void open() {
        server = Server.on(data);
        alice = server.person("alice");
        bob = server.person("bob");
        carol = server.person("carol");
    }

    @AfterAll
    void close() {
        server.close();
    }

    @BeforeEach
    void meet() {
        meeting = running(alice);
        joined(bob, meeting);
        joined(carol, meeting);
    }

    @Test
    void onesOwnWordsCanBeEdited() {
        String message = said(bob, "Helo");
        try (Socket screen = carol.watches(meeting)) {
            screen.sees("welcome");
            Reply edited = edit(bob, message, "Hello");
            done(edited);
            assertThat(edited.data().path("content").asString()).isEqualTo("Hello");
            assertThat(edited.data().path("is_edited").asBoolean(false)).isTrue();
            assertThat(edited.data().path("sender_name").asString()).isEqualTo("Name of bob");
            JsonNode frame = screen.sees("chat");
            assertThat(frame.at("/data/message_id").asString()).isEqualTo(message);
            assertThat(frame.at("/data/content").asString()).isEqualTo("Hello");
        }
        JsonNode line = carol.get(Person.path(meeting, "chat")).data().get(0);
        assertThat(line.path("content").asString()).isEqualTo("Hello");
        assertThat(line.path("is_edited").asBoolean(false)).isTrue();
        said(bob, "another");
        assertThat(carol.get(Person.path(meeting, "chat")).data().get(1).has("is_edited"))
                .isFalse();
    }

    @Test
    void othersWordsCannotBeEditedNotEvenByHosts() {
        String message = said(bob, "mine");
        refused(edit(alice, message, "yours"), 403, "INSUFFICIENT_PERMISSION");
        refused(edit(carol, message, "yours"), 403, "INSUFFICIENT_PERMISSION");
        refused(edit(bob, UNKNOWN, "?"), 404, "NOT_FOUND");
        refused(edit(bob, "no-id", "?"), 404, "NOT_FOUND");
        refused(edit(bob, message, ""), 400, "VALIDATION_FAILED");
        refused(edit(bob, message, "x".repeat(4_001)), 400, "VALIDATION_FAILED");
        refused(
                bob.call("PATCH", Person.path(meeting, "chat/" + message), Map.of()),
                400,
                "VALIDATION_FAILED");
        assertThat(contents(carol)).containsExactly("mine");
    }

    @Test
    void oneDeletesOnesOwnAndHostsDeleteAny() {
        String bobs = said(bob, "first");
        String carols = said(carol, "second");
        said(carol, "third");
        refused(delete(carol, bobs), 403, "INSUFFICIENT_PERMISSION");
        try (Socket screen = carol.watches(meeting)) {
            screen.sees("welcome");
            done(delete(bob, bobs));
            JsonNode frame = screen.sees("chat");
            assertThat(frame.at("/data/message_id").asString()).isEqualTo(bobs);
            assertThat(frame.at("/data/is_deleted").asBoolean(false)).isTrue();
            assertThat(frame.at("/data/content").isMissingNode()).isTrue();
        }
        done(delete(alice, carols));
        assertThat(contents(bob)).containsExactly("third");
        refused(delete(bob, bobs), 404, "NOT_FOUND");
        refused(edit(bob, bobs, "again"), 404, "NOT_FOUND");
        assertThat(Given.history(alice, meeting)).contains("chat.message_deleted");
    }

    @Test
    void aDeletedMessageStillMarksAPlaceToPageFrom() {
        said(bob, "one");
        String two = said(bob, "two");
        said(bob, "three");
        done(delete(bob, two));
        assertThat(contents(carol, "?after=" + two)).containsExactly("three");
        assertThat(contents(carol, "?before=" + two)).containsExactly("one");
    }

    @Test
    void pagesByOffsetAndByMessage() {
        List<String> ids =
                List.of("a", "b", "c", "d", "e").stream().map(text -> said(bob, text)).toList();
        assertThat(contents(carol, "?limit=2")).containsExactly("d", "e");
        assertThat(contents(carol, "?limit=2&offset=2")).containsExactly("b", "c");
        assertThat(contents(carol, "?limit=2&after=" + ids.get(1))).containsExactly("c", "d");
        assertThat(contents(carol, "?limit=2&before=" + ids.get(3))).containsExactly("b", "c");
        for (String bad : List.of("limit=0", "limit=201", "offset=-1", "after=" + UNKNOWN)) {
            refused(carol.get(Person.path(meeting, "chat?" + bad)), 400, "VALIDATION_FAILED");
        }
    }

    @Test
    void privateWordsAreNotEvenKnownOfByOthers() {
        String secret =
                bob.post(
                                Person.path(meeting, "chat"),
                                body(
                                        "content",
                                        "psst",
                                        "message_type",
                                        "text",
                                        "recipient_id",
                                        "carol"))
                        .data()
                        .path("message_id")
                        .asString();
        refused(delete(alice, secret), 404, "NOT_FOUND");
        refused(edit(alice, secret, "?"), 404, "NOT_FOUND");
        refused(edit(carol, secret, "?"), 403, "INSUFFICIENT_PERMISSION");
        try (Socket alices = alice.watches(meeting);
                Socket carols = carol.watches(meeting)) {
            alices.sees("welcome");
            carols.sees("welcome");
            done(edit(bob, secret, "psst!"));
            done(delete(bob, secret));
            said(bob, "open");
            assertThat(carols.sees("chat").at("/data/content").asString()).isEqualTo("psst!");
            assertThat(carols.sees("chat").at("/data/is_deleted").asBoolean(false)).isTrue();
            assertThat(alices.sees("chat").at("/data/content").asString()).isEqualTo("open");
        }
        assertThat(Given.history(alice, meeting))
                .doesNotContain("chat.message_edited", "chat.message_deleted");
    }

    @Test
    void whoMayNotChatMayNotEdit() {
        String message = said(bob, "first");
        done(policy(alice, meeting, Map.of("chat_permissions", "host")));
        refused(edit(bob, message, "second"), 403, "CHAT_DISABLED");
        done(delete(bob, message));
    }

    @Test
    void whoIsNotThereAmendsNothingButHosts() {
        String message = said(bob, "first");
        bob.leaves(meeting);
        refused(edit(bob, message, "second"), 404, "PARTICIPANT_NOT_FOUND");
        refused(delete(bob, message), 404, "PARTICIPANT_NOT_FOUND");
        alice.leaves(meeting);
        done(delete(alice, message));
        alice.ends(meeting);
        refused(delete(alice, message), 410, "MEETING_ENDED");
        refused(edit(bob, message, "third"), 410, "MEETING_ENDED");
    }

    @Test
    void filesAreSaidWithAllTheirParts() {
        Map<String, Object> file =
                body(
                        "message_type",
                        "file",
                        "file_url",
                        "https://files.example.com/plan.pdf",
                        "file_name",
                        "plan.pdf",
                        "file_type",
                        "application/pdf",
                        "file_size",
                        123_456);
        Reply sent = bob.post(Person.path(meeting, "chat"), file);
        done(sent);
        assertThat(sent.data().path("file_name").asString()).isEqualTo("plan.pdf");
        for (String part : List.of("file_url", "file_name", "file_type", "file_size")) {
            Map<String, Object> lacking = new java.util.HashMap<>(file);
            lacking.remove(part);
            refused(bob.post(Person.path(meeting, "chat"), lacking), 400, "VALIDATION_FAILED");
        }
        for (String address : List.of("javascript:alert(1)", "http:///x", "http://:80/x", "/x")) {
            file.put("file_url", address);
            refused(bob.post(Person.path(meeting, "chat"), file), 400, "VALIDATION_FAILED");
        }
        file.put("file_url", "https://my_bucket.s3.example.com/plan.pdf");
        file.put("content", "");
        done(bob.post(Person.path(meeting, "chat"), file));
    }

    @Test
    void chatIsReadAfterTheEndByThoseWhoWereThere() {
        said(bob, "for the record");
        alice.ends(meeting);
        assertThat(contents(bob)).containsExactly("for the record");
        refused(
                server.person("stranger").get(Person.path(meeting, "chat")),
                403,
                "INSUFFICIENT_PERMISSION");
        refused(bob.says(meeting, "late"), 410, "MEETING_ENDED");
    }

    private String said(Person person, String content) {
        Reply reply = person.says(meeting, content);
        done(reply);
        return reply.data().path("message_id").asString();
    }

    private Reply edit(Person person, String message, String content) {
        return person.call(
                "PATCH", Person.path(meeting, "chat/" + message), Map.of("content", content));
    }

    private Reply delete(Person person, String message) {
        return person.call("DELETE", Person.path(meeting, "chat/" + message), null);
    }

    private List<String> contents(Person reader) {
        return contents(reader, "");
    }

    private List<String> contents(Person reader, String query) {
        Reply reply = reader.get(Person.path(meeting, "chat" + query));
        done(reply);
        return reply.data().findValuesAsString("content");
    }
}
