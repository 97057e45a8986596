package io.minutebook.infra.webhook;

import io.minutebook.kernel.WebhookId;
import io.minutebook.kernel.event.WebhookEvent.DisableReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a webhook from being sent anything from when it is to be disabled until it is enabled
 * again: until the planner has read that it was disabled, its document says that it is not.
 */
final class Stop {

    private final WebhookId webhook;
    private final Disabling disabling;
    private final Runnable later;
    private @Nullable Instant enabledAt;
    private DisableReason reason = DisableReason.GONE;
    private boolean isDone;

    /** Has a webhook disabled; waits for it, and tells whether it came about. */
    @FunctionalInterface
    interface Disabling {
        boolean disable(WebhookId webhook, DisableReason reason);
    }

    /**
     * @param later told where the webhook could not be disabled, so that {@link #holds} is asked
     *     again
     */
    Stop(WebhookId webhook, Disabling disabling, Runnable later) {
        this.webhook = webhook;
        this.disabling = disabling;
        this.later = later;
    }

    /** Nothing more is sent to {@code endpoint} as it is; has it disabled. */
    synchronized void begin(Endpoint endpoint, DisableReason why) {
        if (isDone && endpoint.enabledAt().equals(enabledAt)) {
            return; // the other lane heard it too
        }
        enabledAt = endpoint.enabledAt();
        reason = why;
        isDone = false;
        attempt();
    }

    /** Whether nothing is to be sent to {@code endpoint}. */
    synchronized boolean holds(Endpoint endpoint) {
        if (!endpoint.enabled()) {
            enabledAt = null;
            return true;
        }
        if (!endpoint.enabledAt().equals(enabledAt)) {
            return false;
        }
        if (!isDone) {
            attempt();
        }
        return true;
    }

    private void attempt() {
        isDone = disabling.disable(webhook, reason);
        if (!isDone) {
            later.run();
        }
    }
}
