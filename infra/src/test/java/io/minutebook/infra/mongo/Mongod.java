package io.minutebook.infra.mongo;

import static org.awaitility.Awaitility.await;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/**
 * A server of its own, a replica set of one member, on a free port. It ends with this process,
 * however this process ends.
 */
public final class Mongod implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);

    /** Ends the server once nobody holds the other end of its input any longer. */
    private static final String GUARD =
            "\"$@\" & server=$!; cat >/dev/null; kill -9 $server 2>/dev/null; wait $server"
                    + " 2>/dev/null; if [ -n \"$DROPPED\" ]; then rm -rf \"$DROPPED\"; fi";

    private final Path binary;
    private final Path data;
    private final int port;
    private final boolean isReplicaSet;
    private final boolean isPassing;
    private Process guard;

    private Mongod(Path binary, Path data, int port, boolean isReplicaSet, boolean isPassing)
            throws IOException {
        this.binary = binary;
        this.data = data;
        this.port = port;
        this.isReplicaSet = isReplicaSet;
        this.isPassing = isPassing;
        this.guard = launch();
    }

    /** Starts a server that is no replica set. */
    public static Mongod standalone(Path data) throws IOException {
        Mongod server = new Mongod(MongodBinary.find(), data, freePort(), false, false);
        server.awaitReply();
        return server;
    }

    /** Starts a server that keeps its files in {@code data}, an empty folder. */
    public static Mongod start(Path data) throws IOException {
        return initiated(new Mongod(MongodBinary.find(), data, freePort(), true, false));
    }

    /** Starts a server whose files go with it. */
    static Mongod passing() throws IOException {
        Path binary = MongodBinary.find();
        Path data = Files.createTempDirectory("minutebook-mongod");
        return initiated(new Mongod(binary, data, freePort(), true, true));
    }

    private static Mongod initiated(Mongod server) {
        server.awaitReply();
        try (MongoClient client = server.direct()) {
            client.getDatabase("admin")
                    .runCommand(
                            new Document(
                                    "replSetInitiate",
                                    new Document("_id", "rs0")
                                            .append(
                                                    "members",
                                                    List.of(
                                                            new Document("_id", 0)
                                                                    .append(
                                                                            "host",
                                                                            server.address())))));
        }
        server.awaitPrimary();
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>();
        command.addAll(List.of("sh", "-c", GUARD, "guard", binary.toString()));
        command.addAll(
                List.of(
                        "--bind_ip=127.0.0.1",
                        "--port=" + port,
                        "--dbpath=" + data,
                        "--logpath=" + data.resolve("mongod.log"),
                        "--logappend",
                        "--nounixsocket",
                        "--wiredTigerCacheSizeGB=0.5",
                        "--setParameter=diagnosticDataCollectionEnabled=false"));
        if (isReplicaSet) {
            command.add("--replSet=rs0");
        }
        ProcessBuilder process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        process.environment().put("DROPPED", isPassing ? data.toString() : "");
        return process.start();
    }

    private String address() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    public String uri(String database) {
        return "mongodb://" + address() + "/" + database + "?replicaSet=rs0";
    }

    private MongoClient direct() {
        return MongoClients.create(
                MongoClientSettings.builder()
                        .applyConnectionString(
                                new ConnectionString(
                                        "mongodb://" + address() + "/?directConnection=true"))
                        .applyToClusterSettings(
                                cluster ->
                                        cluster.serverSelectionTimeout(500, TimeUnit.MILLISECONDS))
                        .build());
    }

    private void awaitReply() {
        awaitHello(hello -> true);
    }

    private void awaitPrimary() {
        awaitHello(hello -> hello.getBoolean("isWritablePrimary", false));
    }

    private void awaitHello(java.util.function.Predicate<Document> wanted) {
        try (MongoClient client = direct()) {
            await().atMost(START)
                    .pollInterval(Duration.ofMillis(50))
                    .ignoreExceptionsInstanceOf(MongoException.class)
                    .until(
                            () ->
                                    wanted.test(
                                            client.getDatabase("admin")
                                                    .runCommand(new Document("hello", 1))));
        }
    }

    /** Kills the server as kill -9 does. */
    public void kill() {
        guard.children().forEach(ProcessHandle::destroyForcibly);
        end();
    }

    /** Starts the server again on its files, after {@link #kill}. */
    public void restart() throws IOException {
        guard = launch();
        awaitPrimary();
    }

    /** Has the server stand still, its connections open. */
    public void freeze() {
        signal("-STOP");
    }

    public void thaw() {
        signal("-CONT");
    }

    private void signal(String signal) {
        long server =
                guard.children()
                        .filter(
                                child ->
                                        child.info()
                                                .command()
                                                .filter(command -> command.endsWith("mongod"))
                                                .isPresent())
                        .findFirst()
                        .orElseThrow()
                        .pid();
        try {
            new ProcessBuilder("kill", signal, Long.toString(server)).start().waitFor();
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void end() {
        try {
            guard.getOutputStream().close();
        } catch (IOException gone) {
            // the guard has ended already
        }
        guard.onExit().join();
    }

    @Override
    public void close() {
        end();
    }
}
