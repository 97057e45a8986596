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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A node in dev mode as a process of its own, and how long it took to be ready, in ms. */
record Node(Process process, String url, double startMillis) {

    private static final String READY = "Minutebook is ready: ";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /**
     * @param options for its virtual machine
     * @param environment its configuration
     */
    static Node start(Path data, List<String> options, Map<String, String> environment)
            throws IOException {
        long began = System.nanoTime();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(options);
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.minutebook.infra.main.Minutebook",
                        "dev",
                        "--port=0",
                        "--empty",
                        "--data=" + data));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
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

    JsonNode call(String method, String path, String token, String body)
            throws IOException, InterruptedException {
        return Json.MAPPER.readTree(text(method, path, token, body));
    }

    /** The body of the answer, whatever its status. */
    String text(String method, String path, String token, String body)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        return HTTP.send(request, BodyHandlers.ofString()).body();
    }

    String token(String userId) throws IOException, InterruptedException {
        return call("POST", "/dev/token", "none", "{\"user_id\":\"" + userId + "\"}")
                .path("token")
                .asString();
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }
}
