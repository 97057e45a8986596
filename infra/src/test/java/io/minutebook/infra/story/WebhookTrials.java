package io.minutebook.infra.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.minutebook.infra.story.Person.Reply;
import io.minutebook.infra.story.WebhookReceiver.Arrival;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What tests of webhooks do often. */
final class WebhookTrials {

    static final String WEBHOOKS = "/api/v1/webhooks";

    private WebhookTrials() {}

    /** Registers a webhook and answers what that was answered with. */
    static JsonNode registers(Person by, Map<String, Object> request) {
        Reply reply = by.post(WEBHOOKS, request);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.data();
    }

    static String path(JsonNode webhook) {
        return WEBHOOKS + "/" + webhook.path("webhook_id").asString();
    }

    static Reply done(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply;
    }

    /** The contents of the messages that arrived, in order. */
    static List<String> contents(List<Arrival> arrivals) {
        return arrivals.stream()
                .map(arrival -> arrival.json().path("data").path("content").asString())
                .toList();
    }

    /** Whether the published library takes what arrived. */
    static boolean isVerified(Arrival arrival, String secret) {
        try {
            new Webhook(secret)
                    .verify(arrival.text(), HttpHeaders.of(arrival.headers(), (a, b) -> true));
            return true;
        } catch (WebhookVerificationException refused) {
            return false;
        } catch (Exception unusable) {
            throw new AssertionError(unusable);
        }
    }
}
