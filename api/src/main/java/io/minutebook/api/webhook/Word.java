package io.minutebook.api.webhook;

import io.minutebook.kernel.WebhookTopic;
import io.minutebook.kernel.json.Json;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What webhooks are told of an event: under which name, and what of it. */
record Word(WebhookTopic topic, Supplier<ObjectNode> data) {

    static Word of(WebhookTopic topic, @Nullable Object... fields) {
        return new Word(topic, () -> data(fields));
    }

    /**
     * @param fields names and values by turns
     */
    static ObjectNode data(@Nullable Object... fields) {
        ObjectNode data = Json.MAPPER.createObjectNode();
        for (int i = 0; i < fields.length; i += 2) {
            data.set((String) fields[i], Json.MAPPER.valueToTree(fields[i + 1]));
        }
        return data;
    }
}
