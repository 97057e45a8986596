package io.minutebook.bench;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.minutebook.api.Dispatch;
import io.minutebook.api.webhook.Targets;
import io.minutebook.api.webhook.WebhookClient;
import io.minutebook.api.webhook.WebhookProperties;
import io.minutebook.api.webhook.WebhookSecrets;
import io.minutebook.infra.axon.AxonSetup;
import io.minutebook.infra.eventlog.CommitLog;
import io.minutebook.infra.eventlog.sqlite.SqliteCommitLog;
import io.minutebook.infra.record.EntryCodec;
import io.minutebook.infra.record.LogTail;
import io.minutebook.infra.record.StoredHistory;
import io.minutebook.infra.store.SqliteDocumentStore;
import io.minutebook.infra.webhook.DeliveryBook;
import io.minutebook.infra.webhook.WebhookPlanner;
import io.minutebook.infra.webhook.WebhookSender;
import io.minutebook.kernel.Caller;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.WebhookId;
import io.minutebook.kernel.command.WebhookCommand.RegisterEndpoint;
import io.minutebook.kernel.node.Lease;
import io.minutebook.kernel.node.Leases;
import io.minutebook.kernel.node.Work;
import io.minutebook.kernel.store.Batch;
import io.minutebook.kernel.store.DocumentStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.GenericCommandMessage;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/**
 * Deliveries a second to many webhooks, one of which never answers: planned, signed, sent to a
 * receiver in this process, and written down.
 */
public final class WebhookBench {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final int CALLERS = 8;

    private WebhookBench() {}

    /**
     * @param arguments how many webhooks (100), and of how many messages they are told (300)
     */
    public static void main(String[] arguments) throws Exception {
        int webhooks = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
        int messages = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 300;
        System.out.println("| webhooks | of them dead | events | deliveries/s | seconds |");
        System.out.println("| ---: | ---: | ---: | ---: | ---: |");
        run(webhooks, 0, messages);
        run(webhooks, 1, messages);
        System.exit(0);
    }

    private static void run(int webhooks, int dead, int messages) throws Exception {
        Path folder = Files.createTempDirectory("minutebook-bench");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Folders.delete(folder)));
        Clock clock = Clock.tickMillis(ZoneOffset.UTC);
        CountDownLatch arrived = new CountDownLatch((webhooks - dead) * messages);
        HttpServer receiver = receiver(arrived);
        ExecutorService threads = Executors.newFixedThreadPool(32);
        try (CommitLog log = SqliteCommitLog.open(folder, clock);
                DocumentStore state =
                        SqliteDocumentStore.open(
                                folder.resolve("state.db"), SqliteDocumentStore.Durability.FULL)) {
            EntryCodec codec = new EntryCodec(new SecureRandom());
            CommandBus bus = AxonSetup.commandBus(log, codec, threads);
            Load load = new Load(bus, 1);
            Sending sending = Sending.of(log, codec, bus, state, threads, clock);
            for (int i = 0; i < webhooks; i++) {
                String path = i < dead ? "/dead" : "/" + i;
                register(bus, state, "http://127.0.0.1:" + receiver.getAddress().getPort() + path);
            }
            long begun = System.nanoTime();
            load.callers(CALLERS, messages);
            if (!arrived.await(10, TimeUnit.MINUTES)) {
                throw new IllegalStateException(arrived.getCount() + " did not arrive");
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "| %d | %d | %d | %,.0f | %.1f |%n",
                    webhooks,
                    dead,
                    messages,
                    (webhooks - dead) * messages / seconds,
                    seconds);
            sending.close();
        }
        receiver.stop(0);
        threads.shutdown();
    }

    /** Answers at once, but for one path, where it does not. */
    private static HttpServer receiver(CountDownLatch arrived) throws IOException {
        HttpServer http =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext(
                "/",
                exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                    arrived.countDown();
                });
        http.createContext(
                "/dead",
                exchange -> {
                    try {
                        TimeUnit.MINUTES.sleep(10);
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                });
        http.start();
        return http;
    }

    private static void register(CommandBus bus, DocumentStore state, String url) {
        WebhookId webhook = WebhookId.next();
        state.write(
                new Batch()
                        .put(
                                WebhookSecrets.SECRETS.name(),
                                webhook.value(),
                                "{\"secret\":\"" + SECRET + "\"}"));
        bus.dispatch(
                GenericCommandMessage.asCommandMessage(
                        new RegisterEndpoint(
                                webhook,
                                Caller.of(new UserId("manager")),
                                Clock.tickMillis(ZoneOffset.UTC).instant(),
                                null,
                                url,
                                null,
                                null,
                                webhook.value())));
    }

    /** Planner and sender as one node has them. */
    private record Sending(WebhookPlanner planner, WebhookSender sender, LogTail tail) {

        static Sending of(
                CommitLog log,
                EntryCodec codec,
                CommandBus bus,
                DocumentStore state,
                ExecutorService threads,
                Clock clock) {
            StoredHistory history = new StoredHistory(log, codec);
            LogTail tail = new LogTail(history);
            log.onGrowth(tail::wake);
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            Dispatch dispatch = new Dispatch(bus, new Unasked(), threads, threads, registry);
            WebhookProperties properties =
                    new WebhookProperties(
                            true, true, List.of(Duration.ofHours(1)), Duration.ofSeconds(15));
            DeliveryBook book = new DeliveryBook(state);
            WebhookClient client =
                    new WebhookClient(
                            new Targets(properties, host -> Mono.empty()),
                            properties,
                            LoopResources.create("webhooks", 2, true),
                            WebhookClient.ATTEMPTS_AT_ONCE_MAX);
            WebhookSender sender =
                    new WebhookSender(
                            book,
                            history,
                            client,
                            new WebhookSecrets(state, dispatch),
                            properties,
                            dispatch,
                            registry,
                            clock);
            sender.start(new Alone());
            WebhookPlanner planner = new WebhookPlanner(book, history, tail, sender::wake, clock);
            planner.begin();
            return new Sending(planner, sender, tail);
        }

        void close() {
            planner.end();
            sender.close();
            tail.close();
        }
    }

    /** The only node there is. */
    private static final class Alone implements Leases {
        @Override
        public Lease compete(String name, Work work) {
            work.begin();
            return new Lease() {
                @Override
                public boolean isHeld() {
                    return true;
                }

                @Override
                public void close() {
                    work.end();
                }
            };
        }
    }

    /** Nobody asks anything here. */
    private static final class Unasked implements io.minutebook.kernel.query.QueryService {
        @Override
        public <R> R answer(io.minutebook.kernel.query.Query<R> query) {
            throw new IllegalStateException("nothing is asked");
        }
    }
}
