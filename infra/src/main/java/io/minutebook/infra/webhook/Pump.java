package io.minutebook.infra.webhook;

import io.minutebook.infra.webhook.DeliveryBook.Waiting;
import io.minutebook.kernel.WebhookId;
import io.minutebook.kernel.event.WebhookEvent.DisableReason;
import io.minutebook.kernel.store.Batch;
import io.minutebook.kernel.webhook.DeliveryStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends what one webhook is to get: what was never tried in the order of the log, one at a time;
 * beside it, likewise one at a time, what failed or was asked for again, when it is due. What was
 * sent is written down while the next is on its way.
 */
final class Pump {

    private static final int PAGE = 50;
    private static final Duration AFTER_FAULT = Duration.ofSeconds(2);

    private final WebhookId webhook;
    private final Sending sending;
    private final BooleanSupplier mayGoOn;
    private final Failing failing;
    private final Stop stop;
    private final Lane line;
    private final Lane side;
    private @Nullable Instant nextDue;
    private volatile @Nullable Instant faultUntil;

    /** What all pumps of a node share. */
    record Sending(
            DeliveryBook book,
            Trial attempts,
            Outcomes outcomes,
            RetrySchedule schedule,
            Slots slots,
            Stop.Disabling disabling,
            WebhookMetrics metrics,
            Clock clock) {}

    /** Sends a delivery once; waits for how it went. */
    @FunctionalInterface
    interface Trial {
        Attempts.Result send(StoredDelivery delivery, Endpoint endpoint);
    }

    /**
     * @param mayGoOn asked before each attempt
     */
    Pump(WebhookId webhook, Sending sending, BooleanSupplier mayGoOn) {
        this.webhook = webhook;
        this.sending = sending;
        this.mayGoOn = mayGoOn;
        this.failing = new Failing(webhook, sending.book());
        this.stop = new Stop(webhook, sending.disabling(), this::fault);
        this.line = new Lane(webhook.value(), this::sendLine, this::fault);
        this.side = new Lane(webhook.value(), this::sendSide, this::fault);
    }

    private void fault() {
        faultUntil = sending.clock().instant().plus(AFTER_FAULT);
    }

    /** There may be something to send. */
    void poke() {
        faultUntil = null;
        line.poke();
        side.poke();
    }

    /** Sends what is due by now, and what a fault kept from being sent. */
    void pokeIfDue(Instant now) {
        Instant fault = faultUntil;
        if (fault != null && !now.isBefore(fault)) {
            poke();
        } else if (isDue(now)) {
            side.poke();
        }
    }

    /** Once for each time: the lane then reads anew when the next one is. */
    private synchronized boolean isDue(Instant now) {
        if (nextDue == null || now.isBefore(nextDue)) {
            return false;
        }
        nextDue = null;
        return true;
    }

    /** Never puts off what is due sooner: whoever reads the store may miss what is on its way. */
    private synchronized void dueAt(Instant due) {
        if (nextDue == null || due.isBefore(nextDue)) {
            nextDue = due;
        }
    }

    /** Waits until nothing is under way, which it is not once it may not go on. */
    void awaitIdle(Duration patience) {
        line.awaitIdle(patience);
        side.awaitIdle(patience);
    }

    private void sendLine() throws InterruptedException {
        boolean goesOn = true;
        while (goesOn) {
            List<Waiting> page = sending.book().line(webhook, PAGE);
            goesOn = !page.isEmpty() && send(page, Optional::of);
        }
    }

    private void sendSide() throws InterruptedException {
        List<Waiting> page;
        do {
            page = sending.book().side(webhook, sending.clock().instant(), PAGE);
            if (!page.isEmpty() && !send(page, this::stillDue)) {
                return; // whoever has it go on pokes
            }
        } while (!page.isEmpty());
        sending.book().side(webhook, null, 1).stream()
                .findFirst()
                .map(found -> found.delivery().due())
                .ifPresent(this::dueAt);
    }

    /** As it is by now: since the page was read it may have been asked for again. */
    private Optional<Waiting> stillDue(Waiting read) {
        Instant now = sending.clock().instant();
        return sending.book()
                .delivery(read.delivery().id())
                .filter(found -> found.delivery().isIn(StoredDelivery.SIDE))
                .filter(found -> found.delivery().due() != null)
                .filter(found -> !now.isBefore(found.delivery().due()));
    }

