package io.minutebook.query.webhook;

import static io.minutebook.kernel.query.WebhookQuery.WEBHOOKS_OF_ALL_MAX;
import static io.minutebook.kernel.query.WebhookQuery.WEBHOOKS_OF_MEETING_MAX;

import io.minutebook.kernel.Caller;
import io.minutebook.kernel.ErrorCode;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.Scope;
import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.log.EventHistory;
import io.minutebook.kernel.query.Page;
import io.minutebook.kernel.query.WebhookDetails;
import io.minutebook.kernel.query.WebhookQuery.FindWebhooks;
import io.minutebook.kernel.store.Document;
import io.minutebook.kernel.store.Find;
import io.minutebook.query.view.Cursor;
import io.minutebook.query.view.KeptView;
import io.minutebook.query.view.ViewDocuments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists of webhooks, latest first. */
public final class WebhookList {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int PAGE = 200;

    private final EventHistory history;
    private final KeptView view;
    private final Webhooks webhooks;

    /**
     * @param view the {@link WebhooksView}
     */
    public WebhookList(EventHistory history, KeptView view, Webhooks webhooks) {
        this.history = history;
        this.view = view;
        this.webhooks = webhooks;
    }

    /**
     * A page of what the caller may manage; waits up to 2 s for what was acknowledged.
     *
     * @throws Rejection where the caller may not, or the cursor is none
     */
    public Page<WebhookDetails> find(FindWebhooks query) throws Rejection {
        Cursor after = Cursor.parse(query.cursor());
        if (query.meetingId() != null) {
            webhooks.requireManager(query.meetingId(), query.by());
        }
        view.await(history.head(), PATIENCE);
        ViewDocuments documents = view.documents();
        List<WebhookDetails> found = new ArrayList<>();
        int offset = 0;
        List<Document> page;
        do {
            page = documents.find(page(query, after, offset));
            for (Document document : page) {
                WebhookDetails webhook =
                        Json.COMPACT.readValue(document.json(), StoredWebhook.class).webhook();
                if (found.size() <= query.limit()
                        && isAfter(after, webhook)
                        && mayManage(webhook, query.by())) {
                    found.add(webhook);
                }
            }
            offset += page.size();
        } while (page.size() == PAGE && found.size() <= query.limit());
        return answer(query, found);
    }

    /**
     * Refuses where there are as many as may be.
     *
     * @param meeting null for those of all meetings
     */
    void requireRoom(@Nullable MeetingId meeting) throws Rejection {
        view.await(history.head(), PATIENCE);
        int max = meeting == null ? WEBHOOKS_OF_ALL_MAX : WEBHOOKS_OF_MEETING_MAX;
        Find last =
                meeting == null
                        ? find(WebhooksView.BY_TIME, List.of(), null, max - 1)
                        : find(WebhooksView.BY_MEETING, List.of(meeting.value()), null, max - 1);
        if (!view.documents().find(last).isEmpty()) {
            throw new Rejection(ErrorCode.CONFLICT, "There are " + max + " webhooks already");
        }
    }

    private static Page<WebhookDetails> answer(FindWebhooks query, List<WebhookDetails> found) {
        if (found.size() <= query.limit()) {
            return new Page<>(found, null);
        }
        WebhookDetails last = found.get(query.limit() - 1);
        return new Page<>(
                found.subList(0, query.limit()),
                new Cursor(last.createdAt().toEpochMilli(), last.webhookId().value()).text());
    }

    private static Find page(FindWebhooks query, @Nullable Cursor after, int offset) {
        Long to = after == null ? null : after.key() + 1;
        if (query.meetingId() != null) {
            return find(WebhooksView.BY_MEETING, List.of(query.meetingId().value()), to, offset);
        }
        return query.by().has(Scope.WEBHOOKS_MANAGE)
                ? find(WebhooksView.BY_TIME, List.of(), to, offset)
                : find(WebhooksView.BY_OWNER, List.of(query.by().id().value()), to, offset);
    }

    private static Find find(String index, List<Object> equal, @Nullable Long to, int offset) {
        return new Find(WebhooksView.WEBHOOKS, index, equal, null, to, true, offset, PAGE);
    }

    private static boolean isAfter(@Nullable Cursor after, WebhookDetails webhook) {
        return after == null
                || webhook.createdAt().toEpochMilli() < after.key()
                || webhook.webhookId().value().compareTo(after.id()) < 0;
    }

    /** Who registered a webhook may have ceased to be host of its meeting. */
    private boolean mayManage(WebhookDetails webhook, Caller by) {
        try {
            webhooks.requireManager(webhook.meetingId(), by);
            return true;
        } catch (Rejection refusal) {
            return false;
        }
    }
}
