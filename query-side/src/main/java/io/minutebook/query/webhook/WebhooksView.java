package io.minutebook.query.webhook;

import io.minutebook.kernel.event.WebhookEvent;
import io.minutebook.kernel.log.RecordedEvent;
import io.minutebook.kernel.store.CollectionSpec;
import io.minutebook.kernel.store.CollectionSpec.Index;
import io.minutebook.query.view.View;
import io.minutebook.query.view.ViewBatch;
import java.util.List;

/** The view of webhooks that are registered. What is sent does not go by it. */
public final class WebhooksView implements View {

    static final String WEBHOOKS = "webhooks";
    static final String BY_TIME = "by_time";
    static final String BY_OWNER = "by_owner";
    static final String BY_MEETING = "by_meeting";

    @Override
    public String name() {
        return "webhooks";
    }

    @Override
    public List<CollectionSpec> collections() {
        return List.of(
                new CollectionSpec(
                        WEBHOOKS,
                        List.of(
                                new Index(BY_TIME, List.of("created")),
                                new Index(BY_OWNER, List.of("created_by", "created")),
                                new Index(BY_MEETING, List.of("meeting_id", "created")))));
    }

    @Override
    public void fold(RecordedEvent recorded, ViewBatch documents) {
        if (recorded.event() instanceof WebhookEvent event) {
            fold(recorded, event, documents);
        }
    }

    private static void fold(RecordedEvent recorded, WebhookEvent event, ViewBatch documents) {
        String id = event.webhookId().value();
        StoredWebhook before = documents.get(WEBHOOKS, id, StoredWebhook.class).orElse(null);
        if (before == null && !(event instanceof WebhookEvent.EndpointRegistered)) {
            return; // was deleted
        }
        StoredWebhook after = StoredWebhook.fold(before, recorded, event);
        if (after.deleted()) {
            documents.delete(WEBHOOKS, id);
        } else if (after != before) {
            documents.put(WEBHOOKS, id, after);
        }
    }
}
