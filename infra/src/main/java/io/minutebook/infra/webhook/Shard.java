package io.minutebook.infra.webhook;

import io.minutebook.kernel.WebhookId;
import io.minutebook.kernel.node.Lease;
import io.minutebook.kernel.node.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Sends to a share of the webhooks, while that is this node's work. */
final class Shard implements Work {

    private final int number;
    private final Pump.Sending sending;
    private final Duration patience;
    private final Map<WebhookId, Pump> pumps = new ConcurrentHashMap<>();
    private volatile boolean begun;
    private volatile @Nullable Lease lease;

    /**
     * @param patience how long an attempt that is under way may take
     */
    Shard(int number, Pump.Sending sending, Duration patience) {
        this.number = number;
        this.sending = sending;
        this.patience = patience;
    }

    String name() {
        return "webhooks-" + number;
    }

    /** The work may have begun before its lease was there to be asked. */
    void heldBy(Lease given) {
        lease = given;
        pumps.values().forEach(Pump::poke);
    }

    void giveBack() {
        Lease held = lease;
        if (held != null) {
            held.close();
        }
    }

    private boolean isHeld() {
        Lease held = lease;
        return begun && held != null && held.isHeld();
    }

    @Override
    public void begin() {
        begun = true;
        pokeAll();
    }

    /** There may be something for any of them. */
    void pokeAll() {
        sending.book().endpoints(number).forEach(endpoint -> poke(endpoint.webhookId()));
    }

    /** What is on its way arrives first: sent by another node it would arrive twice. */
    @Override
    public void end() {
        begun = false;
        pumps.values().forEach(pump -> pump.awaitIdle(patience));
        pumps.clear();
    }

    /** There may be something for {@code webhook}. */
    void poke(WebhookId webhook) {
        if (begun) {
            pumps.computeIfAbsent(webhook, id -> new Pump(id, sending, this::isHeld)).poke();
        }
    }

    void pokeDue(Instant now) {
        pumps.values().forEach(pump -> pump.pokeIfDue(now));
    }
}
