package io.minutebook.infra.story;

import static io.minutebook.infra.story.Given.body;
import static io.minutebook.infra.story.Given.count;
import static io.minutebook.infra.story.Given.done;
import static io.minutebook.infra.story.Given.joined;
import static io.minutebook.infra.story.Given.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.infra.story.Person.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Requests sent again with the same key: done once, answered alike. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdempotencyStoryTest {

    private static final Map<String, Object> LONG_LIVED = Map.of("ttl_seconds", 1_000_000);

    @TempDir static Path data;
    private final MovedClock clock = new MovedClock();
    private Server server;
    private Person alice;
    private Person bob;
    private String meeting;

    @BeforeAll
    void open() {
        server = Server.on(data, clock);
        alice = server.person("alice", LONG_LIVED);
        bob = server.person("bob", LONG_LIVED);
    }

    @AfterAll
    void close() {
        server.close();
    }

    @BeforeEach
    void meet() {
        meeting = Given.running(alice);
        joined(bob, meeting);
    }

    @Test
    void aMessageSentAgainIsSaidOnce() {
        Reply first = says(bob, "key-1", "Hello");
        done(first);
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        Reply again = says(bob, "key-1", "Hello");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        Reply reordered =
                bob.keyed(
                        "key-1",
                        Person.path(meeting, "chat"),
                        "{ \"message_type\": \"text\",  \"content\": \"Hello\" }");
        assertThat(reordered.text()).isEqualTo(first.text());
        assertThat(count(alice, meeting, "chat.message_sent")).isEqualTo(1);
    }

    @Test
    void anotherBodyUnderTheSameKeyIsRefused() {
        done(says(bob, "key-2", "Hello"));
        refused(says(bob, "key-2", "Hallo"), 422, "IDEMPOTENCY_KEY_REUSED");
        assertThat(count(alice, meeting, "chat.message_sent")).isEqualTo(1);
    }

    @Test
    void keysArePerPersonAndPath() {
        done(says(bob, "key-3", "Hello"));
        Reply alices = says(alice, "key-3", "Hello");
        done(alices);
        assertThat(alices.header("Idempotency-Replayed")).isEmpty();
        String other = Given.running(alice);
        joined(bob, other);
        Reply elsewhere =
                bob.keyed(
                        "key-3",
                        Person.path(other, "chat"),
                        Map.of("content", "Hello", "message_type", "text"));
        done(elsewhere);
        assertThat(elsewhere.header("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void theFirstAnswerIsGivenAlsoWhereTheActIsNoLongerAllowed() {
        Reply first = says(bob, "key-4", "Hello");
        alice.ends(meeting);
        Reply again = says(bob, "key-4", "Hello");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text()).isEqualTo(first.text());
        refused(says(bob, "key-5", "Hello"), 410, "MEETING_ENDED");
    }

    @Test
    void aRefusalClaimsNothing() {
        done(Given.policy(alice, meeting, Map.of("chat_permissions", "host")));
        refused(says(bob, "key-6", "Hello"), 403, "CHAT_DISABLED");
        done(Given.policy(alice, meeting, Map.of()));
        Reply later = says(bob, "key-6", "Hallo");
        done(later);
        assertThat(later.header("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void aMeetingIsCreatedOnce() {
        Map<String, Object> plan = Map.of("title", "Once", "host_user_ids", List.of("bob"));
        Reply first = alice.keyed("key-7", "/api/v1/meetings", plan);
        assertThat(first.status()).as(first.text()).isEqualTo(201);
        String id = first.data().path("meeting_id").asString();
        alice.starts(id);
        Reply again = alice.keyed("key-7", "/api/v1/meetings", plan);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Location")).isEqualTo("/api/v1/meetings/" + id);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void aPasswordIsPartOfTheBodyAndStandsNowhere() throws IOException {
        Reply first = alice.keyed("key-8", "/api/v1/meetings", guarded("correct horse"));
        assertThat(first.status()).as(first.text()).isEqualTo(201);
        Reply again = alice.keyed("key-8", "/api/v1/meetings", guarded("correct horse"));
        assertThat(again.text()).isEqualTo(first.text());
        refused(
                alice.keyed("key-8", "/api/v1/meetings", guarded("another horse")),
                422,
                "IDEMPOTENCY_KEY_REUSED");
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain("correct horse", "key-8");
            }
        }
    }

    @Test
    void anExternalIdAndAKeyGoTogether() {
        Map<String, Object> plan = Map.of("title", "External", "external_id", "crm-1");
        Reply first = alice.keyed("key-9", "/api/v1/meetings", plan);
        assertThat(first.status()).isEqualTo(201);
        assertThat(alice.keyed("key-9", "/api/v1/meetings", plan).status()).isEqualTo(201);
        Reply otherKey = alice.keyed("key-10", "/api/v1/meetings", plan);
        assertThat(otherKey.status()).isEqualTo(200);
        assertThat(otherKey.data().path("meeting_id").asString())
                .isEqualTo(first.data().path("meeting_id").asString());
    }

    @Test
    void externalIdsOfTwoPeopleAreNeverTheSame() {
        Person colon = server.person("ann:x", LONG_LIVED);
        Person plain = server.person("ann", LONG_LIVED);
        Reply one = colon.post("/api/v1/meetings", body("title", "A", "external_id", "y"));
        Reply other = plain.post("/api/v1/meetings", body("title", "B", "external_id", "x:y"));
        assertThat(one.status()).isEqualTo(201);
        assertThat(other.status()).as(other.text()).isEqualTo(201);
    }

    @Test
    void roomsAreOpenedOnceAndAnsweredAsTheyWere() {
        Map<String, Object> request = body("room_count", 2, "auto_assign", true);
        String path = Person.path(meeting, "breakout-rooms");
        Reply first = alice.keyed("key-11", path, request);
        done(first);
        assertThat(first.data().get(0).path("current_participants").asInt()).isEqualTo(1);
        bob.leaves(meeting);
        Reply again = alice.keyed("key-11", path, request);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        refused(alice.keyed("key-12", path, request), 409, "CONFLICT");
        assertThat(count(alice, meeting, "breakout.opened")).isEqualTo(1);
    }

    @Test
    void manyAtOnceTakeEffectOnce() {
        List<CompletableFuture<Reply>> calls =
                IntStream.range(0, 20)
                        .mapToObj(
                                i ->
                                        bob.keyedAsync(
                                                "key-13",
                                                Person.path(meeting, "chat"),
                                                Map.of("content", "Hi", "message_type", "text")))
                        .toList();
        List<Reply> replies = calls.stream().map(CompletableFuture::join).toList();
        assertThat(replies)
                .allSatisfy(reply -> assertThat(reply.status()).as(reply.text()).isIn(200, 409));
        assertThat(replies.stream().filter(reply -> reply.status() == 200).map(Reply::text))
                .isNotEmpty()
                .containsOnly(says(bob, "key-13", "Hi").text());
        assertThat(count(alice, meeting, "chat.message_sent")).isEqualTo(1);
    }

    @Test
    void keysAreForgottenAfterADay() {
        Map<String, Object> plan = Map.of("title", "Daily");
        Reply first = alice.keyed("key-14", "/api/v1/meetings", plan);
        clock.passes(Duration.ofHours(23));
        assertThat(alice.keyed("key-14", "/api/v1/meetings", plan).text()).isEqualTo(first.text());
        clock.passes(Duration.ofHours(1));
        Reply again = alice.keyed("key-14", "/api/v1/meetings", plan);
        assertThat(again.header("Idempotency-Replayed")).isEmpty();
        assertThat(again.text()).isNotEqualTo(first.text());
    }

    @Test
    void whatIsNoKeyIsRefused() {
        Reply refusal = says(bob, "two words", "Hello");
        refused(refusal, 400, "VALIDATION_FAILED");
        assertThat(refusal.json().path("details").has("Idempotency-Key")).isTrue();
        refused(says(bob, "x".repeat(256), "Hello"), 400, "VALIDATION_FAILED");
    }

    private Reply says(Person person, String key, String content) {
        return person.keyed(
                key,
                Person.path(meeting, "chat"),
                Map.of("content", content, "message_type", "text"));
    }

    private static Map<String, Object> guarded(String password) {
        return Map.of(
                "title",
                "Guarded",
                "policy",
                Map.of("require_password", true, "password", password));
    }
}
