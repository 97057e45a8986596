package io.minutebook.infra.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.minutebook.api.Dispatch;
import io.minutebook.api.webhook.WebhookClient;
import io.minutebook.api.webhook.WebhookProperties;
import io.minutebook.api.webhook.WebhookSecrets;
import io.minutebook.kernel.WebhookId;
import io.minutebook.kernel.command.WebhookCommand.DisableEndpoint;
import io.minutebook.kernel.event.WebhookEvent.DisableReason;
import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.log.EventHistory;
import io.minutebook.kernel.log.LogUnavailableException;
import io.minutebook.kernel.node.Leases;
import io.minutebook.kernel.store.Document;
import io.minutebook.kernel.store.Find;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Sends what was planned, sharing the webhooks with the other nodes. */
public final class WebhookSender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration SLACK = Duration.ofSeconds(5);

    private final DeliveryBook book;
    private final Dispatch dispatch;
    private final Clock clock;
    private final Outcomes outcomes;
    private final List<Shard> shards;
    private final Semaphore news = new Semaphore(0);
    private long lastNews;
    private volatile boolean closed;
    private @Nullable Thread thread;

    public WebhookSender(
            DeliveryBook book,
            EventHistory history,
            WebhookClient client,
            WebhookSecrets secrets,
            WebhookProperties properties,
            Dispatch dispatch,
            MeterRegistry registry,
            Clock clock) {
        this.book = book;
        this.dispatch = dispatch;
        this.clock = clock;
        this.outcomes = new Outcomes(book.state());
        Pump.Sending sending =
                new Pump.Sending(
                        book,
                        new Attempts(history, client, secrets, clock)::send,
                        outcomes,
                        new RetrySchedule(properties.retrySchedule()),
                        new Slots(WebhookClient.ATTEMPTS_AT_ONCE_MAX, Schedulers.parallel()),
                        this::disable,
                        new WebhookMetrics(registry),
                        clock);
        Duration patience = properties.timeout().plus(SLACK);
        this.shards =
                IntStream.range(0, Endpoint.SHARDS)
                        .mapToObj(number -> new Shard(number, sending, patience))
                        .toList();
    }

    /** Begins to share in the work. */
    public void start(Leases leases) {
        lastNews = book.cursor().number();
        thread = Thread.ofPlatform().name("webhooks").daemon().start(this::run);
        shards.forEach(shard -> shard.heldBy(leases.compete(shard.name(), shard)));
    }

    /** Something was planned on this node; what others planned is looked for. */
    public void wake() {
        if (news.availablePermits() == 0) {
            news.release();
        }
    }

    private void run() {
        try {
            while (!closed) {
                news.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                news.drainPermits(); // before looking: a wake from here on means another look
                look();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            readNews();
            Instant now = clock.instant();
            shards.forEach(shard -> shard.pokeDue(now));
        } catch (LogUnavailableException outage) {
            LOG.warn("Webhooks wait for the store: {}", outage.getMessage());
        } catch (RuntimeException fault) { // an exception would end the thread for good
            LOG.error("Webhooks missed a round", fault);
        }
    }

    private void readNews() {
        List<Document> page = book.newsAfter(lastNews, Find.LIMIT_MAX);
        for (Document document : page) {
            WebhookId webhook = new WebhookId(document.id());
            shards.get(Endpoint.shardOf(webhook)).poke(webhook);
            lastNews = Json.COMPACT.readValue(document.json(), DeliveryBook.News.class).number();
        }
        if (page.size() == Find.LIMIT_MAX) {
            shards.forEach(Shard::pokeAll); // there are more of the last number
        }
    }

    private boolean disable(WebhookId webhook, DisableReason reason) {
        return Boolean.TRUE.equals(
                dispatch.send(new DisableEndpoint(webhook, clock.instant(), reason))
                        .thenReturn(true)
                        .onErrorResume(
                                fault -> {
                                    LOG.warn(
                                            "{} is not disabled yet: {}",
                                            webhook,
                                            fault.toString());
                                    return Mono.just(false);
                                })
                        .block());
    }

    /** Lets what is on its way arrive, and gives the work back. */
    @Override
    public void close() {
        closed = true;
        wake();
        List<Thread> closing =
                shards.stream().map(shard -> Thread.ofVirtual().start(shard::giveBack)).toList();
        try {
            for (Thread one : closing) {
                one.join();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        outcomes.close();
    }
}
