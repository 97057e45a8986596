package io.minutebook.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.minutebook.api.webhook.WebhookClient.Answer;
import io.minutebook.kernel.DeliveryId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/** One attempt, against receivers that answer as they should not. */
class WebhookClientTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final List<String> SECRETS = List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    private final LoopResources loops = LoopResources.create("test", 1, true);
    private final AtomicReference<String> address = new AtomicReference<>("127.0.0.1");
    private final AtomicInteger lookUps = new AtomicInteger();
    private final BlockingQueue<String> heads = new LinkedBlockingQueue<>();
    private ServerSocket server;
    private WebhookClient client;

    /** What a receiver does with a connection, once the head of a request has arrived. */
    private interface Behaviour {
        void answer(Socket connection, OutputStream out) throws Exception;
    }

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        client = client(true);
    }

    private WebhookClient client(boolean allowPrivate) {
        return client(allowPrivate, 10);
    }

    private WebhookClient client(boolean allowPrivate, int atOnce) {
        WebhookProperties properties =
                new WebhookProperties(allowPrivate, true, List.of(Duration.ZERO), TIMEOUT);
        Targets targets =
                new Targets(
                        properties,
                        name -> {
                            lookUps.incrementAndGet();
                            return Mono.fromCallable(
                                    () -> List.of(InetAddress.getByName(address.get())));
                        });
        return new WebhookClient(targets, properties, loops, atOnce);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        loops.dispose();
        server.close();
    }

    private void serve(Behaviour behaviour) {
        Thread.ofVirtual().start(() -> accept(behaviour));
    }

    private void accept(Behaviour behaviour) {
        try {
            while (true) {
                Socket connection = server.accept();
                Thread.ofVirtual().start(() -> serve(connection, behaviour));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(Socket connection, Behaviour behaviour) {
        try (connection) {
            StringBuilder head = new StringBuilder();
            InputStream in = connection.getInputStream();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    return;
                }
                head.append((char) next);
            }
            heads.add(head.toString());
            behaviour.answer(connection, connection.getOutputStream());
        } catch (Exception gone) {
            // the client has heard enough
        }
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private Mono<Answer> post(String host) {
        return postTo("http://" + host + ":" + server.getLocalPort() + "/hook?a=b");
    }

    private Mono<Answer> postTo(String url) {
        return client.post(
                url,
                new DeliveryId("01HM0000000000000000000007"),
                Instant.ofEpochSecond(1_700_000_000),
                "{}".getBytes(StandardCharsets.UTF_8),
                SECRETS);
    }

    @Test
    void connectsToTheAddressThatWasJudgedUnderTheHostsName() throws Exception {
        serve((connection, out) -> say(out, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"));

        Answer answer = post("hooks.example.com").block();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("hi");
        String head = heads.poll(5, TimeUnit.SECONDS);
        assertThat(head)
                .startsWith("POST /hook?a=b HTTP/1.1\r\n")
                .containsIgnoringCase("\r\nhost: hooks.example.com:" + server.getLocalPort())
                .containsIgnoringCase("\r\nwebhook-id: 01HM0000000000000000000007\r\n")
                .containsIgnoringCase("\r\nwebhook-timestamp: 1700000000\r\n")
                .containsIgnoringCase("\r\nwebhook-signature: v1,")
                .containsIgnoringCase("\r\ncontent-length: 2\r\n");
    }

    @Test
    void looksANameUpAgainForEachConnectionAndGoesNowhereElse() {
        serve((connection, out) -> say(out, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
        assertThat(post("rebound.example.com").block().status()).isEqualTo(200);

        client.close();
        client = client(true);
        address.set("169.254.169.254"); // what the name stands for from here on
        assertThatThrownBy(() -> post("rebound.example.com").block())
                .hasRootCauseInstanceOf(ForbiddenTargetException.class);
        assertThat(heads).hasSize(1);
        assertThat(lookUps.get()).isEqualTo(2);
    }

    @Test
    void refusesPrivateAddressesAlsoWhereTheyAreWrittenOut() {
        serve((connection, out) -> say(out, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
        client.close();
        client = client(false);

        assertThatThrownBy(() -> post("127.0.0.1").block())
                .hasRootCauseInstanceOf(ForbiddenTargetException.class);
        assertThatThrownBy(() -> post("inside.example.com").block())
                .hasRootCauseInstanceOf(ForbiddenTargetException.class);
        assertThatThrownBy(() -> post("localhost").block())
                .hasRootCauseInstanceOf(ForbiddenTargetException.class);
        assertThat(heads).isEmpty();
    }

    @Test
    void followsNoRedirect() {
        serve(
                (connection, out) ->
                        say(
                                out,
                                "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:"
                                        + server.getLocalPort()
                                        + "/other\r\nContent-Length: 0\r\n\r\n"));

        assertThat(post("hooks.example.com").block().status()).isEqualTo(302);
        assertThat(heads).hasSize(1);
    }

    @Test
    void givesUpOnWhoeverSaysNothing() {
        serve((connection, out) -> new CountDownLatch(1).await());

        long begun = System.nanoTime();
        assertThatThrownBy(() -> post("hooks.example.com").block())
                .hasRootCauseInstanceOf(java.util.concurrent.TimeoutException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(TIMEOUT.multipliedBy(2));
    }

    @Test
    void givesUpOnAHeadThatDrips() {
        serve(
                (connection, out) -> {
                    say(out, "HTTP/1.1 200 OK\r\nX-Slow: ");
                    while (true) {
                        say(out, "a");
                        Thread.sleep(100);
                    }
                });

        assertThatThrownBy(() -> post("hooks.example.com").block())
                .hasRootCauseInstanceOf(java.util.concurrent.TimeoutException.class);
    }

    @Test
    void takesTheStatusOfABodyThatNeverEnds() {
        serve(
                (connection, out) -> {
                    say(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                    String chunk = "1000\r\n" + "x".repeat(4_096) + "\r\n";
                    while (true) {
                        say(out, chunk);
                    }
                });

        Answer answer = post("hooks.example.com").block();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).hasSize(1_024);
    }

    @Test
    void doesNotWaitLongForABodyThatDrips() {
        serve(
                (connection, out) -> {
                    say(out, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
                    while (true) {
                        say(out, "y");
                        Thread.sleep(50);
                    }
                });

        long begun = System.nanoTime();
        Answer answer = post("hooks.example.com").block();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).matches("y+");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(TIMEOUT);
    }

    @Test
    void takesTheStatusOfABodyThatIsCutOff() {
        serve(
                (connection, out) ->
                        say(
                                out,
                                "HTTP/1.1 503 Busy\r\nRetry-After: 7\r\nContent-Length: 9\r\n\r\nab"));

        Answer answer = post("hooks.example.com").block();

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.retryAfter()).isEqualTo("7");
        assertThat(answer.text()).isEqualTo("ab");
    }

    @Test
    void failsWhereThereIsNoHttp() {
        serve((connection, out) -> say(out, "SSH-2.0-OpenSSH_9.6\r\n\r\n"));

        assertThatThrownBy(() -> post("hooks.example.com").block()).isInstanceOf(Exception.class);
    }

    @Test
    void failsWhereTheHeadIsTooLarge() {
        serve(
                (connection, out) ->
                        say(
                                out,
                                "HTTP/1.1 200 OK\r\nX-Large: " + "x".repeat(100_000) + "\r\n\r\n"));

        assertThatThrownBy(() -> post("hooks.example.com").block()).isInstanceOf(Exception.class);
    }

    private static String head(String status) {
        return "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n";
    }

    /** Reads requests from one connection as long as it is kept, each to be answered by turns. */
    private void serveAll(List<String> answers) {
        serve(
                (connection, out) -> {
                    InputStream in = connection.getInputStream();
                    in.skipNBytes(2); // the body of the first
                    for (String answer : answers) {
                        for (String part : answer.split("(?<=\r\n\r\n)")) {
                            say(out, part);
                        }
                        StringBuilder head = new StringBuilder();
                        while (head.indexOf("\r\n\r\n{}") < 0) {
                            int next = in.read();
                            if (next < 0) {
                                return;
                            }
                            head.append((char) next);
                        }
                        heads.add(head.toString());
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 100 Continue\r\n\r\n",
                "HTTP/1.1 102 Processing\r\n\r\n",
                "HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n",
                "HTTP/1.1 199 Odd\r\nContent-Length: 7\r\n\r\n",
                "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n"
            })
    void awaitsTheFinalAnswerAndLeavesNothingToTheNext(String informational) {
        client.close();
        client = client(true, 1); // each waits for the connection of the one before
        serveAll(
                List.of(
                        informational + head("500 No"),
                        informational + head("200 OK"),
                        head("503 Busy")));

        assertThat(post("hooks.example.com").block().status()).isEqualTo(500);
        assertThat(post("hooks.example.com").block().status()).isEqualTo(200);
        assertThat(post("hooks.example.com").block().status()).isEqualTo(503);
        assertThat(lookUps.get()).isEqualTo(1); // one connection did
    }

    @Test
    void givesUpOnWhoeverSaysOnlyThatItWorks() {
        serve(
                (connection, out) -> {
                    while (true) {
                        say(out, "HTTP/1.1 102 Processing\r\n\r\n");
                        Thread.sleep(100);
                    }
                });

        assertThatThrownBy(() -> post("hooks.example.com").block())
                .hasRootCauseInstanceOf(java.util.concurrent.TimeoutException.class);
    }

    @Test
    void whoeverChangesTheProtocolFailsAndLosesTheConnection() {
        BlockingQueue<Integer> last = new LinkedBlockingQueue<>();
        serve(
                (connection, out) -> {
                    InputStream in = connection.getInputStream();
                    in.skipNBytes(2);
                    say(
                            out,
                            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                                    + "Connection: Upgrade\r\n\r\n"
                                    + head("200 OK"));
                    last.add(in.read());
                });

        assertThatThrownBy(() -> post("hooks.example.com").block()).isInstanceOf(Exception.class);
        assertThatThrownBy(() -> post("hooks.example.com").block()).isInstanceOf(Exception.class);
        assertThat(heads).hasSize(2);
        assertThat(lookUps.get()).isEqualTo(2);
        await().untilAsserted(() -> assertThat(last).containsExactly(-1, -1));
    }

    @ParameterizedTest
    @CsvSource({
        "http://hooks.example.com:PORT, /",
        "http://hooks.example.com:PORT?a=b, /?a=b",
        "http://hooks.example.com:0PORT/one, /one",
        "http://hooks.example.com:PORT/café?straße=ü, /caf%C3%A9?stra%C3%9Fe=%C3%BC",
        "http://hooks.example.com:PORT/a%20b;c=d?e=%2F/f, /a%20b;c=d?e=%2F/f",
        "http://hooks.example.com:PORT/a@b:8?c=http://d:8/, /a@b:8?c=http://d:8/",
        "http://hooks.example.com:PORT//two, //two",
        "HTTP://Hooks.Example.com:PORT/, /",
        "http://127.0.0.1:PORT/, /",
    })
    void sendsWhereItWasJudgedToGo(String url, String target) throws Exception {
        serve((connection, out) -> say(out, head("200 OK")));

        assertThat(postTo(url.replace("PORT", "" + server.getLocalPort())).block().status())
                .isEqualTo(200);

        assertThat(heads.poll(5, TimeUnit.SECONDS)).startsWith("POST " + target + " HTTP/1.1\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8/one",
                "http://127.0.0.1:08/one",
                "http://[::1]:8/one",
                "http://hooks.example.com:8/é"
            })
    void findsAPortOfOneDigit(String url) {
        assertThatThrownBy(() -> postTo(url).block())
                .hasRootCauseInstanceOf(java.net.ConnectException.class)
                .hasStackTraceContaining(":8");
    }
}
