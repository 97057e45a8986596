package io.minutebook.query.webhook;

import static io.minutebook.kernel.Rejection.require;

import io.minutebook.kernel.Caller;
import io.minutebook.kernel.ErrorCode;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.MeetingStatus;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.Scope;
import io.minutebook.kernel.WebhookId;
import io.minutebook.kernel.event.WebhookEvent;
import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.log.EventHistory;
import io.minutebook.kernel.log.RecordedEvent;
import io.minutebook.kernel.query.WebhookDetails;
import io.minutebook.query.meeting.RoomView;
import io.minutebook.query.meeting.Rooms;
import io.minutebook.query.view.KeptView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Webhooks as new as the record, and who may manage them. */
public final class Webhooks {

    private static final int PAGE = 500;

    private final EventHistory history;
    private final KeptView view;
    private final Rooms rooms;

    /**
     * @param view the {@link WebhooksView}
     */
    public Webhooks(EventHistory history, KeptView view, Rooms rooms) {
        this.history = history;
        this.view = view;
        this.rooms = rooms;
    }

    /**
     * A webhook with everything acknowledged before this call.
     *
     * @throws Rejection {@code NOT_FOUND}, and {@code INSUFFICIENT_PERMISSION} where the caller may
     *     not manage it
     */
    public WebhookDetails now(WebhookId id, Caller by) throws Rejection {
        WebhookDetails webhook = caughtUp(id).webhook();
        requireManager(webhook.meetingId(), by);
        return webhook;
    }

    /** The position in the log of the last event of a webhook. */
    long lastPosition(WebhookId id) throws Rejection {
        List<RecordedEvent> last = history.ofWebhook(id, caughtUp(id).seq() - 1, 1);
        return last.get(0).position();
    }

    private StoredWebhook caughtUp(WebhookId id) throws Rejection {
        StoredWebhook now =
                view.documents()
                        .get(WebhooksView.WEBHOOKS, id.value())
                        .map(found -> Json.COMPACT.readValue(found.json(), StoredWebhook.class))
                        .orElse(null);
        List<RecordedEvent> later;
        do {
            later = history.ofWebhook(id, now == null ? -1 : now.seq(), PAGE);
            for (RecordedEvent event : later) {
                now = StoredWebhook.fold(now, event, (WebhookEvent) event.event());
            }
        } while (later.size() == PAGE);
        if (now == null || now.deleted()) {
            throw new Rejection(ErrorCode.NOT_FOUND, "There is no such webhook");
        }
        return now;
    }

    /**
     * Refuses who may manage neither all webhooks nor those of the meeting.
     *
     * @param meeting null for all
     */
    public void requireManager(@Nullable MeetingId meeting, Caller by) throws Rejection {
        RoomView room = meeting == null ? null : rooms.now(meeting);
        if (by.has(Scope.WEBHOOKS_MANAGE)) {
            return;
        }
        if (room == null) {
            throw new Rejection(
                    ErrorCode.INSUFFICIENT_PERMISSION,
                    "This needs the scope webhooks:manage, or a meeting of the caller's");
        }
        require(
                room.roleOf(by.id()).leads(),
                ErrorCode.INSUFFICIENT_PERMISSION,
                "Only hosts of this meeting may manage its webhooks");
    }

    /**
     * Refuses where there will be nothing more to tell.
     *
     * @param meeting null for all
     */
    void requireNotOver(@Nullable MeetingId meeting) throws Rejection {
        if (meeting == null) {
            return;
        }
        MeetingStatus status = rooms.now(meeting).details().status();
        require(status != MeetingStatus.ENDED, ErrorCode.MEETING_ENDED, "The meeting has ended");
        require(
                status != MeetingStatus.CANCELLED,
                ErrorCode.MEETING_NOT_ACTIVE,
                "The meeting was cancelled");
    }
}
