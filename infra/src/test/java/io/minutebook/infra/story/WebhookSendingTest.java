package io.minutebook.infra.story;

import static io.minutebook.infra.story.WebhookTrials.contents;
import static io.minutebook.infra.story.WebhookTrials.done;
import static io.minutebook.infra.story.WebhookTrials.isVerified;
import static io.minutebook.infra.story.WebhookTrials.path;
import static io.minutebook.infra.story.WebhookTrials.registers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minutebook.infra.story.Person.Reply;
import io.minutebook.infra.story.WebhookReceiver.Answer;
import io.minutebook.infra.story.WebhookReceiver.Arrival;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** How what is sent arrives, fails, and is sent again; by a clock that the test moves. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookSendingTest {

    private static final List<String> CHAT = List.of("chat.message_sent");

    @TempDir static Path data;
    private final MovedClock clock = new MovedClock();
    private Server server;
    private Person alice;
    private WebhookReceiver receiver;
    private String meeting;

    @BeforeAll
    void open() {
        server = Server.on(data, clock, Map.of("minutebook.webhooks.timeout", "2s"));
    }

    @AfterAll
    void close() {
        server.close();
    }

    /** Tokens last an hour, which tests may let pass. */
    @BeforeEach
    void begin() {
        receiver = new WebhookReceiver();
        alice = server.person("alice");
        meeting = Given.running(alice);
    }

    @AfterEach
    void end() {
        receiver.close();
    }

    private JsonNode registered(String url) {
        return registers(alice, Map.of("url", url, "meeting_id", meeting, "events", CHAT));
    }

    /** What arrived but for the first so many. */
    private List<Arrival> from(int first) {
        List<Arrival> all = receiver.arrivals();
        return all.subList(Math.min(first, all.size()), all.size());
    }

    private void says(int from, int to) {
        IntStream.range(from, to).forEach(i -> done(alice.says(meeting, "line " + i)));
    }

    private static List<String> lines(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "line " + i).toList();
    }

    private JsonNode deliveries(JsonNode webhook, String query) {
        return done(alice.get(path(webhook) + "/deliveries?" + query)).data();
    }

    private void awaitStatus(JsonNode webhook, String status, int count) {
        await().untilAsserted(
                        () -> assertThat(deliveries(webhook, "status=" + status)).hasSize(count));
    }

    @Test
    void whatWasMissedArrivesInItsOrderOnceTheReceiverIsBack() {
        int port = receiver.port();
        JsonNode webhook = registered(receiver.url());
        receiver.close();
        says(0, 20);
        await().untilAsserted(
                        () ->
                                assertThat(
                                                deliveries(webhook, "status=pending")
                                                        .findValues("attempt_count"))
                                        .hasSize(20)
                                        .allMatch(count -> count.asInt() == 1));

        receiver = new WebhookReceiver(port);
        says(20, 25);
        await().untilAsserted(
                        () -> assertThat(contents(receiver.arrivals())).isEqualTo(lines(20, 25)));
        clock.passes(Duration.ofSeconds(6));

        await().untilAsserted(() -> assertThat(contents(from(5))).isEqualTo(lines(0, 20)));
        awaitStatus(webhook, "succeeded", 25);
    }

    @Test
    void aRetryHasTheSameIdAndBytesAndATimeOfItsOwn() {
        receiver.answers(500);
        JsonNode webhook = registered(receiver.url());
        says(0, 1);
        await().until(() -> receiver.arrivals().size() == 1);
        awaitStatus(webhook, "pending", 1);

        clock.passes(Duration.ofSeconds(6));
        await().until(() -> receiver.arrivals().size() == 2);

        Arrival first = receiver.arrivals().get(0);
        Arrival second = receiver.arrivals().get(1);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("webhook-id")).isEqualTo(first.header("webhook-id"));
        assertThat(Long.parseLong(second.header("webhook-timestamp")))
                .isGreaterThanOrEqualTo(Long.parseLong(first.header("webhook-timestamp")) + 5);
        assertThat(second.header("webhook-signature"))
                .isNotEqualTo(first.header("webhook-signature"));
    }

    @Test
    void attemptsAreToldOfAndTheScheduleEnds() {
        receiver.answers(Answer.of(503, "x".repeat(5_000), Map.of()));
        JsonNode webhook = registered(receiver.url());
        says(0, 1);
        int attempt = 0;
        for (int hours : new int[] {0, 1, 1, 3, 6, 11, 16, 23, 27}) {
            int made = ++attempt;
            await().until(() -> isWaitingAfter(webhook, made));
            clock.passes(Duration.ofHours(hours).plusSeconds(6));
            alice = server.person("alice"); // their token may have expired
        }
        await().until(() -> receiver.arrivals().size() == 10);
        awaitStatus(webhook, "failed", 1);

        String delivery =
                deliveries(webhook, "status=failed").get(0).path("delivery_id").asString();
        JsonNode attempts =
                alice.get(path(webhook) + "/deliveries/" + delivery).data().path("attempts");
        assertThat(attempts).hasSize(10);
        assertThat(attempts.get(0).path("status").asInt()).isEqualTo(503);
        assertThat(attempts.get(0).path("response").asString()).hasSize(1_024);
        assertThat(attempts.get(0).path("error").asString()).isNotBlank();
        assertThat(attempts.get(0).path("milliseconds").isNumber()).isTrue();
        assertThat(attempts.get(0).path("time").asString()).isNotBlank();
    }

    /** Whether so many attempts are written down, and another is planned. */
    private boolean isWaitingAfter(JsonNode webhook, int attempts) {
        JsonNode pending = deliveries(webhook, "status=pending");
        return pending.size() == 1
                && pending.get(0).path("attempt_count").asInt() == attempts
                && receiver.arrivals().size() == attempts;
    }

    @Test
    void retryAfterIsHeeded() {
        receiver.answers(Answer.of(429, "", Map.of("Retry-After", "3600")));
        JsonNode webhook = registered(receiver.url());
        says(0, 1);
        await().until(() -> receiver.arrivals().size() == 1);
        awaitStatus(webhook, "pending", 1);
        JsonNode pending = deliveries(webhook, "status=pending").get(0);

        assertThat(
                        Duration.between(
                                clock.instant(),
                                java.time.Instant.parse(
                                        pending.path("next_attempt_at").asString())))
                .isBetween(Duration.ofMinutes(55), Duration.ofMinutes(61));
    }

    @Test
    void aRedirectIsAFailure() {
        receiver.answers(Answer.of(302, "", Map.of("Location", receiver.url("/elsewhere"))));
        JsonNode webhook = registered(receiver.url());
        says(0, 1);

        awaitStatus(webhook, "pending", 1);
        await().until(() -> deliveries(webhook, "").get(0).path("attempt_count").asInt() == 1);
        assertThat(receiver.arrivalsAt("/elsewhere")).isEmpty();
    }

    @Test
    void whoeverIsGoneIsDisabledUntilSomebodyEnablesIt() {
        receiver.answers(410);
        JsonNode webhook = registered(receiver.url());
        says(0, 1);

        await().until(() -> !shown(webhook).path("enabled").asBoolean());
        assertThat(shown(webhook).path("disabled_reason").asString()).isEqualTo("gone");
        assertThat(alice.post(path(webhook) + "/test", null).code()).isEqualTo("CONFLICT");
        says(1, 3);
        receiver.answers(200);
        done(alice.call("PATCH", path(webhook), Map.of("enabled", true)));
        assertThat(shown(webhook).path("disabled_reason").isNull()).isTrue();
        says(3, 4);

        await().untilAsserted(
                        () ->
                                assertThat(contents(receiver.arrivals()))
                                        .containsExactly("line 0", "line 3"));
    }

    private JsonNode shown(JsonNode webhook) {
        return done(alice.get(path(webhook))).data();
    }

    @Test
    void nothingButFailureForFiveDaysDisables() {
        receiver.answers(500);
        JsonNode webhook = registered(receiver.url());
        says(0, 1);
        await().until(() -> receiver.arrivals().size() == 1);
        awaitStatus(webhook, "pending", 1);

        clock.passes(Duration.ofDays(5).plusMinutes(1));
        alice = server.person("alice");

        await().until(() -> !shown(webhook).path("enabled").asBoolean());
        assertThat(shown(webhook).path("disabled_reason").asString()).isEqualTo("failing");
        assertThat(receiver.arrivals()).hasSize(2);
    }

    @Test
    void somebodyWhoNeverAnswersDelaysNobodyElse() {
        try (WebhookReceiver hanging = new WebhookReceiver()) {
            hanging.answers(exchange -> await().forever().until(() -> false));
            registered(hanging.url());
            registered(receiver.url());

            says(0, 20);

            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(
                            () ->
                                    assertThat(contents(receiver.arrivals()))
                                            .isEqualTo(lines(0, 20)));
        }
    }

    @Test
    void whatIsRemovedIsSentNothingMore() {
        receiver.answers(500);
        JsonNode webhook = registered(receiver.url());
        says(0, 2);
        await().until(() -> receiver.arrivals().size() == 2);

        done(alice.call("DELETE", path(webhook), null));
        assertThat(alice.get(path(webhook)).code()).isEqualTo("NOT_FOUND");
        assertThat(alice.get(path(webhook) + "/deliveries").code()).isEqualTo("NOT_FOUND");
        assertThat(alice.post(path(webhook) + "/test", null).code()).isEqualTo("NOT_FOUND");
        clock.passes(Duration.ofSeconds(10));
        JsonNode other = registered(receiver.url("/other"));
        says(2, 3);

        await().until(() -> receiver.arrivalsAt("/other").size() == 1);
        assertThat(receiver.arrivalsAt("/hook")).hasSize(2);
        assertThat(shown(other).path("enabled").asBoolean()).isTrue();
    }

    @Test
    void bothSecretsSignWhileOneReplacesTheOther() {
        JsonNode webhook = registered(receiver.url());
        String first = webhook.path("secret").asString();
        says(0, 1);
        await().until(() -> receiver.arrivals().size() == 1);
        assertThat(isVerified(receiver.arrivals().get(0), first)).isTrue();

        Reply rotated = done(alice.post(path(webhook) + "/rotate-secret", null));
        String second = rotated.data().path("secret").asString();
        assertThat(second).startsWith("whsec_").isNotEqualTo(first);
        says(1, 2);
        await().until(() -> receiver.arrivals().size() == 2);
        Arrival both = receiver.arrivals().get(1);
        assertThat(both.header("webhook-signature").split(" ")).hasSize(2);

        clock.passes(Duration.ofHours(24).plusMinutes(1));
        alice = server.person("alice");
        says(2, 3);
        await().until(() -> receiver.arrivals().size() == 3);
        Arrival later = receiver.arrivals().get(2);
        assertThat(later.header("webhook-signature").split(" ")).hasSize(1);
        assertThat(both.header("webhook-signature")).contains("v1,");
    }

    @Test
    void whatIsSentOnceMoreIsTheSame() {
        JsonNode webhook = registered(receiver.url());
        says(0, 3);
        awaitStatus(webhook, "succeeded", 3);
        String oldest = deliveries(webhook, "").get(2).path("delivery_id").asString();

        Reply reply =
                done(alice.post(path(webhook) + "/deliveries/" + oldest + "/redeliver", null));

        assertThat(reply.data().path("status").asString()).isEqualTo("pending");
        await().until(() -> receiver.arrivals().size() == 4);
        assertThat(receiver.arrivals().get(3).body()).isEqualTo(receiver.arrivals().get(0).body());
        assertThat(receiver.arrivals().get(3).header("webhook-id"))
                .isEqualTo(receiver.arrivals().get(0).header("webhook-id"))
                .isEqualTo(oldest);
        awaitStatus(webhook, "succeeded", 3);
        assertThat(alice.get(path(webhook) + "/deliveries/" + oldest).data().path("attempts"))
                .hasSize(2);
    }

    @Test
    void aStretchOfTimeIsSentOnceMoreInItsOrder() {
        says(0, 3); // before anybody listened
        JsonNode webhook = registered(receiver.url());
        String from = clock.instant().minusSeconds(3_600).toString();
        says(3, 6);
        awaitStatus(webhook, "succeeded", 3);
        String to = clock.instant().plusMillis(1).toString();

        done(alice.post(path(webhook) + "/replay", Map.of("from", from, "to", to)));

        await().untilAsserted(() -> assertThat(contents(from(3))).isEqualTo(lines(0, 6)));
        awaitStatus(webhook, "succeeded", 6);
        List<String> ids =
                receiver.arrivals().stream().map(arrival -> arrival.header("webhook-id")).toList();
        assertThat(ids.subList(6, 9)).isEqualTo(ids.subList(0, 3));
        assertThat(alice.post(path(webhook) + "/replay", Map.of("from", to, "to", from)).code())
                .isEqualTo("VALIDATION_FAILED");
    }

    @Test
    void deliveriesComeInPagesTheNewestFirst() {
        JsonNode webhook = registered(receiver.url());
        says(0, 7);
        awaitStatus(webhook, "succeeded", 7);

        Reply first = done(alice.get(path(webhook) + "/deliveries?limit=4"));
        String cursor = first.json().at("/page/next_cursor").asString();
        Reply second = done(alice.get(path(webhook) + "/deliveries?limit=4&cursor=" + cursor));

        assertThat(first.data()).hasSize(4);
        assertThat(second.data()).hasSize(3);
        assertThat(second.json().at("/page/next_cursor").isNull()).isTrue();
        List<String> ids = first.data().findValuesAsString("delivery_id");
        ids.addAll(second.data().findValuesAsString("delivery_id"));
        assertThat(ids).doesNotHaveDuplicates().isSortedAccordingTo((a, b) -> b.compareTo(a));
        assertThat(alice.get(path(webhook) + "/deliveries?cursor=x").code())
                .isEqualTo("VALIDATION_FAILED");
        assertThat(alice.get(path(webhook) + "/deliveries?status=x").code())
                .isEqualTo("VALIDATION_FAILED");
        assertThat(alice.get(path(webhook) + "/deliveries/x").code()).isEqualTo("NOT_FOUND");
    }
}
