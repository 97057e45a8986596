package io.minutebook.api.webhook;

import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.WebhookTopic;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.WebhookEvent.TestRequested;
import io.minutebook.kernel.json.Json;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is sent of an event: made of the event alone, so that it is the same bytes each time, but
 * for personal text that was erased meanwhile.
 */
public final class WebhookBodies {

    /** What a test is called in a body. */
    public static final String TEST = "webhook.test";

    private WebhookBodies() {}

    /** What an event is told of as, empty where webhooks never hear of it. */
    public static Optional<WebhookTopic> topicOf(MeetingEvent event) {
        return Optional.ofNullable(Words.of(event)).map(Word::topic);
    }

    /** The body of an event that has a topic. */
    public static byte[] of(MeetingEvent event) {
        Word word = Words.of(event);
        if (word == null) {
            throw new IllegalArgumentException("webhooks never hear of this event");
        }
        return body(word.topic().wireName(), event.meetingId(), word.data().get(), event.at());
    }

    /**
     * @param meeting the one that the webhook is told of, null for all
     */
    public static byte[] of(TestRequested test, @Nullable MeetingId meeting) {
        return body(
                TEST,
                meeting,
                Word.data(
                        "webhook_id",
                        test.webhookId(),
                        "requested_by",
                        test.by(),
                        "requested_at",
                        test.at()),
                test.at());
    }

    private static byte[] body(
            String event, @Nullable MeetingId meeting, ObjectNode data, Instant at) {
        ObjectNode body = Word.data("event", event, "meeting_id", meeting);
        body.set("data", data);
        body.put("timestamp", at.toString());
        return Json.MAPPER.writeValueAsBytes(body);
    }
}
