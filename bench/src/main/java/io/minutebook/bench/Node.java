package io.minutebook.bench;

import io.minutebook.kernel.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A node, and how long it took to be ready, in milliseconds. */
record Node(Process process, String url, double startMillis) {

    private static final String READY = "Minutebook is ready: ";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static Node start(Path data, String store) throws IOException {
        long began = System.nanoTime();
        ProcessBuilder command =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.minutebook.infra.main.Minutebook",
                        "dev",
                        "--port=0",
                        "--empty",
                        "--data=" + data);
        command.environment()
                .putAll(Map.of("MINUTEBOOK_STORE_URI", store, "MINUTEBOOK_RATE_LIMIT_READ", "off"));
        Process process = command.redirectErrorStream(true).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        while (line != null && !line.startsWith(READY)) {
            line = output.readLine();
        }
        if (line == null) {
            throw new IllegalStateException("a node did not start");
        }
        double millis = (System.nanoTime() - began) / 1e6;
        Thread.ofPlatform().daemon().start(() -> drain(output));
        return new Node(process, line.substring(READY.length()).strip(), millis);
    }

    /** A process that nobody reads from would stop. */
    private static void drain(BufferedReader output) {
        try {
            output.transferTo(Writer.nullWriter());
        } catch (IOException killed) {
            // nothing more will come
        }
    }

    JsonNode call(String method, String path, String token, String body) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        return Json.MAPPER.readTree(HTTP.send(request, BodyHandlers.ofString()).body());
    }

    String token(String user) throws Exception {
        return call("POST", "/dev/token", "none", "{\"user_id\":\"" + user + "\"}")
                .path("token")
                .asString();
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }
}
