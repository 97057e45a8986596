package io.minutebook.infra.story;

import io.minutebook.infra.main.TestApplication;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The whole product in this process, on a free port, with dev tokens. */
public final class Server implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Server(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts on the store in {@code data}, empty where there is none yet, without rate limits. */
    public static Server on(Path data) {
        return on(data, Map.of());
    }

    /** Starts with further properties, which win over this class's own. */
    public static Server on(Path data, Map<String, Object> properties) {
        return new Server(TestApplication.run(all(data, properties)));
    }

    /** Starts by another clock than the machine's. */
    public static Server on(Path data, Clock clock) {
        return on(data, clock, Map.of());
    }

    /** Starts by another clock than the machine's, with further properties. */
    public static Server on(Path data, Clock clock, Map<String, Object> properties) {
        return new Server(TestApplication.run(all(data, properties), clock));
    }

    /** Starts with parts of the test's own beside the product's. */
    public static Server with(Path data, Consumer<GenericApplicationContext> parts) {
        return new Server(TestApplication.run(all(data, Map.of()), parts));
    }

    private static Map<String, Object> all(Path data, Map<String, Object> properties) {
        Map<String, Object> all = new HashMap<>();
        all.put("server.address", "127.0.0.1");
        all.put("server.port", 0);
        all.put("minutebook.dev.enabled", true);
        all.put("minutebook.dev.data", data.toString());
        all.put("minutebook.dev.sample-data", false);
        all.put("minutebook.store.uri", "sqlite:" + data);
        for (String category :
                new String[] {
                    "management", "participant", "chat", "status", "websocket", "read", "auth"
                }) {
            all.put("minutebook.rate-limit." + category, "off");
        }
        all.putAll(properties);
        return all;
    }

    public int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    /** Somebody with a token of their own. */
    public Person person(String userId) {
        return person(userId, Map.of());
    }

    /**
     * @param claims further fields of the token request, as {@code scope} or {@code email}
     */
    public Person person(String userId, Map<String, Object> claims) {
        return Person.withDevToken(http, url(), userId, claims);
    }

    /** Somebody without a token. */
    public Person anonymous() {
        return new Person(http, url(), "nobody", null);
    }

    @Override
    public void close() {
        context.close();
    }
}
