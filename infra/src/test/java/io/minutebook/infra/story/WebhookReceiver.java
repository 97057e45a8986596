package io.minutebook.infra.story;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.minutebook.kernel.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;

/** A real receiver of webhooks on a port of its own; it notes what arrives, at which path. */
public final class WebhookReceiver implements AutoCloseable {

    private final HttpServer http;
    private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();
    private volatile Answer answer = Answer.status(204);

    /** What came in. */
    public record Arrival(String path, Map<String, List<String>> headers, byte[] body) {

        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .map(entry -> entry.getValue().get(0))
                    .findFirst()
                    .orElse("");
        }

        public JsonNode json() {
            return Json.MAPPER.readTree(body);
        }

        public String event() {
            return json().path("event").asString();
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** How it answers. */
    public interface Answer {
        void to(HttpExchange exchange) throws IOException;

        static Answer status(int status) {
            return exchange -> exchange.sendResponseHeaders(status, -1);
        }

        static Answer of(int status, String body, Map<String, String> headers) {
            return exchange -> {
                headers.forEach(exchange.getResponseHeaders()::set);
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
            };
        }
    }

    public WebhookReceiver() {
        this(0);
    }

    /** On a port that another had before. */
    public WebhookReceiver(int port) {
        try {
            http =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", this::take);
        http.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            arrivals.add(
                    new Arrival(
                            exchange.getRequestURI().getPath(),
                            Map.copyOf(exchange.getRequestHeaders()),
                            body));
            answer.to(exchange);
        }
    }

    public void answers(Answer how) {
        answer = how;
    }

    public void answers(int status) {
        answer = Answer.status(status);
    }

    public int port() {
        return http.getAddress().getPort();
    }

    public String url() {
        return url("/hook");
    }

    public String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    public List<Arrival> arrivals() {
        return List.copyOf(arrivals);
    }

    public List<Arrival> arrivalsAt(String path) {
        return arrivals.stream().filter(arrival -> arrival.path().equals(path)).toList();
    }

    public List<String> events() {
        return arrivals.stream().map(Arrival::event).toList();
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
