package io.minutebook.infra.story;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** The product as an operator runs it: a process. */
record Node(Process process, String url, HttpClient http) implements AutoCloseable {

    private static final String READY = "Minutebook is ready: ";

    static Node start(Path data) throws IOException {
        return start(data, Map.of());
    }

    /**
     * @param environment beside this process's own
     */
    static Node start(Path data, Map<String, String> environment) throws IOException {
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
                                "--data=" + data)
                        .redirectErrorStream(true);
        command.environment().put("MINUTEBOOK_RATE_LIMIT_CHAT", "off");
        command.environment().putAll(environment);
        Process process = command.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(READY)) {
                Thread.ofPlatform().daemon().start(() -> output.lines().forEach(ignored -> {}));
                return new Node(
                        process,
                        line.substring(READY.length()).strip(),
                        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("not ready: " + said);
    }

    Person person(String userId) {
        return person(userId, Map.of());
    }

    Person person(String userId, Map<String, Object> claims) {
        return Person.withDevToken(http, url, userId, claims);
    }

    void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
