package io.minutebook.infra.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.infra.story.Person;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The product as an operator runs it: a process, with nothing of this one's configuration. */
public final class Product implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String READY = "Minutebook is ready: ";
    private static final Pattern LISTENING = Pattern.compile("Netty started on port (\\d+)");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Process process;
    private final Path output;
    private final Path errors;

    private Product(Process process, Path output, Path errors) {
        this.process = process;
        this.output = output;
        this.errors = errors;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /** Starts it in {@code scratch}, where its output is kept too. */
    public static Product start(
            Path scratch, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(command());
        command.addAll(Arrays.asList(arguments));
        return start(scratch, environment, command);
    }

    /** What starts it, to be followed by its arguments. */
    public static List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1", // starts sooner
                "-cp",
                System.getProperty("java.class.path"),
                "io.minutebook.infra.main.Minutebook");
    }

    /** Starts it as {@code command} does, which comes to {@link #command} in the end. */
    public static Product start(
            Path scratch, Map<String, String> environment, List<String> command) {
        Path output = scratch.resolve("output");
        Path errors = scratch.resolve("errors");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(scratch.toFile())
                        .redirectOutput(output.toFile())
                        .redirectError(errors.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MINUTEBOOK_"));
        builder.environment().putAll(environment);
        try {
            return new Product(builder.start(), output, errors);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public String output() {
        return read(output);
    }

    public String errors() {
        return read(errors);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Where it listens, once it says that it is ready; in dev mode. */
    public String url() {
        await(() -> output().contains(READY));
        return output().lines()
                .filter(line -> line.startsWith(READY))
                .map(line -> line.substring(READY.length()).strip())
                .findFirst()
                .orElseThrow();
    }

    /** The ports it says it listens on, once there are {@code count}; as the log has them. */
    public List<Integer> ports(int count) {
        await(() -> listening().size() >= count);
        return listening();
    }

    private List<Integer> listening() {
        Matcher found = LISTENING.matcher(output());
        List<Integer> ports = new ArrayList<>();
        while (found.find()) {
            ports.add(Integer.parseInt(found.group(1)));
        }
        return ports;
    }

    private void await(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .failFast(
                        "the process goes on",
                        () -> assertThat(process.isAlive()).as(output() + errors()).isTrue())
                .until(condition);
    }

    /** SIGTERM, as an operator stops it. */
    public void terminate() {
        process.destroy();
    }

    /** The status it exits with, within {@code patience}. */
    public int exitStatus(Duration patience) {
        try {
            assertThat(process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS))
                    .as("ended within %s", patience)
                    .isTrue();
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    public int exitStatus() {
        return exitStatus(PATIENCE);
    }

    /** Somebody with a token of the dev mode. */
    public Person person(String userId) {
        return Person.withDevToken(http, url(), userId, Map.of());
    }

    /** Somebody likewise, where another start of it listens. */
    public static Person at(String url, String userId) {
        return Person.withDevToken(
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
                url,
                userId,
                Map.of());
    }

    /** How often it said {@code text}. */
    public int times(String text) {
        return output().split(Pattern.quote(text), -1).length - 1;
    }

    /** Where it said last that it is ready. */
    public String lastUrl() {
        String output = output();
        return output.substring(output.lastIndexOf(READY) + READY.length())
                .lines()
                .findFirst()
                .orElseThrow()
                .strip();
    }

    /** SIGTERM to what the started command runs, not to the command. */
    public void terminateChild() {
        process.descendants()
                .filter(one -> one.info().command().filter(c -> c.endsWith("java")).isPresent())
                .forEach(ProcessHandle::destroy);
    }

    /** Somebody without a token. */
    public Person anonymous() {
        return new Person(http, url(), "nobody", null);
    }

    /** Ends it as kill -9 does. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Has it stand still, its connections open. */
    public void freeze() {
        signal("-STOP");
    }

    public void thaw() {
        signal("-CONT");
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }
}
