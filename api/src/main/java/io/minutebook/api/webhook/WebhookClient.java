package io.minutebook.api.webhook;

import io.minutebook.kernel.DeliveryId;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.NettyPipeline;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/**
 * Sends one attempt. Follows no redirect, goes through no proxy, connects to nothing that was not
 * judged, and takes of an answer no more than it needs.
 */
public final class WebhookClient implements AutoCloseable {

    /** How many attempts one node has under way at most. */
    public static final int ATTEMPTS_AT_ONCE_MAX = 1_000;

    private static final int RESPONSE_BYTES_KEPT = 1_024;

    /** An answer that is longer costs its connection. */
    private static final int RESPONSE_BYTES_READ_MAX = 64 * 1_024;

    /** The status decides; the text is to look at, and is not waited for long. */
    private static final Duration RESPONSE_TEXT_PATIENCE = Duration.ofSeconds(2);

    /** Below what servers usually keep open, so that none is used that is being closed. */
    private static final Duration IDLE_MAX = Duration.ofSeconds(3);

    private static final int HEAD_BYTES_MAX = 16 * 1_024;

    private final ConnectionProvider connections;
    private final HttpClient http;
    private final Targets targets;
    private final Duration timeout;

    /**
     * @param atOnce how many attempts are under way at most
     */
    public WebhookClient(
            Targets targets, WebhookProperties properties, LoopResources loops, int atOnce) {
        this(targets, properties, loops, atOnce, UnaryOperator.identity());
    }

    WebhookClient(
            Targets targets,
            WebhookProperties properties,
            LoopResources loops,
            int atOnce,
            UnaryOperator<HttpClient> further) {
        this.targets = targets;
        this.timeout = properties.timeout();
        this.connections =
                ConnectionProvider.builder("webhooks")
                        .maxConnections(atOnce)
                        .pendingAcquireMaxCount(atOnce)
                        .maxIdleTime(IDLE_MAX)
                        .evictInBackground(IDLE_MAX)
                        .build();
        this.http =
                further.apply(
                        HttpClient.create(connections)
                                .runOn(loops)
                                .resolver(new GuardedResolvers(targets))
                                .protocol(HttpProtocol.HTTP11)
                                .followRedirect(false)
                                .noProxy()
                                .compress(false)
                                .option(
                                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                                        Math.toIntExact(timeout.toMillis()))
                                .httpResponseDecoder(
                                        decoder -> decoder.maxHeaderSize(HEAD_BYTES_MAX))
                                .doOnChannelInit(
                                        (observer, channel, remote) ->
                                                channel.pipeline()
                                                        .addBefore(
                                                                NettyPipeline.ReactiveBridge,
                                                                "finalAnswers",
                                                                new FinalAnswers())));
    }

    /**
     * What was answered.
     *
     * @param retryAfter the header of that name, null where there was none
     * @param text the first 1,024 bytes of the body, as far as they came
     */
    public record Answer(int status, @Nullable String retryAfter, String text) {}

    /**
     * Sends {@code body} once, signed with each of {@code secrets}. Fails where no status came in
     * time.
     */
    public Mono<Answer> post(
            String url, DeliveryId id, Instant now, byte[] body, List<String> secrets) {
        return targets.requireForm(url)
                .then(Mono.defer(() -> exchange(url, id, now, body, secrets)))
                .timeout(timeout);
    }

    private Mono<Answer> exchange(
            String url, DeliveryId id, Instant now, byte[] body, List<String> secrets) {
        long begun = System.nanoTime();
        return http.headers(
                        headers ->
                                headers.set("Content-Type", "application/json")
                                        .set("Content-Length", body.length)
                                        .set("User-Agent", "Minutebook-Webhooks")
                                        .set("webhook-id", id.value())
                                        .set("webhook-timestamp", now.getEpochSecond())
                                        .set(
                                                "webhook-signature",
                                                Signatures.of(id.value(), now, body, secrets)))
                .post()
                .uri(asJudged(url))
                .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body)))
                .response((head, content) -> answer(head, content, left(begun)))
                .next();
    }

    /** As text it would be taken apart by other rules than those it was judged by. */
    private static URI asJudged(String url) {
        return URI.create(URI.create(url).toASCIIString());
    }

    /** How long the text is waited for: never past the end of the attempt. */
    private Duration left(long begun) {
        Duration left = timeout.minusNanos(System.nanoTime() - begun).dividedBy(2);
        return left.compareTo(RESPONSE_TEXT_PATIENCE) < 0 ? left : RESPONSE_TEXT_PATIENCE;
    }

    private static Mono<Answer> answer(
            HttpClientResponse head, ByteBufFlux content, Duration patience) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        long[] read = new long[1];
        return content.asByteArray()
                .doOnNext(
                        bytes -> {
                            int wanted = RESPONSE_BYTES_KEPT - kept.size();
                            kept.write(bytes, 0, Math.min(wanted, bytes.length));
                            read[0] += bytes.length;
                        })
                .takeUntil(bytes -> read[0] >= RESPONSE_BYTES_READ_MAX)
                .takeUntilOther(Mono.delay(patience))
                .onErrorComplete() // the status stands, though the rest was cut off
                .then(
                        Mono.fromSupplier(
                                () ->
                                        new Answer(
                                                head.status().code(),
                                                head.responseHeaders().get("Retry-After"),
                                                text(kept))));
    }

    /** As text that can be stored; a character that was cut in two at the end is left out. */
    private static String text(ByteArrayOutputStream kept) {
        String text = kept.toString(StandardCharsets.UTF_8).replace('\0', '\ufffd');
        return kept.size() == RESPONSE_BYTES_KEPT && text.endsWith("\ufffd")
                ? text.substring(0, text.length() - 1)
                : text;
    }

    @Override
    public void close() {
        connections.dispose();
    }
}