    /**
     * Sends a page; false where nothing more is to be sent now.
     *
     * @param latest what is to be sent of what was read, by the time it is sent
     */
    private boolean send(List<Waiting> page, Function<Waiting, Optional<Waiting>> latest)
            throws InterruptedException {
        List<CompletableFuture<Void>> written = new ArrayList<>();
        boolean goesOn = true;
        boolean durable;
        sending.metrics().waiting(page.size());
        try {
            for (int i = 0; goesOn && i < page.size(); i++) {
                Optional<Waiting> next = latest.apply(page.get(i));
                goesOn = next.isEmpty() || send(next.get(), written);
            }
        } finally {
            sending.metrics().waiting(-page.size());
            durable = areDurable(written); // else a round after a fault would send it again
        }
        return durable && goesOn;
    }

    /** Waits for it; false where the node is going down. */
    private static boolean areDurable(List<CompletableFuture<Void>> written) {
        try {
            CompletableFuture.allOf(written.toArray(CompletableFuture[]::new)).join();
            return true;
        } catch (CompletionException fault) {
            if (fault.getCause() instanceof CancellationException) {
                return false;
            }
            throw fault;
        }
    }

    private boolean send(Waiting waiting, List<CompletableFuture<Void>> written)
            throws InterruptedException {
        Optional<Endpoint> found = sending.book().endpoint(webhook);
        if (found.isEmpty()) {
            String id = waiting.delivery().id();
            written.add(
                    sending.outcomes()
                            .write((batch, anew) -> batch.delete(DeliveryBook.DELIVERIES, id)));
            return true;
        }
        Endpoint endpoint = found.get();
        if (stop.holds(endpoint)) {
            return false;
        }
        Runnable giveBack = sending.slots().take(failing.isTroubled());
        try {
            if (!mayGoOn.getAsBoolean()) {
                fault(); // the work may come back to this node, or never have left it
                return false;
            }
            if (stop.holds(endpoint)) { // by what the other lane heard meanwhile
                return false;
            }
            Attempts.Result result = sending.attempts().send(waiting.delivery(), endpoint);
            return settle(waiting, endpoint, result, written);
        } finally {
            giveBack.run();
        }
    }

    private boolean settle(
            Waiting sent,
            Endpoint endpoint,
            Attempts.Result result,
            List<CompletableFuture<Void>> written)
            throws InterruptedException {
        Instant now = sending.clock().instant();
        StoredDelivery after = after(sent.delivery(), result, now);
        sending.metrics().attempt(outcome(after), result.took());
        Batch health = new Batch();
        failing.take(result, endpoint.enabledAt(), now, health);
        Settlement settlement =
                new Settlement(sending.book(), sent, result.attempt(), after, health);
        written.add(
                sending.outcomes()
                        .write(settlement)
                        .thenRun(
                                () ->
                                        Optional.ofNullable(settlement.due())
                                                .ifPresent(this::dueAt)));
        return !isToBeDisabled(endpoint, result, now);
    }

    private static String outcome(StoredDelivery after) {
        return after.lane() == null ? after.status() : "retried";
    }

    private StoredDelivery after(StoredDelivery delivery, Attempts.Result result, Instant now) {
        if (result.succeeded()) {
            return delivery.over(DeliveryStatus.SUCCEEDED, result.attempt(), now);
        }
        if (result.gone()) {
            return delivery.over(DeliveryStatus.FAILED, result.attempt(), now);
        }
        return sending.schedule()
                .next(webhook, delivery.failures() + 1, result.retryAfter(), now)
                .map(next -> delivery.retriedAt(next, result.attempt(), now))
                .orElseGet(() -> delivery.over(DeliveryStatus.FAILED, result.attempt(), now));
    }

    private boolean isToBeDisabled(Endpoint endpoint, Attempts.Result result, Instant now) {
        boolean isHopeless = !result.succeeded() && failing.isHopeless(now);
        if (!result.gone() && !isHopeless || hasBegunAfresh(endpoint)) {
            return false;
        }
        stop.begin(endpoint, result.gone() ? DisableReason.GONE : DisableReason.FAILING);
        return true;
    }

    /** Whether what was sent says nothing of the webhook as it is by now. */
    private boolean hasBegunAfresh(Endpoint sentTo) {
        return sending.book()
                .endpoint(webhook)
                .filter(now -> now.enabledAt().equals(sentTo.enabledAt()))
                .isEmpty();
    }
}
