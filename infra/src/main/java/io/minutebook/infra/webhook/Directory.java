package io.minutebook.infra.webhook;

import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.WebhookId;
import io.minutebook.kernel.WebhookTopic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The webhooks there are, found by what they are told of: a look-up costs as much as it finds. Not
 * safe for use by several threads.
 */
final class Directory {

    private final Map<WebhookId, Endpoint> endpoints = new HashMap<>();
    private final Map<MeetingId, Map<WebhookId, Endpoint>> ofOneMeeting = new HashMap<>();
    private final Map<WebhookTopic, Map<WebhookId, Endpoint>> ofAll =
            new EnumMap<>(WebhookTopic.class);

    Directory() {
        for (WebhookTopic topic : WebhookTopic.values()) {
            ofAll.put(topic, new LinkedHashMap<>());
        }
    }

    Optional<Endpoint> find(WebhookId id) {
        return Optional.ofNullable(endpoints.get(id));
    }

    Collection<Endpoint> all() {
        return List.copyOf(endpoints.values());
    }

    void put(Endpoint endpoint) {
        remove(endpoint.webhookId());
        endpoints.put(endpoint.webhookId(), endpoint);
        if (!endpoint.enabled()) {
            return;
        }
        if (endpoint.meetingId() != null) {
            ofOneMeeting
                    .computeIfAbsent(endpoint.meetingId(), meeting -> new LinkedHashMap<>())
                    .put(endpoint.webhookId(), endpoint);
            return;
        }
        ofAll.forEach(
                (topic, told) -> {
                    if (endpoint.wants(topic)) {
                        told.put(endpoint.webhookId(), endpoint);
                    }
                });
    }

    void remove(WebhookId id) {
        @Nullable Endpoint endpoint = endpoints.remove(id);
        if (endpoint == null) {
            return;
        }
        ofAll.values().forEach(told -> told.remove(id));
        if (endpoint.meetingId() != null) {
            ofOneMeeting.computeIfPresent(
                    endpoint.meetingId(),
                    (meeting, told) -> {
                        told.remove(id);
                        return told.isEmpty() ? null : told;
                    });
        }
    }

    /** Those to be told of something that happened in a meeting. */
    List<Endpoint> told(MeetingId meeting, WebhookTopic topic) {
        List<Endpoint> told = new ArrayList<>(ofAll.getOrDefault(topic, Map.of()).values());
        Stream<Endpoint> more = ofOneMeeting.getOrDefault(meeting, Map.of()).values().stream();
        more.filter(endpoint -> endpoint.wants(topic)).forEach(told::add);
        return told;
    }
}
