package io.minutebook.infra.story;

import static io.minutebook.infra.story.Person.path;
import static io.minutebook.infra.story.WebhookTrials.WEBHOOKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minutebook.infra.story.Person.Reply;
import io.minutebook.infra.story.WebhookReceiver.Arrival;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Webhooks from their registration to what arrives. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookStoryTest {

    @TempDir static Path data;
    private Server server;
    private Person alice;
    private Person manager;
    private WebhookReceiver receiver;

    @BeforeAll
    void open() {
        server = Server.on(data);
        alice = server.person("alice");
        manager = server.person("mona", Map.of("scope", "webhooks:manage"));
    }

    @AfterAll
    void close() {
        server.close();
    }

    @BeforeEach
    void listen() {
        receiver = new WebhookReceiver();
    }

    @AfterEach
    void hangUp() {
        receiver.close();
    }

    private static String registered(Person by, Map<String, Object> request) {
        return WebhookTrials.registers(by, request).path("webhook_id").asString();
    }

    private void arrives(String... events) {
        await().untilAsserted(() -> assertThat(receiver.events()).containsExactly(events));
    }

    @Test
    void aHostHearsOfTheirMeetingInTheDocumentedForm() {
        String meeting = alice.creates("Board");
        registered(alice, Map.of("url", receiver.url(), "meeting_id", meeting));
        Person bob = server.person("bob");

        alice.starts(meeting);
        bob.joins(meeting);
        alice.ends(meeting);

        arrives("meeting.started", "participant.joined", "meeting.ended");
        List<Arrival> all = receiver.arrivals();
        assertThat(all.get(0).json().propertyNames())
                .containsExactly("event", "meeting_id", "data", "timestamp");
        assertThat(all.get(0).json().path("meeting_id").asString()).isEqualTo(meeting);
        assertThat(all.get(0).json().path("data").propertyNames())
                .containsExactly("started_by", "started_at");
        assertThat(all.get(1).json().path("data").propertyNames())
                .containsExactly("user_id", "role", "joined_at");
        assertThat(all.get(2).json().path("data").propertyNames())
                .containsExactly("ended_by", "ended_at", "duration_minutes", "participant_count");
        assertThat(all.get(2).json().path("data").path("participant_count").asInt()).isEqualTo(1);
        assertThat(all.get(2).json().path("timestamp"))
                .isEqualTo(all.get(2).json().path("data").path("ended_at"));
    }

    @Test
    void aPrivateMessageIsNeverSent() {
        String meeting = alice.creates("Board");
        Person bob = server.person("bob");
        alice.starts(meeting);
        alice.joins(meeting);
        bob.joins(meeting);
        registered(
                alice,
                Map.of(
                        "url",
                        receiver.url(),
                        "meeting_id",
                        meeting,
                        "events",
                        List.of("chat.message_sent")));

        bob.post(
                path(meeting, "chat"),
                Map.of("content", "psst", "message_type", "text", "recipient_id", "alice"));
        bob.says(meeting, "Hello");

        arrives("chat.message_sent");
        assertThat(receiver.arrivals().get(0).json().path("data").path("content").asString())
                .isEqualTo("Hello");
    }

    @Test
    void theSecretIsShownOnceAndAReplayedRegistrationLeavesItOut() {
        Map<String, Object> request = Map.of("url", receiver.url(), "description", "Ours");

        Reply first = manager.keyed("key-1", WEBHOOKS, request);
        Reply again = manager.keyed("key-1", WEBHOOKS, request);

        assertThat(first.data().path("secret").asString()).startsWith("whsec_");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.data().has("secret")).isFalse();
        assertThat(again.data().path("webhook_id")).isEqualTo(first.data().path("webhook_id"));
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(manager.get(first.header("Location")).data().has("secret")).isFalse();
    }

    @Test
    void aTestArrivesAndIsToldOf() {
        String webhook = registered(manager, Map.of("url", receiver.url("/test")));

        Reply reply = manager.post(WEBHOOKS + "/" + webhook + "/test", null);

        await().untilAsserted(() -> assertThat(receiver.arrivalsAt("/test")).hasSize(1));
        Arrival arrival = receiver.arrivalsAt("/test").get(0);
        assertThat(arrival.event()).isEqualTo("webhook.test");
        String delivery = reply.data().path("delivery_id").asString();
        assertThat(arrival.header("webhook-id")).isEqualTo(delivery);
        await().untilAsserted(
                        () ->
                                assertThat(
                                                manager.get(
                                                                WEBHOOKS
                                                                        + "/"
                                                                        + webhook
                                                                        + "/deliveries/"
                                                                        + delivery)
                                                        .data()
                                                        .path("status")
                                                        .asString())
                                        .isEqualTo("succeeded"));
        Reply shown = manager.get(WEBHOOKS + "/" + webhook + "/deliveries/" + delivery);
        assertThat(shown.data().path("attempts").get(0).path("status").asInt()).isEqualTo(204);
    }

    @Test
    void aStrangerMayNeitherRegisterNorLook() {
        Person eve = server.person("eve");
        String meeting = alice.creates("Board");
        String webhook = registered(alice, Map.of("url", receiver.url(), "meeting_id", meeting));

        assertThat(eve.post(WEBHOOKS, Map.of("url", receiver.url())).code())
                .isEqualTo("INSUFFICIENT_PERMISSION");
        assertThat(eve.post(WEBHOOKS, Map.of("url", receiver.url(), "meeting_id", meeting)).code())
                .isEqualTo("INSUFFICIENT_PERMISSION");
        assertThat(eve.get(WEBHOOKS + "/" + webhook).code()).isEqualTo("INSUFFICIENT_PERMISSION");
        assertThat(eve.get(WEBHOOKS).data()).isEmpty();
        assertThat(alice.get(WEBHOOKS + "/01HXYZ0000000000000000000Z").code())
                .isEqualTo("NOT_FOUND");
        assertThat(alice.get("/api/v1/meetings/" + webhook).code()).isEqualTo("MEETING_NOT_FOUND");
        assertThat(alice.starts(webhook).code()).isEqualTo("MEETING_NOT_FOUND");
    }

    @Test
    void anAddressOfThisNetworkIsRefusedWhereNotConfigured(@TempDir Path closed) {
        Map<String, Object> properties =
                Map.of(
                        "minutebook.webhooks.allow-private-targets",
                        false,
                        "minutebook.webhooks.allow-http",
                        false);
        try (Server guarded = Server.on(closed, properties)) {
            Person mona = guarded.person("mona", Map.of("scope", "webhooks:manage"));
            for (String url :
                    new String[] {
                        receiver.url(),
                        "https://127.0.0.1/",
                        "https://localhost/",
                        "https://[::1]/",
                        "https://169.254.169.254/",
                        "https://mona@8.8.8.8/"
                    }) {
                Reply refused = mona.post(WEBHOOKS, Map.of("url", url));
                assertThat(refused.code()).as(url).isEqualTo("VALIDATION_FAILED");
                assertThat(refused.json().at("/details/url").asString()).as(url).isNotBlank();
            }
            Reply taken = mona.post(WEBHOOKS, Map.of("url", "https://8.8.8.8/hook"));
            assertThat(taken.status()).as(taken.text()).isEqualTo(201);
            Reply patched =
                    mona.call(
                            "PATCH",
                            taken.header("Location"),
                            Map.of("url", "https://10.0.0.1/hook"));
            assertThat(patched.json().at("/details/url").asString()).isNotBlank();
        }
    }
}
