package io.minutebook.infra.mongo;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.minutebook.infra.RequiredParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.mongodb.MongoDBContainer;

/**
 * A real replica set for tests, shared by those of this process: the one that {@code
 * MINUTEBOOK_TEST_MONGODB_URI} names, or one in Docker, or one started from a {@code mongod} found
 * or fetched. Where none can be had tests are skipped, or fail where {@code
 * MINUTEBOOK_REQUIRE_ALL=true}.
 */
public final class RealMongo {

    private static final String IMAGE = "mongo:7.0";
    private static final Pattern URI =
            Pattern.compile("(mongodb(?:\\+srv)?://[^/?]+)(?:/[^?]*)?(\\?.*)?");

    static { // every command, and what is waited for, is told below
        ((Logger) LoggerFactory.getLogger("org.mongodb.driver")).setLevel(Level.WARN);
    }

    private static @Nullable String shared;
    private static @Nullable String missing;
    private static boolean told;

    private RealMongo() {}

    /** A database of the test's own, dropped when closed. */
    public record Database(String name, String uri) implements AutoCloseable {

        public MongoConnection connect() {
            return MongoConnection.open(new ConnectionString(uri));
        }

        @Override
        public void close() {
            try (MongoClient client = MongoClients.create(uri)) {
                client.getDatabase(name).drop();
            }
        }
    }

    /** An empty database. */
    public static Database database() {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        return new Database(name, named(server(), name));
    }

    /**
     * A server of the test's own, to be killed: never one that is shared.
     *
     * @param data an empty folder
     */
    public static Mongod process(Path data) {
        return started(() -> Mongod.start(data));
    }

    /** A server of the test's own that is no replica set. */
    public static Mongod standalone(Path data) {
        return started(() -> Mongod.standalone(data));
    }

    private static Mongod started(Start start) {
        try {
            return start.run();
        } catch (IOException none) {
            throw unavailable(Objects.toString(none.getMessage()));
        }
    }

    private interface Start {
        Mongod run() throws IOException;
    }

    static String named(String uri, String database) {
        Matcher parts = URI.matcher(uri);
        if (!parts.matches()) {
            throw new IllegalArgumentException("MINUTEBOOK_TEST_MONGODB_URI is no MongoDB URI");
        }
        return parts.group(1) + "/" + database + Objects.requireNonNullElse(parts.group(2), "");
    }

    private static synchronized String server() {
        if (missing != null) {
            throw unavailable(missing);
        }
        if (shared == null) {
            try {
                shared = start();
            } catch (IOException none) {
                missing = Objects.toString(none.getMessage());
                throw unavailable(missing);
            }
        }
        return shared;
    }

    private static String start() throws IOException {
        String given = System.getenv("MINUTEBOOK_TEST_MONGODB_URI");
        if (given != null && !given.isBlank()) {
            return given;
        }
        if (hasDocker()) {
            MongoDBContainer container = new MongoDBContainer(IMAGE).withReplicaSet();
            container.start(); // ended by Testcontainers, also where this process is killed
            return container.getReplicaSetUrl();
        }
        Mongod server = Mongod.passing();
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        return server.uri("test");
    }

    private static boolean hasDocker() {
        boolean worthAsking =
                System.getenv("DOCKER_HOST") != null
                        || Files.exists(Path.of("/var/run/docker.sock"));
        return worthAsking && DockerClientFactory.instance().isDockerAvailable();
    }

    private static synchronized RuntimeException unavailable(String reason) {
        String line = "No MongoDB to test against: " + reason;
        if (RequiredParts.areAll()) {
            return new IllegalStateException(line);
        }
        if (!told) {
            told = true;
            System.err.println("######## SKIPPED ######## " + line);
        }
        return new TestAbortedException(line);
    }
}
