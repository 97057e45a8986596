package io.minutebook.infra.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.kernel.json.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Somebody who uses the product over HTTP and WebSocket. */
public final class Person {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http;
    private final String url;
    private final String userId;
    private final @Nullable String token;

    public Person(HttpClient http, String url, String userId, @Nullable String token) {
        this.http = http;
        this.url = url;
        this.userId = userId;
        this.token = token;
    }

    public static Person withDevToken(
            HttpClient http, String url, String userId, Map<String, Object> claims) {
        Map<String, Object> request =
                new HashMap<>(Map.of("user_id", userId, "user_name", "Name of " + userId));
        request.putAll(claims);
        Reply reply = new Person(http, url, userId, null).post("/dev/token", request);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return new Person(http, url, userId, reply.json().path("token").asString());
    }

    /** The same person with the same token, talking to another node. */
    public Person at(String otherUrl) {
        return new Person(http, otherUrl, userId, token);
    }

    public String userId() {
        return userId;
    }

    public String token() {
        assertThat(token).isNotNull();
        return token;
    }

    public Reply get(String path) {
        return call("GET", path, null);
    }

    public Reply post(String path, @Nullable Object body) {
        return call("POST", path, body);
    }

    public Reply put(String path, Object body) {
        return call("PUT", path, body);
    }

    /** Sends {@code body}: text as it stands, anything else as JSON, null as none. */
    public Reply call(String method, String path, @Nullable Object body) {
        return callAsync(method, path, body).join();
    }

    public CompletableFuture<Reply> callAsync(String method, String path, @Nullable Object body) {
        return callAsync(method, path, body, null);
    }

    /** Posts with an idempotency key. */
    public Reply keyed(String key, String path, Object body) {
        return keyedAsync(key, path, body).join();
    }

    public CompletableFuture<Reply> keyedAsync(String key, String path, Object body) {
        return callAsync("POST", path, body, key);
    }

    private CompletableFuture<Reply> callAsync(
            String method, String path, @Nullable Object body, @Nullable String key) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        String text =
                body == null
                        ? ""
                        : body instanceof String raw ? raw : Json.MAPPER.writeValueAsString(body);
        request.method(
                method, text.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(text));
        return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(Reply::of);
    }

    /** Creates a meeting and answers its id. */
    public String creates(String title) {
        return creates(Map.of("title", title));
    }

    public String creates(Map<String, Object> meeting) {
        Reply reply = post("/api/v1/meetings", meeting);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.data().path("meeting_id").asString();
    }

    public Reply starts(String meeting) {
        return post(path(meeting, "start"), null);
    }

    public Reply ends(String meeting) {
        return post(path(meeting, "end"), null);
    }

    public Reply joins(String meeting) {
        return post(path(meeting, "join"), Map.of("device_type", "desktop"));
    }

    public Reply leaves(String meeting) {
        return post(path(meeting, "leave"), null);
    }

    public Reply says(String meeting, String content) {
        return post(path(meeting, "chat"), Map.of("content", content, "message_type", "text"));
    }

    /** The ids of all messages this person may read, newest page first. */
    public List<String> messageIds(String meeting) {
        List<String> ids = new ArrayList<>();
        Reply page = get(path(meeting, "chat?limit=200"));
        while (page.data().size() > 0) {
            ids.addAll(page.data().findValuesAsString("message_id"));
            String oldest = page.data().get(0).path("message_id").asString();
            page = get(path(meeting, "chat?limit=200&before=" + oldest));
        }
        return ids;
    }

    /** Opens a socket on {@code meeting}; returns once it is open. */
    public Socket watches(String meeting) {
        return watches(meeting, "");
    }

    /** Opens a socket on {@code meeting} with further parameters. */
    public Socket watches(String meeting, String query) {
        return Socket.open(
                http,
                URI.create(
                        url.replaceFirst("http", "ws")
                                + "/ws/meetings/"
                                + meeting
                                + "?token="
                                + URLEncoder.encode(token(), StandardCharsets.UTF_8)
                                + "&"
                                + query));
    }

    public static String path(String meeting, String rest) {
        return "/api/v1/meetings/" + meeting + "/" + rest;
    }

    /** An answer. */
    public record Reply(int status, String text, java.net.http.HttpHeaders headers) {

        static Reply of(HttpResponse<String> response) {
            return new Reply(response.statusCode(), response.body(), response.headers());
        }

        public JsonNode json() {
            return Json.MAPPER.readTree(text);
        }

        public JsonNode data() {
            return json().path("data");
        }

        public String code() {
            return json().path("code").asString("");
        }

        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }
}
