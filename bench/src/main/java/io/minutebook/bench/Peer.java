package io.minutebook.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Somebody else's server. */
final class Peer implements LiveServer {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String name;
    private final Process process;
    private final Function<String, Seat> seats;
    private final AtomicInteger rooms = new AtomicInteger();

    /**
     * @param seats in the room of a name
     */
    private Peer(String name, Process process, Function<String, Seat> seats) {
        this.name = name;
        this.process = process;
        this.seats = seats;
    }

    /** Centrifugo with its memory engine: nothing is stored. Empty where it cannot be had. */
    static Optional<LiveServer> centrifugo() throws IOException, InterruptedException {
        Optional<String> binary = fetched("centrifugo");
        if (binary.isEmpty()) {
            return Optional.empty();
        }
        int port = freePort();
        ProcessBuilder command = new ProcessBuilder(binary.get());
        command.environment()
                .putAll(
                        Map.of(
                                "CENTRIFUGO_ADDRESS",
                                "127.0.0.1",
                                "CENTRIFUGO_PORT",
                                Integer.toString(port),
                                "CENTRIFUGO_CLIENT_INSECURE",
                                "true",
                                "CENTRIFUGO_LOG_LEVEL",
                                "none"));
        Process process = started(command.redirectErrorStream(true));
        awaitPort(port);
        URI address = URI.create("ws://127.0.0.1:" + port + "/connection/websocket");
        return Optional.of(
                new Peer(
                        "Centrifugo 5.4.9",
                        process,
                        room ->
                                new Seat(
                                        address,
                                        "{\"id\":1,\"connect\":{}}\n"
                                                + "{\"id\":2,\"subscribe\":{\"channel\":\""
                                                + room
                                                + "\"}}",
                                        "\"id\":2,\"subscribe\"",
                                        "{}",
                                        "{}",
                                        "{\"id\":3,\"publish\":{\"channel\":\""
                                                + room
                                                + "\",\"data\":{\"content\":\"",
                                        "\"}}}")));
    }

    /** socket.io with its adapter in memory. Empty where it cannot be had. */
    static Optional<LiveServer> socketIo() throws IOException, InterruptedException {
        Optional<String> script = fetched("socket.io");
        if (script.isEmpty()) {
            return Optional.empty();
        }
        Process process = started(new ProcessBuilder("node", script.get()));
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String address =
                "ws://127.0.0.1:"
                        + output.readLine()
                        + "/socket.io/?EIO=4&transport=websocket&room=";
        return Optional.of(
                new Peer(
                        "socket.io 4.8",
                        process,
                        room ->
                                new Seat(
                                        URI.create(address + room),
                                        "40",
                                        "[\"joined\"",
                                        "2",
                                        "3",
                                        "42[\"chat\",{\"content\":\"",
                                        "\"}]")));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ProcessHandle process() {
        return process.toHandle();
    }

    @Override
    public Duration warmUp() {
        return Duration.ofSeconds(3);
    }

    @Override
    public Duration settling() {
        return Duration.ofSeconds(4);
    }

    @Override
    public List<Seat> open(int members) {
        return Collections.nCopies(members, seats.apply("room" + rooms.incrementAndGet()));
    }

    @Override
    public void endRooms() {
        // they end with their last member
    }

    private static Optional<String> fetched(String peer) throws IOException, InterruptedException {
        Process fetching =
                new ProcessBuilder("peers/fetch", peer)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String found = new String(fetching.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return fetching.waitFor() == 0 ? Optional.of(found.strip()) : Optional.empty();
    }

    private static Process started(ProcessBuilder command) throws IOException {
        Process process = command.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return process;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitPort(int port) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!listens(port)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("nothing listens");
            }
            Thread.sleep(50);
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
